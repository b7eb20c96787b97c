import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Acquirer, AcquirerPayment } from '../../src/acquiring/port.ts'
import { writeId } from '../../src/graphql/ids.ts'
import { connectTestAcquirer } from '../support/acquirer.ts'
import { checkoutClient } from '../support/checkouts.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

// An acquirer that says something else today than it did yesterday: one answer of it ends no case of a person.

let inner: Acquirer
let gateway: Gateway
let client: Awaited<ReturnType<typeof checkoutClient>>
/** What the acquirer says instead of what it has taken. */
let lie: ((payment: AcquirerPayment) => AcquirerPayment) | null = null

beforeAll(async () => {
  const acquirer: Acquirer = {
    // Before there is a sandbox to connect to, for what it says of itself.
    ...connectTestAcquirer('http://127.0.0.1:9'),
    createPayment: (order, call) => inner.createPayment(order, call),
    async findPayment(key, call) {
      const found = await inner.findPayment(key, call)
      return found?.status === 'CAPTURED' && lie !== null ? lie(found) : found
    },
    refund: (order, call) => inner.refund(order, call),
    findRefund: (key, call) => inner.findRefund(key, call),
  }
  gateway = await startGateway({
    checkouts: { maxOpen: 1_000, maxPerHour: 1_000, requestTimeoutMs: 500, acquirer },
  })
  inner = connectTestAcquirer(gateway.sandbox.url)
  client = await checkoutClient(gateway)
})
beforeEach(() => {
  lie = null
})
afterAll(async () => {
  await gateway.close()
  await inner.close()
})

const USD = { minorUnits: 42_000n, currency: 'USD' } as const
const LIES: readonly (readonly [what: string, lie: (payment: AcquirerPayment) => AcquirerPayment])[] = [
  ['a smaller amount', (payment) => ({ ...payment, amount: { minorUnits: 1n, currency: 'RUB' } })],
  ['a larger amount', (payment) => ({ ...payment, amount: { minorUnits: 42_001n, currency: 'RUB' } })],
  ['another currency', (payment) => ({ ...payment, amount: USD })],
  ['that a part has gone back', (payment) => ({ ...payment, refunded: { minorUnits: 1n, currency: 'RUB' } })],
  ['that all has gone back', (payment) => ({ ...payment, refunded: payment.amount })],
  ['that it was canceled', (payment) => ({ ...payment, status: 'CANCELED', cancelReason: 'UNKNOWN' })],
]
const CONTRADICTIONS: typeof LIES = [
  ['a refund in another currency', (payment) => ({ ...payment, refunded: USD })],
  ['more back than it has taken', (payment) => ({ ...payment, refunded: { minorUnits: 42_001n, currency: 'RUB' } })],
  ['nothing at all', (payment) => ({ ...payment, amount: { minorUnits: 0n, currency: 'RUB' } })],
]

test.each([...LIES, ...CONTRADICTIONS])(
  'P3 an acquirer that suddenly says %s keeps a refund in doubt; what it has taken goes back in full afterwards',
  async (_what, said) => {
    const { id, shopId } = await client.refused()
    lie = said
    const refusal = { code: 'IN_DOUBT', retryable: false, currentCheckout: { attention: 'CREDIT_REFUSED' } }
    expect(await client.refund(id)).toMatchObject(refusal)
    expect(await client.shopRow(shopId)).toMatchObject({ refundedMinorUnits: '0', refunds: [] })
    lie = null
    expect(await client.refund(id)).toMatchObject({ checkout: { state: 'REFUNDED', refund: { state: 'DONE' } } })
    expect(await client.shopRow(shopId)).toMatchObject({ refundedMinorUnits: '42000' })
  },
)

test.each(CONTRADICTIONS)(
  'P3 an acquirer that contradicts itself with %s is believed by no word of a person',
  async (_what, said) => {
    const { id, shopId } = await client.refused()
    lie = said
    expect(await client.refund(id, { acknowledgesDoubt: true })).toMatchObject({ code: 'IN_DOUBT' })
    expect(await client.shopRow(shopId)).toMatchObject({ refunds: [] })
  },
)

async function receiptsOf(id: string) {
  const document = `query ($id: ID!) { checkout(id: $id) {
    fiscalReceipt { amount { amount } } refundReceipt { amount { amount } }
  } }`
  interface Receipts {
    readonly checkout: Readonly<Record<'fiscalReceipt' | 'refundReceipt', { amount: { amount: string } } | null>>
  }
  const { checkout } = (await gateway.query<Receipts>(document, { id }, client.operator)).data
  return [checkout.fiscalReceipt?.amount.amount, checkout.refundReceipt?.amount.amount]
}

test('P3 a part that the office has refunded meanwhile needs a person’s word, and the rest goes back', async () => {
  const { id, shopId } = await client.refused()
  await client.refundElsewhere(shopId, '200.00')
  expect(await client.refund(id)).toMatchObject({ code: 'IN_DOUBT' })
  expect(await client.refund(id, { acknowledgesDoubt: true })).toMatchObject({ checkout: { state: 'REFUNDED' } })
  expect(await client.shopRow(shopId)).toMatchObject({ refundedMinorUnits: '42000' })
  expect(await receiptsOf(id)).toEqual(['420.00', '220.00'])
})

test('P3 all that the office has refunded meanwhile is noted by a person’s word, and nothing is sent', async () => {
  const { id, shopId } = await client.refused()
  await client.refundElsewhere(shopId, '420.00')
  expect(await client.refund(id)).toMatchObject({ code: 'IN_DOUBT' })
  expect(await client.refund(id, { acknowledgesDoubt: true })).toMatchObject({
    checkout: { state: 'REFUNDED', refund: null },
  })
  expect((await client.shopRow(shopId))?.refunds).toHaveLength(1)
})

test('P3 what the acquirer took all along, and told wrongly at first, goes back by a person’s word, with its receipts', async () => {
  const { id, shopId } = await client.open()
  lie = (payment) => ({ ...payment, amount: { minorUnits: 99n, currency: 'RUB' } })
  await gateway.acquirer.choose(shopId, 'pay')
  expect(await client.until(id, 'OPERATOR')).toMatchObject({ attention: 'AMOUNT_DIFFERS' })
  lie = null
  expect(await client.refund(id)).toMatchObject({ code: 'IN_DOUBT' })
  expect(await client.refund(id, { acknowledgesDoubt: true })).toMatchObject({ checkout: { state: 'REFUNDED' } })
  expect(await client.shopRow(shopId)).toMatchObject({ refundedMinorUnits: '15000' })
  expect(await receiptsOf(id)).toEqual(['150.00', '150.00'])
})

test('P3 what the acquirer calls canceled is closed by a person’s word, and nothing is sent', async () => {
  const { id, shopId } = await client.refused()
  lie = (payment) => ({ ...payment, status: 'CANCELED', cancelReason: 'UNKNOWN' })
  expect(await client.refund(id)).toMatchObject({ code: 'IN_DOUBT' })
  expect(await client.refund(id, { acknowledgesDoubt: true })).toMatchObject({
    checkout: { state: 'REFUNDED', attention: null, refund: null },
  })
  expect(await client.shopRow(shopId)).toMatchObject({ refunds: [] })
  expect((await client.attention()).map((checkout) => checkout.id)).not.toContain(id)
})

/** The office writes it by hand; its global id. */
async function postByHand(number: string): Promise<string> {
  await gateway.sandbox.postPayment({ number, amount: '420.00' })
  const account = gateway.sandbox.books.findAccountByNumber(number)
  const { payments } = await gateway.sandbox.ledger()
  const ids = payments.filter(({ soapId }) => soapId === account?.soapId).map(({ recordId }) => recordId)
  return writeId({ type: 'Payment', accountId: String(account?.restId), paymentId: String(Math.max(...ids)) })
}

test.each([
  ['another amount', 'IN_DOUBT', LIES[0]?.[1]],
  ['another currency', 'IN_DOUBT', LIES[2]?.[1]],
  ['a refund', 'REFUNDED_ELSEWHERE', LIES[3]?.[1]],
  ['that it was canceled', 'REFUNDED_ELSEWHERE', LIES[5]?.[1]],
  ['a refund in another currency', 'IN_DOUBT', CONTRADICTIONS[0]?.[1]],
] as const)('P3 an acquirer that suddenly says %s leaves nothing on the account: %s', async (_what, code, said) => {
  const { id, number } = await client.refused()
  const paymentId = await postByHand(number)
  lie = said ?? null
  expect(await client.close(id, { paymentId })).toMatchObject({ code, retryable: false })
  lie = null
  const closed = await client.close(id, { paymentId })
  expect(closed).toMatchObject({ checkout: { state: 'DONE', payment: { id: paymentId } } })
  expect(await receiptsOf(id)).toEqual(['420.00', undefined])
})

test('P3 what the acquirer calls canceled after it was credited is shown once, and seen by a person', async () => {
  const { id, shopId } = await client.open()
  await gateway.acquirer.choose(shopId, 'pay')
  await client.until(id, 'DONE')
  lie = (payment) => ({ ...payment, status: 'CANCELED', cancelReason: 'UNKNOWN' })
  const body = JSON.stringify({ object: { id: shopId } })
  const hint = () => fetch(new URL('/webhooks/acquirer', gateway.url), { method: 'POST', body })
  const attention = async () => (await client.find(id, client.operator))?.attention
  await hint()
  await expect.poll(attention, { timeout: 10_000 }).toBe('REFUNDED_AFTER_CREDIT')
  expect(await client.close(id)).toMatchObject({ checkout: { state: 'DONE', attention: null } })
  const { findPayment: asked } = await gateway.acquirer.calls()
  await hint()
  await expect
    .poll(async () => (await gateway.acquirer.calls()).findPayment, { timeout: 10_000 })
    .toBeGreaterThan(asked)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(await attention()).toBeNull()
})
