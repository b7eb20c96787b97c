import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeId } from '../../src/graphql/ids.ts'
import { connectTestAcquirer } from '../support/acquirer.ts'
import { checkoutClient } from '../support/checkouts.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { runTestCheckouts } from '../support/gateway-checkouts.ts'
import { createTestPayments } from '../support/payments.ts'
import { GATEWAY_RECEIPTS } from '../support/receipt-rules.ts'

// What is refunded in the acquirer's own cabinet of money that is on its way to the account, or there.

let gateway: Gateway
let client: Awaited<ReturnType<typeof checkoutClient>>
beforeAll(async () => {
  gateway = await startGateway({
    checkouts: { maxOpen: 1_000, maxPerHour: 1_000, requestTimeoutMs: 500 },
  })
  client = await checkoutClient(gateway)
})
beforeEach(async () => {
  await gateway.acquirer.clearFaults()
  await gateway.acquirer.set({ hints: 'now' })
  await gateway.sandbox.clearFaults()
})
afterAll(() => gateway.close())

async function hint(shopId: string) {
  const body = JSON.stringify({ object: { id: shopId } })
  expect((await fetch(new URL('/webhooks/acquirer', gateway.url), { method: 'POST', body })).status).toBe(200)
}

const attention = async (id: string) => (await client.find(id, client.operator))?.attention

/** One that the acquirer has, and the billing cannot be given yet. */
async function captured() {
  const checkout = await client.open()
  await gateway.sandbox.setFault('*', 'unavailable')
  await gateway.acquirer.choose(checkout.shopId, 'pay')
  await client.until(checkout.id, 'CAPTURED')
  return checkout
}

test.each(['whole', 'part'] as const)(
  'P3 a refund at the acquirer (%s) while the money is on its way is shown to operators when it is there, hint or not',
  async (how) => {
    const before = (await client.credits()).length
    const { id, shopId } = await captured()
    await gateway.acquirer.set({ hints: how === 'part' ? 'never' : 'now' })
    await client.refundElsewhere(shopId, how === 'whole' ? '150.00' : '0.01')
    if (how === 'whole') await hint(shopId)
    await gateway.sandbox.clearFaults()
    await client.until(id, 'DONE', 20_000)
    await expect.poll(() => attention(id), { timeout: 10_000 }).toBe('REFUNDED_AFTER_CREDIT')
    expect((await client.attention()).map((checkout) => checkout.id)).toContain(id)
    expect(await client.find(id)).toMatchObject({ state: 'DONE', attention: null })
    expect(await client.credits()).toHaveLength(before + 1)
  },
)

test('P3 an acquirer that does not answer when the money is on the account is asked until it does', async () => {
  const { id, shopId } = await captured()
  await gateway.acquirer.set({ hints: 'never' })
  await client.refundElsewhere(shopId, '150.00')
  await gateway.acquirer.fail('findPayment', 'http500', 1_000)
  await gateway.sandbox.clearFaults()
  await client.until(id, 'DONE', 20_000)
  const { findPayment: asked } = await gateway.acquirer.calls()
  const calls = async () => (await gateway.acquirer.calls()).findPayment
  await expect.poll(calls, { timeout: 10_000 }).toBeGreaterThan(asked + 1)
  expect(await attention(id)).toBeNull()
  await gateway.acquirer.clearFaults()
  await expect.poll(() => attention(id), { timeout: 10_000 }).toBe('REFUNDED_AFTER_CREDIT')
})

test('P3 what was not refunded is asked about once more when it is on the account, and then no more', async () => {
  const { id, shopId } = await client.open()
  await gateway.acquirer.choose(shopId, 'pay')
  await client.until(id, 'DONE')
  const calls = async () => (await gateway.acquirer.calls()).findPayment
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  const asked = await calls()
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(await calls()).toBe(asked)
  expect(await client.find(id, client.operator)).toMatchObject({ state: 'DONE', attention: null })
})

test('P3 while the acquirer is changed, hints about credited payments are left to replicas that can ask', async () => {
  const done = []
  for (let count = 0; count < 4; count += 1) {
    const checkout = await client.open()
    await gateway.acquirer.choose(checkout.shopId, 'pay')
    await client.until(checkout.id, 'DONE')
    done.push(checkout)
  }
  await gateway.acquirer.set({ hints: 'never' })
  // Until the looks that each gets by itself are over.
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  const taken: string[] = []
  const { checkouts } = gateway.store
  const next = runTestCheckouts({
    acquirer: { ...connectTestAcquirer(gateway.sandbox.url), name: 'next' },
    store: {
      ...gateway.store,
      checkouts: {
        ...checkouts,
        async claimDue(options) {
          const claimed = await checkouts.claimDue(options)
          taken.push(...claimed.map(({ id }) => id))
          return claimed
        },
      },
    },
    billing: gateway.billing,
    engine: createTestPayments(gateway.store, gateway.billing).engine,
    operationTimeoutMs: 2_000,
    settings: { othersAfterMs: 5_000 },
  })
  for (const { shopId } of done) {
    await client.refundElsewhere(shopId, '150.00')
    await hint(shopId)
  }
  for (const { id } of done) {
    await expect.poll(() => attention(id), { timeout: 5_000 }).toBe('REFUNDED_AFTER_CREDIT')
  }
  await next.stop()
  expect(taken).toEqual([])
})

test('P3 where nobody can ask about a credited payment any more, operators see that, and say when they have asked', async () => {
  const audit = { actor: 'x', act: 'checkout', object: 'x', outcome: 'x', requestId: 'x' }
  const { checkouts } = gateway.store
  const [checkoutId, acquirerId] = [randomUUIDv7(), randomUUIDv7()]
  const created = await checkouts.create(
    {
      id: checkoutId,
      principal: 'SUBSCRIBER:1',
      idempotencyKey: checkoutId,
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
    { leaseMs: 60_000, maxOpen: 10, audit },
  )
  if (created.kind !== 'created') throw new Error(created.kind)
  const opened = await checkouts.move(created.checkout, { to: 'OPEN', acquirerId, dueInMs: 60_000 }, audit)
  const taken = { captured: { minorUnits: 100n, currency: 'RUB' }, dueInMs: null } as const
  const waits =
    opened && (await checkouts.move(opened, { to: 'OPERATOR', attention: 'CREDIT_REFUSED', ...taken }, audit))
  const end = { to: 'DONE', attention: null, paymentId: 'by-hand', dueInMs: null } as const
  expect(waits && (await checkouts.move(waits, end, audit))).toMatchObject({ state: 'DONE' })
  expect(await checkouts.hint({ acquirer: 'former', acquirerId }, { quietMs: 0 })).toBe(true)
  const id = writeId({ type: 'Checkout', checkoutId })
  await expect.poll(() => attention(id), { timeout: 5_000 }).toBe('OTHER_ACQUIRER')
  expect(await client.close(id)).toMatchObject({ code: 'IN_DOUBT', retryable: false })
  expect(await attention(id)).toBe('OTHER_ACQUIRER')
  expect(await client.close(id, { acknowledgesDoubt: true })).toMatchObject({
    checkout: { state: 'DONE', attention: null },
  })
  expect((await client.attention()).map((checkout) => checkout.id)).not.toContain(id)
  const trail = (await gateway.store.audit.list({ afterId: 0, limit: 10_000 })).filter(
    ({ object }) => object === `checkout:${checkoutId}`,
  )
  expect(trail.at(-1)?.outcome).toBe('DONE seen: It stays on the account')
})
