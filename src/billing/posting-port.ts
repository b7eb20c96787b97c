import type { AccountId } from '../domain/account.ts'
import type { ChargeId } from '../domain/charge.ts'
import type { Money } from '../domain/money.ts'
import type { Payment, PaymentId, PaymentMethod } from '../domain/payment.ts'
import type { BillingCall, Bulk } from './port.ts'

/**
 * Writes of money, and what is needed to find out what became of them. A write that rejects tells by the `outcome` of its
 * `BillingError` whether it may have been applied; nothing here is ever repeated by an adapter, but for what the vendor's
 * table lists as decided before any write.
 */
export interface PostingBilling {
  /**
   * Credits an account once for each call that reaches the billing. `posted` only when the answer names the account and
   * the amount that were asked for; any other answer that is no listed refusal is `unknown`.
   */
  postPayment(order: PaymentOrder, call: PostingCall): Promise<PostVerdict>
  /**
   * Whether a reference that is not too long is one that the billing finds again; where it is not there, all are. What it is
   * not is refused before anybody has paid, instead of waiting for what is never sent.
   */
  readonly canKeep?: (reference: string) => boolean
  /** Takes a payment back. Only where `capabilities.cancellations` says so; elsewhere rejects with `not_applied`. */
  cancelPayment(order: CancelOrder, call: PostingCall): Promise<CancelVerdict>
  /**
   * Takes money from an account that owns as much, its credit limit left aside, once for each call that reaches the billing.
   * Only where `capabilities.transfers` says so; elsewhere rejects with `not_applied`. `debited` only when the answer names
   * account, amount and reference that were asked for.
   */
  postDebit(order: DebitOrder, call: PostingCall): Promise<DebitVerdict>
  /**
   * All debits that carry each reference, oldest first, whatever account they are of and whenever they were posted; a
   * reference that none carries has an empty list. As `postDebit` only where transfers are.
   */
  findDebits(references: readonly string[], call: BillingCall): Promise<Bulk<string, readonly Debit[]>>
  /**
   * What the ledger has under a key, oldest first, by the key object itself; how it is looked for is
   * `capabilities.reconcile`. Every key has a list, which may be empty; one whose account the billing does not know is
   * absent where the account is needed to look.
   *
   * - `exact`: all rows that carry the reference, whatever account they credit and whenever they were posted;
   * - `comment`: all rows of the account since `since` that carry it;
   * - `statement`: all rows of the account after `after`, whatever they carry;
   * - `none`: an empty list per key, which says nothing and must not be relied on.
   */
  findPostings(keys: readonly PostingKey[], call: BillingCall): Promise<Bulk<PostingKey, readonly Posting[]>>
  /**
   * The newest payment id of each account, null where there is none: the mark before a send where `reconcile` is
   * `statement`. An account that the billing does not know is absent.
   */
  findMarks(ids: readonly AccountId[], call: BillingCall): Promise<Bulk<AccountId, PaymentId | null>>
  /**
   * The ledger over all accounts, oldest first in the order of posting, for the daily reconciliation. Rejects when a row
   * of the page cannot be read: a ledger with holes reconciles nothing.
   */
  listPostings(key: PostingPageKey, call: BillingCall): Promise<PostingPage>
}

/**
 * As `BillingCall`. `mayStart` is asked once for each time that the request is about to be sent, as late as the client
 * allows: connected, and no byte written yet. False ends the call unsent, with BILLING_CANCELED and `not_applied`. It must
 * not throw; what it throws counts as false. A request is sent a second time only after the billing has said that it had
 * looked at no more than the session.
 */
export interface PostingCall extends BillingCall {
  readonly mayStart: () => boolean
}

export interface PaymentOrder {
  readonly accountId: AccountId
  /** More than zero. */
  readonly amount: Money
  /**
   * What the billing stores beside the payment, the same on every attempt; 1 to `capabilities.maxReferenceLength`
   * characters, with no blank at either end. Another one is BILLING_UNWRITABLE_REQUEST, and nothing is sent.
   */
  readonly reference: string
  /** How the payer paid; the billing's own default for UNKNOWN. */
  readonly method: PaymentMethod
  /** The payer's instant of payment, in milliseconds since the epoch; null leaves it to the billing's clock. */
  readonly paidAt: number | null
}

/** Only what the vendor's table lists as decided before any write. */
export type PostingRefusal = 'ACCOUNT_NOT_FOUND' | 'ACCOUNT_CLOSED' | 'AMOUNT_NOT_ACCEPTED'

export type PostVerdict =
  /** The row as the billing echoes it. */
  | { readonly kind: 'posted'; readonly payment: Payment }
  | { readonly kind: 'refused'; readonly reason: PostingRefusal }
  /** The billing says that it has the reference already; only a look-up tells what is true. */
  | { readonly kind: 'duplicate' }

export interface CancelOrder {
  readonly accountId: AccountId
  readonly paymentId: PaymentId
  /** What the payment is known to be; a system that takes them checks them, and elsewhere they are checked in the echo. */
  readonly amount: Money
  readonly reference: string
}

export type CancelRefusal =
  | 'PAYMENT_NOT_FOUND'
  /** The money is no longer on the account. */
  | 'ALREADY_SPENT'
  /** The time in which it could be canceled has passed. */
  | 'TOO_LATE'

export type CancelVerdict =
  | { readonly kind: 'canceled' }
  | { readonly kind: 'refused'; readonly reason: CancelRefusal }
  /** The billing says that it is canceled already; only a look-up tells what is true. */
  | { readonly kind: 'already' }

export interface DebitOrder {
  readonly accountId: AccountId
  /** More than zero. */
  readonly amount: Money
  /** As that of a payment. */
  readonly reference: string
  /** What the payer's statement shows; 1–255 characters. */
  readonly description: string
}

/** Only what the vendor's table lists as decided before any write. */
export type DebitRefusal = PostingRefusal | 'ACCOUNT_FROZEN' | 'NOT_ENOUGH_MONEY'

export type DebitVerdict =
  | { readonly kind: 'debited'; readonly debit: Debit }
  | { readonly kind: 'refused'; readonly reason: DebitRefusal }
  /** The billing says that it has the reference already; only a look-up tells what is true. */
  | { readonly kind: 'duplicate' }

/** Money that was taken: a charge with a reference. */
export interface Debit {
  readonly id: ChargeId
  readonly accountId: AccountId
  readonly amount: Money
  /** In milliseconds since the epoch; null when the billing has lost it. */
  readonly chargedAt: number | null
  readonly reference: string
}

/** One row of the billing's ledger. */
export interface Posting {
  /** Its `externalId` is the reference; its status tells whether it has been canceled. */
  readonly payment: Payment
  /** Posted with the gateway's own login, with another, or the billing does not say. */
  readonly origin: 'ours' | 'foreign' | 'unknown'
}

export interface PostingKey {
  readonly accountId: AccountId
  readonly reference: string
  /** The instant, in milliseconds since the epoch, before which nothing needs to be looked at. */
  readonly since: number
  /**
   * Where the reference was written, when that may be elsewhere than `capabilities.reconcile` says by now; a system that
   * cannot look there has an error for the key. Without it, `capabilities.reconcile` holds.
   */
  readonly by?: 'exact' | 'comment'
  /** Rows newer than this one only; null for all since `since`. Used where `reconcile` is `statement`. */
  readonly after: PaymentId | null
}

export interface PostingPageKey {
  /** Half-open, in milliseconds since the epoch, by the instant at which the billing posted; at most 31 days. */
  readonly from: number
  readonly to: number
  /** Rows posted after this one only; null for the oldest. */
  readonly after: PaymentId | null
  /** 1–500. */
  readonly first: number
}

export interface PostingPage {
  readonly postings: readonly Posting[]
  readonly hasMore: boolean
}

/** The longest time that one page of the ledger may be asked for. */
export const MAX_POSTING_PERIOD_MS = 31 * 24 * 60 * 60 * 1000
