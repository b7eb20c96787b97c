import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { checkoutClient } from '../support/checkouts.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
let client: Awaited<ReturnType<typeof checkoutClient>>

beforeAll(async () => {
  gateway = await startGateway({
    billingTimeoutMs: 600,
    checkouts: { maxOpen: 1_000, maxPerHour: 1_000, requestTimeoutMs: 500, leaseMs: 1_000 },
  })
  client = await checkoutClient(gateway)
})
afterAll(() => gateway.close())

/** The office writes a payment by hand; its global id. */
async function postByHand(number: string, amount: string, paidAt = new Date().toISOString()): Promise<string> {
  await gateway.sandbox.postPayment({ number, amount, paidAt })
  const account = gateway.sandbox.books.findAccountByNumber(number)
  if (account === null) throw new Error('no such account')
  const { payments } = await gateway.sandbox.ledger()
  const paymentId = String(
    Math.max(...payments.filter(({ soapId }) => soapId === account.soapId).map((row) => row.recordId)),
  )
  return writeId({ type: 'Payment', accountId: String(account.restId), paymentId })
}

test('P3 what the office has put on the account by hand ends as done, with that payment and its receipt', async () => {
  const { id, shopId, number } = await client.refused()
  const paymentId = await postByHand(number, '420.00')
  expect(await client.close(id)).toMatchObject({ code: 'INVALID_VALUE', field: 'paymentId' })
  const closed = await client.close(id, { paymentId })
  expect(closed).toMatchObject({
    __typename: 'CheckoutClosed',
    checkout: { state: 'DONE', attention: null, payment: { id: paymentId }, fiscalReceipt: { state: 'PENDING' } },
  })
  expect((await client.attention()).map((checkout) => checkout.id)).not.toContain(id)
  expect(await client.close(id, { paymentId })).toMatchObject({ __typename: 'CheckoutClosed' })
  expect(await client.refund(id)).toMatchObject({ code: 'NOT_WAITING' })
  expect(await client.shopRow(shopId)).toMatchObject({ refunds: [] })
})

test('P3 one payment of the billing closes one checkout', async () => {
  const { id, number } = await client.refused()
  const paymentId = await postByHand(number, '420.00')
  const twin = await client.refused()
  expect(await client.close(twin.id, { paymentId })).toMatchObject({ code: 'PAYMENT_DIFFERS', field: 'paymentId' })
  const [first, second] = await Promise.all([client.close(id, { paymentId }), client.close(id, { paymentId })])
  const kinds = [first, second].map(({ __typename, code }) => code ?? __typename)
  expect(kinds).toContain('CheckoutClosed')
  expect(['CheckoutClosed', 'CHANGED_MEANWHILE']).toContain(kinds.find((kind) => kind !== 'CheckoutClosed') ?? kinds[0])
})

test('P3 a payment of another amount, and one that is not there, close nothing by themselves', async () => {
  const { id, number } = await client.refused()
  const account = gateway.sandbox.books.findAccountByNumber(number)
  const absent = writeId({ type: 'Payment', accountId: String(account?.restId), paymentId: '99999999' })
  expect(await client.close(id, { paymentId: absent })).toMatchObject({ code: 'PAYMENT_NOT_FOUND' })
  expect(await client.close(id, { paymentId: absent, acknowledgesDoubt: true })).toMatchObject({
    code: 'PAYMENT_NOT_FOUND',
  })
  const smaller = await postByHand(number, '419.99')
  expect(await client.close(id, { paymentId: smaller })).toMatchObject({ code: 'PAYMENT_DIFFERS', retryable: false })
  expect(await client.close(id, { paymentId: smaller, reason: 'x' })).toMatchObject({
    code: 'INVALID_VALUE',
    field: 'reason',
  })
  expect(await client.close(id, { paymentId: id })).toMatchObject({ code: 'INVALID_VALUE', field: 'paymentId' })
  expect(await client.close(smaller, { paymentId: smaller })).toMatchObject({ code: 'CHECKOUT_NOT_FOUND' })
  expect(await client.find(id, client.operator)).toMatchObject({ state: 'OPERATOR', attention: 'CREDIT_REFUSED' })
  expect(await client.close(id, { paymentId: smaller, acknowledgesDoubt: true })).toMatchObject({
    checkout: { state: 'DONE', payment: { id: smaller } },
  })
})

test('P3 what the billing has refused and written all the same is in doubt beside a payment of the office', async () => {
  const { id, number, reference: receipt } = await client.refused()
  await gateway.sandbox.postPayment({ number, amount: '420.00', receipt })
  const account = gateway.sandbox.books.findAccountByNumber(number)
  const { payments } = await gateway.sandbox.ledger()
  const own = payments.find((row) => row.receipt === receipt)?.recordId
  const ownId = writeId({ type: 'Payment', accountId: String(account?.restId), paymentId: String(own) })
  const paymentId = await postByHand(number, '420.00')
  expect(await client.close(id, { paymentId })).toMatchObject({ code: 'IN_DOUBT', field: null, retryable: false })
  expect(await client.close(id, { paymentId: ownId })).toMatchObject({ checkout: { payment: { id: ownId } } })
})

test('P3 a payment from before it was begun is in doubt: last month’s money is not this one’s', async () => {
  const { id, number } = await client.refused()
  const paymentId = await postByHand(number, '420.00', new Date(Date.now() - 3 * 86_400_000).toISOString())
  expect(await client.close(id, { paymentId })).toMatchObject({ code: 'PAYMENT_DIFFERS', field: 'paymentId' })
  expect(await client.close(id, { paymentId, acknowledgesDoubt: true })).toMatchObject({ __typename: 'CheckoutClosed' })
})

test('P3 nothing is closed while billing or acquirer are silent', async () => {
  const { id, number } = await client.refused()
  const paymentId = await postByHand(number, '420.00')
  await gateway.sandbox.setFault('*', 'unavailable')
  expect(await client.close(id, { paymentId })).toMatchObject({ code: 'BILLING_UNAVAILABLE', retryable: true })
  await gateway.sandbox.clearFaults()
  await gateway.acquirer.fail('findPayment', 'unavailable')
  expect(await client.close(id, { paymentId })).toMatchObject({ code: 'ACQUIRER_UNAVAILABLE', retryable: true })
  await gateway.acquirer.clearFaults()
  await expect.poll(async () => (await client.close(id, { paymentId })).__typename).toBe('CheckoutClosed')
})

test('P3 what was refunded at the acquirer after it was credited is seen once, and shown again when more goes back', async () => {
  const { id, shopId } = await client.open()
  await gateway.acquirer.choose(shopId, 'pay')
  await client.until(id, 'DONE')
  const refund = (value: string) => client.refundElsewhere(shopId, value)
  const hint = () =>
    fetch(new URL('/webhooks/acquirer', gateway.url), {
      method: 'POST',
      body: JSON.stringify({ object: { id: shopId } }),
    })
  const attention = async () => (await client.find(id, client.operator))?.attention
  await refund('40.00')
  await hint()
  await expect.poll(attention, { timeout: 5_000 }).toBe('REFUNDED_AFTER_CREDIT')
  expect(await client.close(id)).toMatchObject({ checkout: { state: 'DONE', attention: null } })
  const { findPayment: asked } = await gateway.acquirer.calls()
  await hint()
  await expect.poll(async () => (await gateway.acquirer.calls()).findPayment, { timeout: 5_000 }).toBeGreaterThan(asked)
  expect(await attention()).toBeNull()
  await refund('10.00')
  await hint()
  await expect.poll(attention, { timeout: 10_000 }).toBe('REFUNDED_AFTER_CREDIT')
  expect(await client.close(id)).toMatchObject({ __typename: 'CheckoutClosed' })
  expect(await client.close(id)).toMatchObject({ __typename: 'CheckoutClosed' })
})

test('P3 nobody but operators closes a payment', async () => {
  const { id } = await client.refused()
  const document = 'mutation ($i: CloseCheckoutInput!) { closeCheckout(input: $i) { __typename } }'
  const { errors } = await gateway.query(document, { i: { checkoutId: id, reason: 'mine' } }, client.token)
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
})
