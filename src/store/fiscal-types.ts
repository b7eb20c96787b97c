import type { AccountId } from '../domain/account.ts'
import type { CheckoutId, ReceiptContact } from '../domain/checkout.ts'
import type {
  FiscalFailure,
  FiscalOperation,
  FiscalReceipt,
  FiscalReceiptId,
  FiscalReceiptState,
  FiscalRecord,
} from '../domain/fiscal-receipt.ts'
import type { FiscalTerms } from '../domain/fiscal-terms.ts'
import type { Money } from '../domain/money.ts'
import type { PaymentId } from '../domain/payment.ts'
import type { AuditNote } from './intent-store.ts'
import type { StoreCall } from './store.ts'

export interface FiscalReceiptsTable {
  id: string
  operation: string
  checkout_id: string
  account_id: string
  account_number: string
  payment_id: string | null
  amount_minor_units: number | bigint
  currency: string
  vat: string | null
  tax_system: string | null
  settlement: string | null
  contact_kind: string | null
  contact: string | null
  settled_at: number
  state: string
  claim: number
  document: number
  document_id: string | null
  attempts: number
  failure: string | null
  fiscal_sign: string | null
  document_number: string | null
  drive_number: string | null
  registered_at: number | null
  link: string | null
  created_at: number
  changed_at: number
  due_at: number | null
}

interface FiscalRetriesTable {
  principal: string
  idempotency_key: string
  fingerprint: string
  receipt_id: string
  created_at: number
}

export interface FiscalTables {
  readonly fiscal_receipts: FiscalReceiptsTable
  readonly fiscal_retries: FiscalRetriesTable
}

/**
 * A checkout whose money has come to its end, so that a receipt is due. With a refund comes the receipt of the sale as well,
 * where there is none yet: nothing can go back that never came in.
 */
export interface FiscalEvent {
  readonly operation: FiscalOperation
  /** How much came in or went back by us. What is sold is all that was taken. */
  readonly amount: Money
  /** The billing's own id of the payment, where it is known. */
  readonly paymentId: PaymentId | null
}

/** A receipt that this process alone works on until its lease ends. */
export interface ClaimedReceipt extends FiscalReceipt {
  readonly claim: number
  readonly contact: ReceiptContact
  /** When the money was taken or given back. */
  readonly settledAt: number
  /** On the store's clock, how long ago the state changed. */
  readonly sinceMs: number
}

export type ReceiptKey = Pick<ClaimedReceipt, 'id' | 'claim' | 'state'>

/** The new values of a move; what is absent stays. */
export interface FiscalChange {
  readonly to: FiscalReceiptState
  /** From the store's own clock; null: it is not looked at again by itself. */
  readonly dueInMs: number | null
  readonly document?: number
  readonly documentId?: string | null
  readonly attempts?: number
  readonly failure?: FiscalFailure
  readonly record?: FiscalRecord
}

export interface PaymentKey {
  readonly accountId: AccountId
  readonly paymentId: PaymentId
}

export interface RetryOrder {
  readonly id: FiscalReceiptId
  readonly principal: string
  readonly idempotencyKey: string
  readonly fingerprint: string
  /** Where it is sent instead; null for where it was sent before. */
  readonly contact: ReceiptContact | null
  /** What a sale of which no document can be registered is sent by from now on; null for what it was made by. */
  readonly terms: FiscalTerms | null
  readonly note: AuditNote
}

export type RetryVerdict =
  | { readonly kind: 'retried'; readonly receipt: FiscalReceipt }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'not_found' }
  /** It is registered, or on its way. */
  | { readonly kind: 'not_failed'; readonly receipt: FiscalReceipt }

/** Oldest first; the position is where the page before ended. */
export interface OpenPage {
  readonly after: Pick<FiscalReceipt, 'id' | 'createdAt'> | null
  readonly limit: number
  /** Those that are still on their way count when they are older than that. */
  readonly overdueMs: number
}

/**
 * Receipts by 54-FZ. Every method is one transaction, durable when it answers, on the database's own clock. They are made with
 * the move of their checkout, in its transaction (`CheckoutStore.move`).
 */
export interface FiscalReceiptStore {
  /** Those that are longest due; another process cannot claim them until `leaseMs` have passed. */
  claimDue(options: { readonly limit: number; readonly leaseMs: number }): Promise<readonly ClaimedReceipt[]>
  /** Applies only while the claim holds; false when another process has claimed it meanwhile. A new state has its note. */
  move(key: ReceiptKey, change: FiscalChange, note: AuditNote | null): Promise<boolean>
  find(id: FiscalReceiptId, call?: StoreCall): Promise<FiscalReceipt | null>
  listOfCheckouts(ids: readonly CheckoutId[], call?: StoreCall): Promise<readonly FiscalReceipt[]>
  /** Of sales, by the billing's ids of their payments. */
  listOfPayments(keys: readonly PaymentKey[], call?: StoreCall): Promise<readonly FiscalReceipt[]>
  /** Those that need a person: failed, or not registered for too long. */
  listOpen(page: OpenPage, call?: StoreCall): Promise<readonly FiscalReceipt[]>
  /** Lets a failed one be tried again. The same key again answers what the first has done. */
  retry(order: RetryOrder, call?: StoreCall): Promise<RetryVerdict>
  /** How many are in each state but REGISTERED. */
  count(): Promise<Readonly<Record<string, number>>>
}
