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
    async findPayment(id, call) {
      const found = await inner.findPayment(id, call)
      if (stalled?.id === id && found?.status === 'CAPTURED') {
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

/** Somebody gives a part of it back in the acquirer's own cabinet. */
async function refundElsewhere(shopId: string, value: string) {
  const response = await fetch(`${gateway.acquirer.url}/v1/refunds`, {
    method: 'POST',
    headers: { authorization: 'Bearer sandbox-shop', 'idempotence-key': `own-${shopId}` },
    body: JSON.stringify({ paymentId: shopId, amount: { value, currency: 'RUB' } }),
  })
  expect(response.status).toBe(200)
}

test('P3 whoever has seen money, and stalls before it is credited, credits nothing that has gone back since', async () => {
  const before = await client.credits()
  await gateway.acquirer.set({ hints: 'never' })
  const { id, shopId } = await client.open()
  let release = () => {}
  const until = new Promise<void>((resolve) => {
    release = resolve
  })
  stalled = { id: shopId, until }
  await gateway.acquirer.choose(shopId, 'pay')
  await expect.poll(() => stalled, { timeout: 5_000 }).toBeNull()
  await refundElsewhere(shopId, '40.00')
  expect(await client.until(id, 'OPERATOR')).toMatchObject({ attention: 'REFUNDED_ELSEWHERE' })
  expect(await client.refund(id)).toMatchObject({ checkout: { state: 'REFUNDED', refund: { state: 'DONE' } } })
  release()
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(await client.credits()).toEqual(before)
  expect(await client.find(id)).toMatchObject({ state: 'REFUNDED' })
  expect(await client.shopRow(shopId)).toMatchObject({ refundedMinorUnits: '15000' })
})
