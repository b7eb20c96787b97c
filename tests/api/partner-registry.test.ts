import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { startPaymentGateways } from '../support/payment-gateways.ts'
import { dayOf, readRegistry } from '../support/registers.ts'
import { openFreshSqlite } from '../support/stores.ts'
import { createTerminal, type Terminal } from '../support/terminals.ts'

let gateway: Gateway
let kiosk: Terminal
let bank: Terminal
let date: string

beforeAll(async () => {
  gateway = await startGateway({ accounts: 18 })
  kiosk = await createTerminal(gateway)
  bank = await createTerminal(gateway, { partnerId: 'bank' })
  // In an order that is not that of the ids, so that the hash has something to sort.
  for (const [externalId, amount] of [
    ['b', '10.00'],
    ['a', '20.50'],
    ['C', '0.05'],
    ['a.1', '1.00'],
  ] as const) {
    await kiosk.pay({ externalId, accountNumber: '100002', amount })
  }
  await kiosk.pay({ externalId: 'gone', accountNumber: '100001', amount: '7.00' })
  await kiosk.cancel({ externalId: 'gone', idempotencyKey: 'k' })
  await kiosk.pay({ externalId: 'closed', accountNumber: '100009', amount: '8.00' })
  await bank.pay({ externalId: 'b', accountNumber: '100002', amount: '99.00' })
  const payment = await kiosk.find('closed')
  date = payment === null ? '' : dayOf(payment)
})
afterAll(() => gateway.close())

test('P6 PAY-5 the registry of a day has every payment of the partner once, and its sums are the ledger’s', async () => {
  const registry = await readRegistry(kiosk, { date })
  expect(registry.nodes.map(({ externalId, state }) => `${externalId} ${state}`)).toEqual([
    'b DONE',
    'a DONE',
    'C DONE',
    'a.1 DONE',
    'gone CANCELED',
    'closed REJECTED',
  ])
  expect(registry.totals).toEqual({
    done: { count: 4, amount: { amount: '31.55' } },
    canceled: { count: 1, amount: { amount: '7.00' } },
    rejected: { count: 1, amount: { amount: '8.00' } },
    pending: { count: 0, amount: { amount: '0.00' } },
  })
  const { payments } = await gateway.sandbox.ledger()
  const standing = payments.filter(({ receipt, status }) => receipt?.startsWith('kiosk/') && status === 1)
  expect(standing.map(({ receipt, amount }) => `${receipt} ${amount}`).toSorted()).toEqual([
    'kiosk/C 0.05',
    'kiosk/a 20.50',
    'kiosk/a.1 1.00',
    'kiosk/b 10.00',
  ])
})

test('P6 a partner computes the same hash from its own books, as the documentation says', async () => {
  const lines = ['C\t100002\t0.05\n', 'a\t100002\t20.50\n', 'a.1\t100002\t1.00\n', 'b\t100002\t10.00\n']
  const sha256 = createHash('sha256').update(lines.join('')).digest('hex')
  expect((await readRegistry(kiosk, { date })).sha256).toBe(sha256)
})

test('P6 pages follow each other without a gap, and each tells the sums of the whole day', async () => {
  const whole = await readRegistry(kiosk, { date })
  const seen: string[] = []
  let after: string | null = null
  for (let page = 0; page < 3; page += 1) {
    const registry = await readRegistry(kiosk, { date, first: 2, after })
    expect([registry.totals, registry.sha256]).toEqual([whole.totals, whole.sha256])
    expect(registry.pageInfo.hasNextPage).toBe(page < 2)
    expect(registry.edges).toHaveLength(2)
    seen.push(...registry.nodes.map(({ externalId }) => externalId))
    after = registry.pageInfo.endCursor
  }
  expect(seen).toEqual(whole.nodes.map(({ externalId }) => externalId))
})

test('P6 a day without payments is empty, and its hash is that of nothing', async () => {
  const registry = await readRegistry(kiosk, { date: '2020-02-29' })
  expect(registry).toMatchObject({
    date: '2020-02-29',
    nodes: [],
    totals: { done: { count: 0, amount: { amount: '0.00' } } },
    sha256: createHash('sha256').digest('hex'),
  })
})

test.each([
  ['a page of none', { first: 0 }],
  ['a page of too many', { first: 101 }],
  ['a cursor of another day', { date: '2020-02-29', after: 'own' }],
  ['a cursor of another partner', { after: 'foreign' }],
  ['a cursor that is none', { after: 'x' }],
  ['a day that is none', { date: '2026-02-30' }],
])('P6 %s is refused as input', async (_what, change) => {
  const cursors: Readonly<Record<string, string | null>> = {
    own: (await readRegistry(kiosk, { date, first: 1 })).pageInfo.endCursor,
    foreign: (await readRegistry(bank, { date, first: 1 })).pageInfo.endCursor,
  }
  const { after } = { after: undefined, ...change }
  const variables = { date, first: 10, ...change, ...(after === undefined ? {} : { after: cursors[after] ?? after }) }
  const { errors } = await kiosk.ask<unknown>(
    'query ($date: Date!, $first: Int!, $after: String) { paymentRegistry(date: $date, first: $first, after: $after) { date } }',
    variables,
  )
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
})

test('P6 a payment in doubt is pending in the registry until it is known', async () => {
  const gateways = await startPaymentGateways(await openFreshSqlite(), {
    payTimeoutMs: 1_000,
    settings: { retryMinMs: 2_500 },
  })
  const terminal = await gateways.terminal()
  await gateways.sandbox.setFault('soap.AddPayment', { kind: 'dropAfterApplying', times: 1 })
  const { payment } = await terminal.pay({ externalId: 'd', accountNumber: '100002', amount: '5.00' })
  const today = payment === null ? '' : dayOf(payment)
  const pending = { count: 1, amount: { amount: '5.00' } }
  expect((await readRegistry(terminal, { date: today })).totals).toMatchObject({ pending, done: { count: 0 } })
  await expect
    .poll(async () => (await readRegistry(terminal, { date: today })).totals, { timeout: 10_000 })
    .toMatchObject({
      pending: { count: 0 },
      done: pending,
    })
})
