import { randomUUIDv7 } from 'node:crypto'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createReconcile } from '../../src/assembly.ts'
import { writeId } from '../../src/graphql/ids.ts'
import { checkoutClient } from '../support/checkouts.ts'
import { type GatewayOptions, startGateway } from '../support/gateway.ts'
import { GATEWAY_RECEIPTS } from '../support/receipt-rules.ts'

async function start(checkouts: GatewayOptions['checkouts'] = {}) {
  const gateway = await startGateway({ checkouts })
  onTestFinished(() => gateway.close())
  return { gateway, client: await checkoutClient(gateway) }
}

test('P3 a payment that the acquirer does not know any more is shown to operators and asked for on', async () => {
  const { gateway, client } = await start()
  const checkout = await client.open()
  await gateway.acquirer.fail('findPayment', 'notFound', 1_000)
  const attention = async () => (await client.attention()).map((one) => [one.state, one.attention])
  await vi.waitFor(async () => expect(await attention()).toEqual([['OPEN', 'NOT_KNOWN_TO_ACQUIRER']]))
  await gateway.acquirer.clearFaults()
  await gateway.acquirer.choose(checkout.shopId, 'pay')
  await client.until(checkout.id, 'DONE')
  expect(await attention()).toEqual([])
})

test('P3 a payment of an acquirer that is not connected any more is asked of nobody, and shown to operators', async () => {
  const { gateway, client } = await start()
  const id = randomUUIDv7()
  const { findPayment, createPayment } = await gateway.acquirer.calls()
  await gateway.store.checkouts.create(
    {
      id,
      principal: 'SUBSCRIBER:1',
      idempotencyKey: 'old',
      fingerprint: 'f',
      accountId: '1',
      accountNumber: '100001',
      amount: { minorUnits: 100n, currency: 'RUB' },
      method: 'SBP',
      returnUrl: 'https://cabinet.example/',
      receiptContact: { kind: 'EMAIL', value: 'anna@example.com' },
      ...GATEWAY_RECEIPTS,
      acquirer: 'former',
    },
    { leaseMs: 0, maxOpen: 10, audit: { actor: 'x', act: 'checkout', object: 'x', outcome: 'x', requestId: 'x' } },
  )
  await vi.waitFor(async () => {
    const told = await client.find(writeId({ type: 'Checkout', checkoutId: id }), client.operator)
    expect(told).toMatchObject({ state: 'CREATED', attention: 'OTHER_ACQUIRER' })
  })
  expect(await gateway.acquirer.calls()).toMatchObject({ findPayment, createPayment })
})

test('P3 one whose beginning was never answered is given up before its key is forgotten: nothing is begun anew', async () => {
  const { gateway, client } = await start({ capabilities: { keysKeptMs: 3_600_500 } })
  await gateway.acquirer.fail('createPayment', 'hang', 1)
  const pending = await client.initiate()
  const { id = '' } = pending.checkout ?? {}
  expect(await client.until(id, 'EXPIRED', 20_000)).toMatchObject({ failure: 'EXPIRED', redirectUrl: null })
  expect(await gateway.acquirer.payments()).toEqual([])
})

test('P3 the comparison of the day knows payments of the cabinet, and sees one that nobody has ordered', async () => {
  const { gateway, client } = await start()
  const checkout = await client.open()
  await gateway.acquirer.choose(checkout.shopId, 'pay')
  await client.until(checkout.id, 'DONE')
  const compare = createReconcile(gateway.store, gateway.billing, 'Europe/Moscow')
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow' }).format(new Date())
  const before = await compare(day, { signal: AbortSignal.timeout(10_000) })
  expect(before.matched).toBe(1)
  expect(before.differenceCounts).toMatchObject({ WITHOUT_INTENT: 0, MISSING_IN_BILLING: 0, DOUBLED: 0 })
  const { soapId } = await gateway.sandbox.findAccount('100001')
  const receipt = `cab~${randomUUIDv7().replaceAll('-', '')}`
  await gateway.sandbox.postPayment({ number: '100001', amount: '5.00', receipt })
  expect(soapId).toBeGreaterThan(0)
  const after = await compare(day, { signal: AbortSignal.timeout(10_000) })
  expect(after.differenceCounts.WITHOUT_INTENT).toBe(1)
})

test('P3 ids and keys that could not be ours are not there, whatever is in them', async () => {
  const { client } = await start()
  for (const text of ['', 'x', '%00', "' or 1=1", 'Checkout:%00']) {
    const id = Buffer.from(`Checkout:${text}`).toString('base64url')
    expect(await client.find(id)).toBeNull()
    expect(await client.refund(id)).toMatchObject({ code: 'CHECKOUT_NOT_FOUND' })
  }
})
