import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../support/gateway.ts'
import type { LedgerPayment } from '../support/sandbox.ts'
import { createTerminal, type Terminal } from '../support/terminals.ts'

let gateway: Gateway
let kiosk: Terminal
let bank: Terminal

beforeAll(async () => {
  gateway = await startGateway({ accounts: 18 })
  kiosk = await createTerminal(gateway)
  bank = await createTerminal(gateway, { partnerId: 'bank', template: 'bank#{externalId}' })
})
afterAll(() => gateway.close())

async function rowsOf(receipt: string): Promise<readonly LedgerPayment[]> {
  return (await gateway.sandbox.ledger()).payments.filter((row) => row.receipt === receipt)
}

test('P6 a payment is on the account once, in the ledger and in the subscriber’s next query', async () => {
  const before = await gateway.sandbox.findAccount('100002')
  const answer = await kiosk.pay({ externalId: 'p-1', accountNumber: '100002', amount: '150.45' })
  expect(answer).toEqual({
    __typename: 'PaymentAccepted',
    retryable: false,
    message: 'The payment is on the account.',
    payment: {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      externalId: 'p-1',
      accountNumber: '100002',
      amount: { amount: '150.45', currency: 'RUB' },
      state: 'DONE',
      acceptedAt: expect.stringMatching(/\+03:00$/),
      registeredAt: expect.stringMatching(/\+03:00$/),
      paidAt: null,
    },
  })
  const { soapId } = before
  expect(await rowsOf('kiosk/p-1')).toMatchObject([{ amount: '150.45', status: 1, soapId }])
  const token = await gateway.openSession({
    role: 'SUBSCRIBER',
    accounts: [{ id: String(before.restId), kind: 'PERSON', number: '100002', keys: {} }],
  })
  const seen = await gateway.query<unknown>(
    '{ viewer { accounts { payments(first: 1) { nodes { amount { amount } status method externalId } } } } }',
    {},
    token,
  )
  expect(seen.data).toEqual({
    viewer: {
      accounts: [
        {
          payments: {
            nodes: [{ amount: { amount: '150.45' }, status: 'DONE', method: 'TERMINAL', externalId: 'kiosk/p-1' }],
          },
        },
      ],
    },
  })
})

test('P6 PAY-1 a repeat gets the first answer with the first registration time, and the billing is not asked', async () => {
  const order = { externalId: 'p-2', accountNumber: '100003', amount: '10.00' }
  const first = await kiosk.pay(order)
  let again: unknown
  const calls = await gateway.countCalls(async () => {
    again = await kiosk.pay(order)
  })
  expect(again).toEqual(first)
  expect(calls).toEqual({})
  expect(await rowsOf('kiosk/p-2')).toHaveLength(1)
})

test('P6 PAY-6 the same id with another amount or account is a conflict, every time, and moves nothing', async () => {
  const first = await kiosk.pay({ externalId: 'p-3', accountNumber: '100003', amount: '10.00' })
  for (const change of [{ amount: '10.01' }, { accountNumber: '100002' }, { amount: '10.01' }]) {
    const answer = await kiosk.pay({ externalId: 'p-3', accountNumber: '100003', amount: '10.00', ...change })
    expect(answer).toMatchObject({
      __typename: 'IdempotencyConflict',
      retryable: false,
      payment: { id: first.payment?.id, amount: { amount: '10.00' } },
    })
  }
  expect(await rowsOf('kiosk/p-3')).toHaveLength(1)
  expect(await kiosk.pay({ externalId: 'p-3', accountNumber: '100003', amount: '10.00' })).toEqual(first)
})

test('P6 two partners may use one id: each pays its own, and neither sees the other’s', async () => {
  const order = { externalId: 'p-4', accountNumber: '100003', amount: '20.00' }
  const [one, other] = [await kiosk.pay(order), await bank.pay({ ...order, amount: '30.00' })]
  expect([one.__typename, other.__typename]).toEqual(['PaymentAccepted', 'PaymentAccepted'])
  expect(one.payment?.id).not.toBe(other.payment?.id)
  expect(await rowsOf('kiosk/p-4')).toMatchObject([{ amount: '20.00' }])
  expect(await rowsOf('bank#p-4')).toMatchObject([{ amount: '30.00' }])
  await kiosk.pay({ externalId: 'p-5', accountNumber: '100003', amount: '20.00' })
  expect(await bank.find('p-5')).toBeNull()
  expect(await bank.find('p-6')).toBeNull()
  expect(await kiosk.find('p-5')).toMatchObject({ externalId: 'p-5', state: 'DONE' })
})

test('P6 what the payer’s terminal says of the time is kept beside the time of acceptance', async () => {
  const paidAt = new Date(Date.now() - 3_600_000).toISOString()
  const { payment } = await kiosk.pay({ externalId: 'p-7', accountNumber: '100003', amount: '20.00', paidAt })
  expect(Date.parse(payment?.paidAt ?? '')).toBe(Date.parse(paidAt))
  expect(Date.parse(payment?.acceptedAt ?? '') - Date.parse(paidAt)).toBeGreaterThan(3_590_000)
})

test('P6 PAY-2 a repeat hears of its payment when the time that the terminal tells is too long ago for a new one', async () => {
  const order = { externalId: 'p-9', accountNumber: '100003', amount: '20.00' }
  const first = await kiosk.pay({ ...order, paidAt: new Date(Date.now() - 44 * 86_400_000).toISOString() })
  expect(first).toMatchObject({ __typename: 'PaymentAccepted' })
  // As two days later: of the time nothing counts but how long ago it is.
  const paidAt = new Date(Date.now() - 46 * 86_400_000).toISOString()
  expect(await kiosk.pay({ ...order, paidAt })).toEqual(first)
  expect(await kiosk.pay({ ...order, externalId: 'p-10', paidAt })).toMatchObject({ code: 'INVALID_VALUE' })
  expect(await rowsOf('kiosk/p-9')).toHaveLength(1)
})

test('P6 messages are in the language that was asked for, codes in none', async () => {
  const order = { externalId: 'p-8', accountNumber: '999999', amount: '20.00' }
  expect(await kiosk.pay(order, 'ru')).toMatchObject({
    code: 'ACCOUNT_NOT_FOUND',
    message: 'Такого лицевого счёта нет.',
  })
  expect(await kiosk.pay(order, 'en')).toMatchObject({
    code: 'ACCOUNT_NOT_FOUND',
    message: 'There is no such account.',
  })
})

test('P6 PAY-9 each step of a payment is in the audit trail, and so is who ordered it', async () => {
  const { payment } = await kiosk.pay({ externalId: 'p-9', accountNumber: '100003', amount: '20.00' })
  const rows = (await gateway.auditRows()).filter(({ object }) => object === `intent:${payment?.id}`)
  expect(rows.map(({ actor, act, outcome }) => `${actor} ${act} ${outcome}`)).toEqual([
    'PARTNER:kiosk payment accepted',
    'PARTNER:kiosk payment SENDING begun',
    'PARTNER:kiosk payment DONE done',
  ])
})
