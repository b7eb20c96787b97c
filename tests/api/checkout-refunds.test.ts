import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Acquirer } from '../../src/acquiring/port.ts'
import { connectTestAcquirer } from '../support/acquirer.ts'
import { checkoutClient } from '../support/checkouts.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let inner: Acquirer
let gateway: Gateway
let client: Awaited<ReturnType<typeof checkoutClient>>

/** Whoever hears next that something was captured is held up, and others are not. */
let stalled: { readonly id: string; readonly until: Promise<void> } | null = null

beforeAll(async () => {
  const acquirer: Acquirer = {
    // Before there is a sandbox to connect to, for what it says of itself.
    ...connectTestAcquirer('http://127.0.0.1:9'),
    createPayment: (order, call) => inner.createPayment(order, call),
    async findPayment(key, call) {
      const found = await inner.findPayment(key, call)
      if (stalled?.id === key.acquirerId && found?.status === 'CAPTURED') {
        const { until } = stalled
        stalled = null
        await until
      }
      return found
    },
    refund: (order, call) => inner.refund(order, call),
    findRefund: (key, call) => inner.findRefund(key, call),
  }
  gateway = await startGateway({
    billingTimeoutMs: 600,
    checkouts: { maxOpen: 1_000, maxPerHour: 1_000, requestTimeoutMs: 500, leaseMs: 1_000, acquirer },
  })
  inner = connectTestAcquirer(gateway.sandbox.url)
  client = await checkoutClient(gateway)
})
afterAll(async () => {
  await gateway.close()
  await inner.close()
})

test('P3 whoever has seen money, and stalls before it is credited, credits nothing that has gone back since', async () => {
  const before = await client.credits()
  await gateway.acquirer.set({ hints: 'never' })
  const { id, shopId } = await client.open()
  const { promise: until, resolve: release } = Promise.withResolvers<void>()
  stalled = { id: shopId, until }
  await gateway.acquirer.choose(shopId, 'pay')
  await expect.poll(() => stalled, { timeout: 5_000 }).toBeNull()
  await client.refundElsewhere(shopId, '40.00')
  expect(await client.until(id, 'OPERATOR')).toMatchObject({ attention: 'REFUNDED_ELSEWHERE' })
  expect(await client.refund(id)).toMatchObject({ checkout: { state: 'REFUNDED', refund: { state: 'DONE' } } })
  release()
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(await client.credits()).toEqual(before)
  expect(await client.find(id)).toMatchObject({ state: 'REFUNDED' })
  expect(await client.shopRow(shopId)).toMatchObject({ refundedMinorUnits: '15000' })
})

test('P3 what the billing has refused and written all the same does not go back: it is asked again then', async () => {
  const { id, shopId, number, reference: receipt } = await client.refused()
  await gateway.sandbox.postPayment({ number, amount: '420.00', receipt })
  const told = { code: 'CREDITED', currentCheckout: { state: 'OPERATOR' } }
  expect(await client.refund(id, { acknowledgesDoubt: true })).toMatchObject(told)
  expect(await client.shopRow(shopId)).toMatchObject({ refunds: [] })
})

test('P3 a billing that does not answer keeps it, and rows that do not tell need a person’s word', async () => {
  const { id, number, reference: receipt } = await client.refused()
  await gateway.sandbox.setFault('*', 'unavailable')
  expect(await client.refund(id)).toMatchObject({ code: 'BILLING_UNAVAILABLE', retryable: true })
  await gateway.sandbox.clearFaults()
  await gateway.sandbox.postPayment({ number, amount: '1.00', receipt })
  expect(await client.refund(id)).toMatchObject({ code: 'IN_DOUBT', retryable: false })
  expect(await client.refund(id, { acknowledgesDoubt: true })).toMatchObject({ checkout: { state: 'REFUNDED' } })
})

test('P3 what is refunded at the acquirer after it was credited is shown to operators when a hint tells of it', async () => {
  const before = (await client.credits()).length
  const { id, shopId } = await client.open()
  await gateway.acquirer.choose(shopId, 'pay')
  await client.until(id, 'DONE')
  const hint = async () => {
    const body = JSON.stringify({ object: { id: shopId } })
    return fetch(new URL('/webhooks/acquirer', gateway.url), { method: 'POST', body })
  }
  const { findPayment: asked } = await gateway.acquirer.calls()
  expect((await hint()).status).toBe(200)
  await expect.poll(async () => (await gateway.acquirer.calls()).findPayment, { timeout: 5_000 }).toBeGreaterThan(asked)
  expect(await client.find(id, client.operator)).toMatchObject({ state: 'DONE', attention: null })
  await client.refundElsewhere(shopId, '40.00')
  await hint()
  const attention = async () => (await client.find(id, client.operator))?.attention
  await expect.poll(attention, { timeout: 5_000 }).toBe('REFUNDED_AFTER_CREDIT')
  expect((await client.attention()).map((checkout) => checkout.id)).toContain(id)
  expect(await client.find(id)).toMatchObject({ state: 'DONE', attention: null })
  expect(await client.credits()).toHaveLength(before + 1)
})
