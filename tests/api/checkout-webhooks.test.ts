import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { checkoutClient } from '../support/checkouts.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
let client: Awaited<ReturnType<typeof checkoutClient>>
let hook: string
beforeAll(async () => {
  // Looks by itself are so seldom here that whatever is quick came of a webhook.
  gateway = await startGateway({ checkouts: { maxOpen: 1_000, maxPerHour: 1_000, lookMinMs: 60_000, quietMs: 200 } })
  client = await checkoutClient(gateway)
  hook = gateway.url.replace('/graphql', '/webhooks/acquirer')
})
beforeEach(() => gateway.acquirer.set({ hints: 'now', hintDelayMs: 300 }))
afterAll(() => gateway.close())

function tell(body: unknown, headers: Readonly<Record<string, string>> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return fetch(hook, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: text })
}

test.each(['now', 'late', 'twice', 'reordered'] as const)(
  'P3 webhooks that come %s lead to one credit each, without waiting for the next look',
  async (hints) => {
    const before = (await client.credits()).length
    await gateway.acquirer.set({ hints })
    const [one, other] = [await client.open(), await client.open()]
    await gateway.acquirer.choose(one.shopId, 'pay')
    await gateway.acquirer.choose(other.shopId, 'decline')
    await client.until(one.id, 'DONE')
    await client.until(other.id, 'DECLINED')
    expect(await client.credits()).toHaveLength(before + 1)
  },
)

test('P3 a forged webhook that says "paid" credits nothing: the acquirer is asked, and says no', async () => {
  const before = (await client.credits()).length
  const checkout = await client.open()
  const lie = { type: 'notification', event: 'payment.captured', object: { id: checkout.shopId, status: 'captured' } }
  const { findPayment } = await gateway.acquirer.calls()
  expect((await tell(lie)).status).toBe(200)
  await new Promise((resolve) => setTimeout(resolve, 600))
  expect((await gateway.acquirer.calls()).findPayment).toBe(findPayment + 1)
  expect(await client.find(checkout.id)).toMatchObject({ state: 'OPEN' })
  expect(await client.credits()).toHaveLength(before)
})

test('P3 webhooks that are repeated a hundred times ask the acquirer a few times, and credit once', async () => {
  const before = (await client.credits()).length
  await gateway.acquirer.set({ hints: 'never' })
  const checkout = await client.open()
  const hint = { event: 'payment.captured', object: { id: checkout.shopId } }
  const { findPayment } = await gateway.acquirer.calls()
  for (let round = 0; round < 5; round += 1) await Promise.all(Array.from({ length: 20 }, () => tell(hint)))
  expect((await gateway.acquirer.calls()).findPayment - findPayment).toBeLessThan(10)
  await gateway.acquirer.choose(checkout.shopId, 'pay')
  await tell(hint)
  await client.until(checkout.id, 'DONE')
  const asked = (await gateway.acquirer.calls()).findPayment
  for (let round = 0; round < 3; round += 1) expect((await tell(hint)).status).toBe(200)
  await new Promise((resolve) => setTimeout(resolve, 500))
  // What is credited is asked about for a refund alone, and credited no more.
  expect((await gateway.acquirer.calls()).findPayment).toBeLessThanOrEqual(asked + 3)
  expect(await client.credits()).toHaveLength(before + 1)
})

test('P3 forged webhooks do not take a payment from whoever waits for a slow acquirer to answer', async () => {
  await gateway.acquirer.set({ hints: 'never' })
  const checkout = await client.open()
  await gateway.acquirer.choose(checkout.shopId, 'pay')
  await gateway.acquirer.fail('findPayment', 'hang', 20)
  const { findPayment } = await gateway.acquirer.calls()
  for (let round = 0; round < 10; round += 1) {
    await tell({ event: 'payment.captured', object: { id: checkout.shopId } })
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  expect((await gateway.acquirer.calls()).findPayment - findPayment).toBe(1)
  await gateway.acquirer.clearFaults()
  await client.until(checkout.id, 'DONE')
})

test('P3 a payment that nobody has is answered like one that is there, and asks nobody', async () => {
  const { findPayment } = await gateway.acquirer.calls()
  const response = await tell({ event: 'payment.captured', object: { id: randomUUID() } })
  expect([response.status, await response.text()]).toEqual([200, ''])
  expect((await gateway.acquirer.calls()).findPayment).toBe(findPayment)
})

const MALFORMED: readonly (readonly [what: string, body: string])[] = [
  ['nothing', ''],
  ['no JSON', 'paid!'],
  ['a list', '[]'],
  ['null', 'null'],
  ['no object', '{"event":"payment.captured"}'],
  ['no id', '{"object":{}}'],
  ['an id that is a number', '{"object":{"id":{}}}'],
  ['an id with a quote', `{"object":{"id":"' or 1=1 --"}}`],
  ['a long id', JSON.stringify({ object: { id: 'x'.repeat(65) } })],
  ['depth', '['.repeat(20_000)],
]

test.each(MALFORMED)('P3 a webhook with %s is refused without effect', async (_what, body) => {
  const response = await tell(body)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_HTTP_REQUEST' } }] })
})

test('P3 a webhook is bounded in size and method, whatever its media type says', async () => {
  expect((await tell(JSON.stringify({ object: { id: 'x' }, more: 'y'.repeat(70_000) }))).status).toBe(413)
  expect((await fetch(hook)).status).toBe(405)
  expect((await fetch(hook, { method: 'PUT', body: '{}' })).headers.get('allow')).toBe('POST')
  expect((await tell({ object: { id: randomUUID() } }, { 'content-type': 'text/plain' })).status).toBe(200)
  expect((await fetch(`${hook}/x`, { method: 'POST', body: '{}' })).status).toBe(404)
})

test('P3 whoever floods the webhook is told to wait, and the payments of others go on', async () => {
  await gateway.acquirer.set({ hints: 'never' })
  const statuses = new Set<number>()
  for (let round = 0; round < 15; round += 1) {
    const answers = await Promise.all(Array.from({ length: 20 }, () => tell({ object: { id: randomUUID() } })))
    for (const answer of answers) statuses.add(answer.status)
  }
  expect(statuses).toEqual(new Set([200, 429]))
  expect(await client.open()).toMatchObject({ state: 'OPEN' })
})
