import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Acquirer } from '../../src/acquiring/port.ts'
import { createReconcile } from '../../src/assembly.ts'
import { connectTestAcquirer } from '../support/acquirer.ts'
import { checkoutClient } from '../support/checkouts.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

// An acquirer whose clock is wrong, and times that are over.

let inner: Acquirer
let gateway: Gateway
let client: Awaited<ReturnType<typeof checkoutClient>>
let capturedAt: number | null = null
let expiresAt: number | null = null

beforeAll(async () => {
  const acquirer: Acquirer = {
    // Before there is a sandbox to connect to, for what it says of itself.
    ...connectTestAcquirer('http://127.0.0.1:9'),
    async createPayment(order, call) {
      const verdict = await inner.createPayment(order, call)
      if (verdict.kind === 'refused' || expiresAt === null) return verdict
      return { ...verdict, payment: { ...verdict.payment, expiresAt } }
    },
    async findPayment(key, call) {
      const found = await inner.findPayment(key, call)
      return found?.status === 'CAPTURED' && capturedAt !== null ? { ...found, capturedAt } : found
    },
  }
  gateway = await startGateway({
    checkouts: { maxOpen: 1_000, maxPerHour: 1_000, requestTimeoutMs: 500, acquirer },
  })
  inner = connectTestAcquirer(gateway.sandbox.url)
  client = await checkoutClient(gateway)
})
beforeEach(() => {
  capturedAt = null
  expiresAt = null
})
afterAll(async () => {
  await gateway.close()
  await inner.close()
})

const HOUR_MS = 3_600_000
const IMPOSSIBLE = [
  ['the year 9999', () => Date.parse('9999-12-31T23:59:59Z')],
  ['the year 1', () => Date.parse('0001-01-01T00:00:00Z')],
  ['yesterday', () => Date.now() - 24 * HOUR_MS],
  ['tomorrow', () => Date.now() + 24 * HOUR_MS],
] as const

async function told(id: string) {
  const document = `query ($id: ID!) { checkout(id: $id) {
    state attention capturedAt credit { state attention } payment { id paidAt } fiscalReceipt { state }
  } }`
  const { data, errors } = await gateway.query<{ checkout: Readonly<Record<string, unknown>> }>(
    document,
    { id },
    client.operator,
  )
  expect(errors).toEqual([])
  return data.checkout
}

test.each(IMPOSSIBLE)(
  'P3 money that was taken in %s by the acquirer is credited, at no told time',
  async (_what, at) => {
    const before = (await client.credits()).length
    const { id, shopId } = await client.open()
    capturedAt = at()
    await gateway.acquirer.choose(shopId, 'pay')
    await client.until(id, 'DONE')
    expect(await told(id)).toMatchObject({
      attention: null,
      capturedAt: null,
      credit: { state: 'DONE', attention: null },
      payment: { paidAt: expect.stringContaining(String(new Date().getFullYear())) },
      fiscalReceipt: { state: expect.stringMatching(/PENDING|REGISTERED/) },
    })
    expect(await client.credits()).toHaveLength(before + 1)
    const compare = createReconcile(gateway.store, gateway.billing, 'Europe/Moscow')
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow' }).format(new Date())
    const found = await compare(day, { signal: AbortSignal.timeout(10_000) })
    expect(found.differenceCounts).toMatchObject({ WITHOUT_INTENT: 0, MISSING_IN_BILLING: 0, DOUBLED: 0 })
  },
)

test('P3 a clock that is some minutes off is believed', async () => {
  const { id, shopId } = await client.open()
  capturedAt = Date.now() - 20 * 60_000
  await gateway.acquirer.choose(shopId, 'pay')
  await client.until(id, 'DONE')
  expect(Date.parse(String((await told(id))['capturedAt']))).toBe(capturedAt)
})

test.each([IMPOSSIBLE[0], IMPOSSIBLE[1]])(
  'P3 a page that ends in %s by the acquirer can be paid on',
  async (_what, at) => {
    expiresAt = at()
    const { id, shopId, redirectUrl } = await client.open()
    expect(redirectUrl).toContain(shopId)
    expect(await client.find(id)).toMatchObject({ state: 'OPEN', redirectUrl, expiresAt: null })
    await gateway.acquirer.choose(shopId, 'pay')
    await client.until(id, 'DONE')
  },
)

test.each([
  ['BANK_CARD', null],
  ['SBP', expect.stringContaining('http')],
] as const)(
  'P3 when the time of a page is over, nobody is sent there any more (%s), also while the acquirer is silent',
  async (method, qrPayload) => {
    await gateway.acquirer.set({ hints: 'never' })
    const idempotencyKey = randomUUID()
    expiresAt = Date.now() + 1_500
    const begun = await client.initiate({ method, idempotencyKey })
    const { id = '', redirectUrl } = begun.checkout ?? {}
    const pages = { redirectUrl: expect.stringContaining('http'), qrPayload }
    expect(begun).toMatchObject({ __typename: 'PaymentInitiated', checkout: { state: 'OPEN', ...pages } })
    await gateway.acquirer.fail('findPayment', 'unavailable', 10_000)
    await new Promise((resolve) => setTimeout(resolve, 1_600))
    const over = { state: 'OPEN', redirectUrl: null, qrPayload: null }
    const message = 'The time for this payment is over. Whether it was made is being found out.'
    expect(await client.find(id)).toMatchObject({ ...over, message })
    const again = await client.initiate({ method, idempotencyKey })
    expect(again).toMatchObject({ __typename: 'PaymentInitiated', checkout: over })
    // What was paid in the last moment counts.
    await gateway.acquirer.clearFaults()
    await gateway.acquirer.choose(/[^/]+$/.exec(redirectUrl ?? '')?.[0] ?? '', 'pay')
    await client.until(id, 'DONE')
  },
)
