import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { FiscalTerms } from '../../src/domain/fiscal-terms.ts'
import { checkoutClient } from '../support/checkouts.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { TERMS } from '../support/receipt-rules.ts'

// VAT changes with the year; money is taxed as on the day on which it came, whenever its receipt is registered.

const LAST_YEAR: FiscalTerms = { vat: '20/120', taxSystem: 'osn', settlement: 'advance' }

/** What is configured just now. */
const rules: { maker: 'GATEWAY'; terms: FiscalTerms } = { maker: 'GATEWAY', terms: TERMS }

let gateway: Gateway
let client: Awaited<ReturnType<typeof checkoutClient>>
beforeAll(async () => {
  gateway = await startGateway({ checkouts: { receiptRules: rules, maxOpen: 100 } })
  client = await checkoutClient(gateway)
})
afterAll(() => gateway.close())

const setRegistrar = (...faults: readonly { kind: string; times?: number }[]) =>
  gateway.sandbox.setRegistrar({ delayMs: 0, faults })

async function receiptsOf(id: string) {
  interface Receipt {
    readonly id: string
    readonly state: string
  }
  const document = 'query ($id: ID!) { checkout(id: $id) { fiscalReceipt { id state } refundReceipt { id state } } }'
  const answer = await gateway.query<{ checkout: Record<'fiscalReceipt' | 'refundReceipt', Receipt | null> }>(
    document,
    { id },
    client.operator,
  )
  return answer.data.checkout
}

const untilStates = (id: string, sale: string, refund: string | null) =>
  vi.waitFor(
    async () => {
      const { fiscalReceipt, refundReceipt } = await receiptsOf(id)
      expect([fiscalReceipt?.state, refundReceipt?.state ?? null]).toEqual([sale, refund])
      return fiscalReceipt?.id ?? ''
    },
    { timeout: 10_000, interval: 50 },
  )

async function pay({ id, shopId }: { readonly id: string; readonly shopId: string }) {
  await gateway.acquirer.choose(shopId, 'pay')
  await client.until(id, 'DONE')
}

/** Operation and VAT of what the registrar has over a sum. */
async function documentsOver(total: string) {
  const { documents } = await gateway.sandbox.receipts()
  return documents
    .filter((document) => document.total === total)
    .map(({ operation, vat, fate }) => [operation, vat, fate])
}

async function retry(receiptId: string, fields: Readonly<Record<string, unknown>>) {
  const document = `mutation ($input: RetryFiscalReceiptInput!) { retryFiscalReceipt(input: $input) { __typename } }`
  const input = { receiptId, idempotencyKey: crypto.randomUUID(), ...fields }
  const { data } = await gateway.query<{ retryFiscalReceipt: { __typename: string } }>(
    document,
    { input },
    client.operator,
  )
  expect(data.retryFiscalReceipt.__typename).toBe('FiscalReceiptRetried')
}

test('P3 a receipt that is registered after a change of VAT has the VAT of the day on which the money came', async () => {
  rules.terms = LAST_YEAR
  await setRegistrar({ kind: 'unavailable' })
  const checkout = await client.open({ amount: '20.01' })
  await pay(checkout)
  rules.terms = TERMS
  await setRegistrar()
  await untilStates(checkout.id, 'REGISTERED', null)
  expect(await documentsOver('20.01')).toEqual([['sell', 'vat120', 'done']])
})

test('P3 what was begun before a change of VAT and paid after it has the new one', async () => {
  rules.terms = LAST_YEAR
  await setRegistrar()
  const checkout = await client.open({ amount: '20.02' })
  rules.terms = TERMS
  await pay(checkout)
  await untilStates(checkout.id, 'REGISTERED', null)
  expect(await documentsOver('20.02')).toEqual([['sell', 'vat122', 'done']])
})

test('P3 a refund after a change of VAT gives back the VAT of its sale', async () => {
  rules.terms = LAST_YEAR
  await setRegistrar()
  const { id } = await client.refused()
  rules.terms = TERMS
  await client.refund(id)
  await untilStates(id, 'REGISTERED', 'REGISTERED')
  expect(await documentsOver('420.00')).toEqual([
    ['sell', 'vat120', 'done'],
    ['sell_refund', 'vat120', 'done'],
  ])
})

test('P3 an operator’s retry keeps the VAT of the day, and takes the configured one when that was the mistake', async () => {
  rules.terms = LAST_YEAR
  await setRegistrar({ kind: 'failSystem', times: 2 })
  const checkout = await client.open({ amount: '20.03' })
  await pay(checkout)
  const receiptId = await untilStates(checkout.id, 'FAILED', null)
  rules.terms = TERMS
  await retry(receiptId, {})
  await untilStates(checkout.id, 'FAILED', null)
  await vi.waitFor(async () => expect(await documentsOver('20.03')).toHaveLength(2))
  await untilStates(checkout.id, 'FAILED', null)
  await retry(receiptId, { takesConfiguredTerms: true })
  await untilStates(checkout.id, 'REGISTERED', null)
  expect(await documentsOver('20.03')).toEqual([
    ['sell', 'vat120', 'system'],
    ['sell', 'vat120', 'system'],
    ['sell', 'vat122', 'done'],
  ])
  const trail = (await gateway.auditRows()).map(({ outcome }) => outcome)
  expect(trail).toContain('tried again by the terms configured now')
})

test('P3 a refund follows its sale also when the terms of that were corrected', async () => {
  rules.terms = LAST_YEAR
  await setRegistrar({ kind: 'failSystem', times: 1 })
  const { id } = await client.refused()
  await client.refund(id)
  const receiptId = await untilStates(id, 'FAILED', 'PENDING')
  const before = (await documentsOver('420.00')).length
  // What the test's gateway takes for configured.
  await retry(receiptId, { takesConfiguredTerms: true })
  await untilStates(id, 'REGISTERED', 'REGISTERED')
  expect((await documentsOver('420.00')).slice(before)).toEqual([
    ['sell', 'vat122', 'done'],
    ['sell_refund', 'vat122', 'done'],
  ])
})
