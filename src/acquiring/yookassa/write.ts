import type { ReceiptContact } from '../../domain/checkout.ts'
import type { FiscalTerms } from '../../domain/fiscal-terms.ts'
import { formatMoney, type Money } from '../../domain/money.ts'
import { AcquirerError } from '../error.ts'
import type { PaymentOrder, RefundOrder } from '../port.ts'
import { METHOD_TYPE, TAX_SYSTEM_CODE, VAT_CODE } from './codes.ts'

export const MAX_DESCRIPTION = 128
const MAX_KEY = 64
/** Of metadata: names, values, and how many, our own one left out. */
const MAX_NAME = 32
const MAX_VALUE = 512
const MAX_ENTRIES = 15

/** The name under which the key of an order stands in its metadata, so that it can be found when the key is forgotten. */
export const KEY_ENTRY = 'idempotence_key'

/** How whoever pays by SBP comes to the bank's app: from a QR code that the cabinet draws, or from YooKassa's page. */
export type SbpScenario = 'qr' | 'redirect'

export function writePayment(order: PaymentOrder, sbp: SbpScenario): string {
  const { amount, method, description, returnUrl, receiptContact: contact, metadata, idempotenceKey, receipt } = order
  assertKey(idempotenceKey)
  assertText(description, MAX_DESCRIPTION)
  const entries = Object.entries(metadata)
  if (entries.length > MAX_ENTRIES) throw unwritable('too many metadata')
  for (const [name, value] of entries) {
    assertText(name, MAX_NAME)
    assertText(value, MAX_VALUE)
  }
  const type = METHOD_TYPE[method]
  return JSON.stringify({
    amount: writeMoney(amount),
    capture: true,
    ...(type === null ? {} : { payment_method_data: { type } }),
    // The content of a QR code instead of a page: the cabinet draws it, or opens the bank's app with it.
    confirmation: method === 'SBP' && sbp === 'qr' ? { type: 'qr' } : { type: 'redirect', return_url: returnUrl },
    description,
    metadata: { ...metadata, [KEY_ENTRY]: idempotenceKey },
    ...(receipt === null ? {} : { receipt: writeReceipt({ amount, contact, item: description, terms: receipt }) }),
  })
}

export function writeRefund(order: RefundOrder): string {
  const { acquirerId, amount, receiptContact: contact, idempotenceKey, receipt } = order
  assertKey(idempotenceKey)
  return JSON.stringify({
    payment_id: acquirerId,
    amount: writeMoney(amount),
    description: refundDescription(idempotenceKey),
    ...(receipt === null
      ? {}
      : { receipt: writeReceipt({ amount, contact, item: 'Возврат платежа', terms: receipt }) }),
  })
}

/** A refund is found by it, for as long as its payment is kept. */
export function refundDescription(idempotenceKey: string): string {
  return `Возврат ${idempotenceKey}`
}

/** One page of the payments that were begun in a window of time. */
export function paymentsPath(window: { from: number; to: number }, cursor: string | null): string {
  return withCursor(
    new URLSearchParams({
      'created_at.gte': new Date(window.from).toISOString(),
      'created_at.lte': new Date(window.to).toISOString(),
      limit: `${PAGE_SIZE}`,
    }),
    { path: '/payments', cursor },
  )
}

/** One page of the refunds of a payment. */
export function refundsPath(acquirerId: string, cursor: string | null): string {
  return withCursor(new URLSearchParams({ payment_id: acquirerId, limit: `${PAGE_SIZE}` }), {
    path: '/refunds',
    cursor,
  })
}

const PAGE_SIZE = 100

function withCursor(query: URLSearchParams, { path, cursor }: { path: string; cursor: string | null }): string {
  if (cursor !== null) query.set('cursor', cursor)
  return `${path}?${query.toString()}`
}

function writeReceipt({
  amount,
  contact,
  item,
  terms,
}: {
  readonly amount: Money
  readonly contact: ReceiptContact
  readonly item: string
  readonly terms: FiscalTerms
}) {
  const { vat, taxSystem, settlement } = terms
  return {
    customer: contact.kind === 'EMAIL' ? { email: contact.value } : { phone: contact.value.replace('+', '') },
    tax_system_code: TAX_SYSTEM_CODE[taxSystem],
    items: [
      {
        description: item,
        quantity: '1.00',
        amount: writeMoney(amount),
        vat_code: VAT_CODE[vat],
        payment_mode: settlement,
        payment_subject: settlement === 'advance' ? 'payment' : 'service',
      },
    ],
  }
}

function writeMoney(amount: Money) {
  if (amount.minorUnits <= 0n) throw unwritable('an amount that cannot be paid')
  return { value: formatMoney(amount), currency: amount.currency }
}

function assertKey(key: string): void {
  if (!/^[!-~]+$/.test(key) || key.length > MAX_KEY) throw unwritable('a key that is none')
}

function assertText(text: string, longest: number): void {
  if (text === '' || text.length > longest || !text.isWellFormed()) throw unwritable('a text that cannot be sent')
}

function unwritable(what: string): AcquirerError {
  return new AcquirerError('ACQUIRER_UNWRITABLE_REQUEST', `yookassa: ${what}.`, { outcome: 'not_applied' })
}
