import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createYookassa } from '../../src/acquiring/yookassa/index.ts'
import type { FiscalTerms, ReceiptMaker } from '../../src/domain/fiscal-terms.ts'
import { startYookassaDouble, type YookassaDouble } from '../doubles/yookassa.ts'
import { checkoutClient } from '../support/checkouts.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { TERMS } from '../support/receipt-rules.ts'

// Configurations change while payments are under way; whoever makes the receipts of one was decided when it was begun.

const LAST_YEAR: FiscalTerms = { vat: '20/120', taxSystem: 'usn_income', settlement: 'full_prepayment' }

/** What is configured just now. */
const rules: { maker: ReceiptMaker; terms: FiscalTerms } = { maker: 'GATEWAY', terms: TERMS }

let double: YookassaDouble
let gateway: Gateway
let client: Awaited<ReturnType<typeof checkoutClient>>
beforeAll(async () => {
  double = await startYookassaDouble()
  const acquirer = createYookassa({
    url: double.url,
    shopId: double.shopId,
    secretKey: double.secretKey,
    methods: ['BANK_CARD'],
    sbp: 'redirect',
    notificationNetworks: [],
    timeoutMs: 2_000,
  })
  gateway = await startGateway({ checkouts: { acquirer, receiptRules: rules, maxOpen: 100 } })
  client = await checkoutClient(gateway)
  await gateway.sandbox.setRegistrar({ delayMs: 0 })
})
afterAll(async () => {
  await gateway.close()
  await double.close()
})

async function begin(amount: string, fields: Readonly<Record<string, unknown>> = {}, as = client.token) {
  const { checkout } = await client.initiate({ amount, ...fields }, as)
  const shop = double.payments.find((payment) => payment.amount === amount)
  if (checkout === undefined || shop === undefined) throw new Error('nothing was begun')
  return { id: checkout.id, shop }
}

async function receiptsOf(id: string) {
  interface Told {
    readonly checkout: { fiscalReceipt: { state: string } | null; refundReceipt: { state: string } | null }
  }
  const document = 'query ($id: ID!) { checkout(id: $id) { fiscalReceipt { state } refundReceipt { state } } }'
  const { data } = await gateway.query<Told>(document, { id }, client.operator)
  return [data.checkout.fiscalReceipt?.state ?? null, data.checkout.refundReceipt?.state ?? null]
}

const documentsOver = async (total: string) =>
  (await gateway.sandbox.receipts()).documents.filter((document) => document.total === total)

test('P3 what was begun while the acquirer made receipts gets none from the gateway that makes them by now', async () => {
  Object.assign(rules, { maker: 'ACQUIRER', terms: LAST_YEAR })
  const { id, shop } = await begin('310.01')
  expect(shop.body['receipt']).toMatchObject({
    customer: { email: 'anna@example.com' },
    tax_system_code: 2,
    items: [{ vat_code: 6, payment_mode: 'full_prepayment' }],
  })
  Object.assign(rules, { maker: 'GATEWAY', terms: TERMS })
  double.pay(shop.id)
  await client.until(id, 'DONE')
  expect(await receiptsOf(id)).toEqual([null, null])
  // The next one, which the gateway makes, is registered: had there been one before it, that would be as well.
  const next = await begin('310.02')
  double.pay(next.shop.id)
  await client.until(next.id, 'DONE')
  await vi.waitFor(async () => expect(await receiptsOf(next.id)).toEqual(['REGISTERED', null]), 10_000)
  expect(await documentsOver('310.01')).toEqual([])
  expect(await documentsOver('310.02')).toHaveLength(1)
})

test('P3 what was begun while the gateway made receipts gets its own, though the acquirer makes them by now', async () => {
  Object.assign(rules, { maker: 'GATEWAY', terms: TERMS })
  const { id, shop } = await begin('310.03')
  expect(shop.body).not.toHaveProperty('receipt')
  Object.assign(rules, { maker: 'ACQUIRER', terms: LAST_YEAR })
  double.pay(shop.id)
  await client.until(id, 'DONE')
  await vi.waitFor(async () => expect(await receiptsOf(id)).toEqual(['REGISTERED', null]), 10_000)
})

/** What was begun under one maker, is refused by the billing, and goes back under another one. */
async function giveBack(amount: string, { maker, now }: { readonly maker: ReceiptMaker; readonly now: ReceiptMaker }) {
  Object.assign(rules, { maker, terms: LAST_YEAR })
  const account = { number: `90${amount.replace('.', '')}`, login: `ended-${maker}`, password: 'demo' }
  await gateway.sandbox.createAccount({ ...account, type: 'P' })
  const payer = await gateway.signIn(account.login)
  const document = '{ viewer { accounts { id } } }'
  const { data } = await gateway.query<{ viewer: { accounts: { id: string }[] } }>(document, {}, payer)
  const { id, shop } = await begin(amount, { accountId: data.viewer.accounts[0]?.id }, payer)
  await gateway.sandbox.terminateAccount(account.number)
  double.pay(shop.id)
  await client.until(id, 'OPERATOR')
  Object.assign(rules, { maker: now, terms: TERMS })
  await client.refund(id)
  await client.until(id, 'REFUNDED')
  return { id, body: double.refundList.find((refund) => refund.amount === amount)?.body }
}

test('P3 the refund of what the acquirer has made the receipt of has one of the acquirer, by the terms of its sale', async () => {
  const { id, body } = await giveBack('310.04', { maker: 'ACQUIRER', now: 'GATEWAY' })
  const item = { amount: { value: '310.04' }, vat_code: 6, payment_mode: 'full_prepayment' }
  expect(body?.['receipt']).toMatchObject({ tax_system_code: 2, items: [item] })
  expect(await receiptsOf(id)).toEqual([null, null])
})

test('P3 the refund of what was begun while the gateway made receipts has both of the gateway', async () => {
  const { id, body } = await giveBack('310.05', { maker: 'GATEWAY', now: 'ACQUIRER' })
  expect(body).not.toHaveProperty('receipt')
  await vi.waitFor(async () => expect(await receiptsOf(id)).toEqual(['REGISTERED', 'REGISTERED']), 10_000)
  expect((await documentsOver('310.05')).map(({ operation }) => operation)).toEqual(['sell', 'sell_refund'])
})

test('P3 the refund of what nobody made receipts of has none either', async () => {
  const { id, body } = await giveBack('310.06', { maker: 'NOBODY', now: 'GATEWAY' })
  expect(body).not.toHaveProperty('receipt')
  expect(await receiptsOf(id)).toEqual([null, null])
})
