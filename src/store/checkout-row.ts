import type { Generated, Selectable } from 'kysely'
import type {
  Checkout,
  CheckoutAttention,
  CheckoutFailure,
  CheckoutMethod,
  CheckoutState,
  ReceiptContact,
} from '../domain/checkout.ts'
import { type ReceiptMaker, readFiscalTerms } from '../domain/fiscal-terms.ts'
import type { Currency, Money } from '../domain/money.ts'
import type { CheckoutChange, NewCheckout } from './checkout-types.ts'
import { StoreError } from './error.ts'
import { createWordReader } from './word-reader.ts'

export interface CheckoutsTable {
  id: string
  principal: string
  idempotency_key: string
  fingerprint: string
  account_id: string
  account_number: string
  amount_minor_units: number | bigint
  currency: string
  method: string
  return_url: string
  contact_kind: string
  contact: string
  receipt_maker: string
  receipt_vat: string
  receipt_tax_system: string
  receipt_settlement: string
  acquirer: string
  acquirer_id: string | null
  redirect_url: string | null
  qr_payload: string | null
  expires_at: number | null
  state: string
  fence: number
  failure: string | null
  attention: string | null
  captured_minor_units: number | bigint | null
  captured_currency: string | null
  captured_at: number | null
  credit_id: string | null
  refund_id: string | null
  payment_id: string | null
  seen_refund_minor_units: Generated<number | bigint>
  created_at: number
  changed_at: number
  looked_at: number
  hinted_at: number | null
  /** While it is being worked on; null as soon as that is written. */
  claimed_until: number | null
  /** Looks for hints in a row that changed nothing. */
  vain_hints: Generated<number>
  due_at: number | null
}

export function readCheckout(row: Selectable<CheckoutsTable>): Checkout {
  return {
    id: row.id,
    principal: row.principal,
    idempotencyKey: row.idempotency_key,
    fingerprint: row.fingerprint,
    accountId: row.account_id,
    accountNumber: row.account_number,
    amount: readMoney(row.amount_minor_units, row.currency),
    method: readMethod(row.method),
    returnUrl: row.return_url,
    receiptContact: { kind: readContactKind(row.contact_kind), value: row.contact },
    receiptMaker: readMaker(row.receipt_maker),
    receiptTerms: readTerms(row),
    acquirer: row.acquirer,
    acquirerId: row.acquirer_id,
    redirectUrl: row.redirect_url,
    qrPayload: row.qr_payload,
    expiresAt: row.expires_at,
    state: readState(row.state),
    fence: row.fence,
    failure: row.failure === null ? null : readFailure(row.failure),
    attention: row.attention === null ? null : readAttention(row.attention),
    captured:
      row.captured_minor_units === null ? null : readMoney(row.captured_minor_units, row.captured_currency ?? ''),
    capturedAt: row.captured_at,
    creditId: row.credit_id,
    refundId: row.refund_id,
    paymentId: row.payment_id,
    seenRefundMinorUnits: BigInt(row.seen_refund_minor_units),
    createdAt: row.created_at,
    changedAt: row.changed_at,
    dueAt: row.due_at,
  }
}

export function writeCheckout(checkout: NewCheckout) {
  return {
    id: checkout.id,
    principal: checkout.principal,
    idempotency_key: checkout.idempotencyKey,
    fingerprint: checkout.fingerprint,
    account_id: checkout.accountId,
    account_number: checkout.accountNumber,
    amount_minor_units: checkout.amount.minorUnits,
    currency: checkout.amount.currency,
    method: checkout.method,
    return_url: checkout.returnUrl,
    contact_kind: checkout.receiptContact.kind,
    contact: checkout.receiptContact.value,
    receipt_maker: checkout.receiptMaker,
    receipt_vat: checkout.receiptTerms.vat,
    receipt_tax_system: checkout.receiptTerms.taxSystem,
    receipt_settlement: checkout.receiptTerms.settlement,
    acquirer: checkout.acquirer,
  }
}

/** What is absent stays as it is. */
export function writeChange(change: CheckoutChange) {
  const { captured } = change
  return {
    state: change.to,
    acquirer_id: change.acquirerId,
    redirect_url: change.redirectUrl,
    qr_payload: change.qrPayload,
    expires_at: change.expiresAt,
    failure: change.failure,
    attention: change.attention,
    captured_minor_units: captured === undefined ? undefined : (captured?.minorUnits ?? null),
    captured_currency: captured === undefined ? undefined : (captured?.currency ?? null),
    captured_at: change.capturedAt,
    credit_id: change.creditId,
    refund_id: change.refundId,
    receipt_vat: change.receiptTerms?.vat,
    receipt_tax_system: change.receiptTerms?.taxSystem,
    receipt_settlement: change.receiptTerms?.settlement,
    payment_id: change.paymentId,
    seen_refund_minor_units: change.seenRefundMinorUnits,
  }
}

function readMoney(minorUnits: number | bigint, currency: string): Money {
  return { minorUnits: BigInt(minorUnits), currency: readCurrency(currency) }
}

type KeptTerms = Pick<CheckoutsTable, 'receipt_vat' | 'receipt_tax_system' | 'receipt_settlement'>

function readTerms({ receipt_vat: vat, receipt_tax_system: taxSystem, receipt_settlement: settlement }: KeptTerms) {
  const terms = readFiscalTerms({ vat, taxSystem, settlement })
  if (terms === undefined) throw new StoreError('STORE_CORRUPT', 'A stored checkout has terms that no receipt has.')
  return terms
}

const WHAT = 'checkout'

const readMaker = createWordReader<ReceiptMaker>(WHAT, 'receipt_maker', { GATEWAY: true, ACQUIRER: true, NOBODY: true })

const readCurrency = createWordReader<Currency>(WHAT, 'currency', { RUB: true, USD: true, EUR: true })

const readMethod = createWordReader<CheckoutMethod>(WHAT, 'method', {
  BANK_CARD: true,
  E_WALLET: true,
  MOBILE: true,
  SBP: true,
})

const readContactKind = createWordReader<ReceiptContact['kind']>(WHAT, 'contact_kind', { EMAIL: true, PHONE: true })

const readState = createWordReader<CheckoutState>(WHAT, 'state', {
  CREATED: true,
  OPEN: true,
  CAPTURED: true,
  DONE: true,
  REFUSED: true,
  DECLINED: true,
  CANCELED: true,
  EXPIRED: true,
  OPERATOR: true,
  REFUNDING: true,
  REFUNDED: true,
})

const readFailure = createWordReader<CheckoutFailure>(WHAT, 'failure', {
  METHOD_NOT_AVAILABLE: true,
  AMOUNT_NOT_ACCEPTED: true,
  RECEIPT_CONTACT_NOT_ACCEPTED: true,
  NOT_ACCEPTED: true,
  CANCELED_BY_PAYER: true,
  INSUFFICIENT_FUNDS: true,
  DECLINED_BY_BANK: true,
  EXPIRED: true,
  UNKNOWN: true,
})

const readAttention = createWordReader<CheckoutAttention>(WHAT, 'attention', {
  CREDIT_REFUSED: true,
  AMOUNT_DIFFERS: true,
  REFUNDED_ELSEWHERE: true,
  CREDIT_CONFLICT: true,
  REFUND_REFUSED: true,
  NOT_KNOWN_TO_ACQUIRER: true,
  REFUNDED_AFTER_CREDIT: true,
  ACQUIRER_ID_TAKEN: true,
  OTHER_ACQUIRER: true,
})
