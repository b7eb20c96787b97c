import type { AccountId } from '../domain/account.ts'
import type { Money } from '../domain/money.ts'
import type { NoPromiseReason, PromisedPayment, PromisedPaymentOffer } from '../domain/promised-payment.ts'
import type { BillingCall, Bulk } from './port.ts'
import type { PostingCall } from './posting-port.ts'

/** Promised payments. Only where `capabilities.promisedPayments` says so; elsewhere each rejects with `not_applied`. */
export interface PromisedPaymentBilling {
  /** What each account may promise just now. */
  findPromiseOffers(ids: readonly AccountId[], call: BillingCall): Promise<Bulk<AccountId, PromisedPaymentOffer>>
  /** The newest of each account, at most `MAX_PROMISES_READ`, newest first. An account without any has an empty list. */
  listPromises(ids: readonly AccountId[], call: BillingCall): Promise<Bulk<AccountId, readonly FoundPromise[]>>
  /**
   * Takes a promised payment for each call that the billing lets pass: one that runs already is the only thing that it
   * looks at. `taken` only when the answer names the account, the sum and the reference that were asked for.
   */
  takePromise(order: PromiseOrder, call: PostingCall): Promise<TakePromiseVerdict>
}

/** An account takes one in a month or so: these reach back for years. */
export const MAX_PROMISES_READ = 50

export interface PromiseOrder {
  readonly accountId: AccountId
  /** More than zero. */
  readonly amount: Money
  /** As that of a payment; kept only where `capabilities.promiseReferences` says so. */
  readonly reference: string
}

export interface FoundPromise {
  readonly promise: PromisedPayment
  /** What it was taken with; null where references are not kept, and for those that the office gave. */
  readonly reference: string | null
  /** Taken with the gateway's own login, with another, or the billing does not say. */
  readonly origin: 'ours' | 'foreign' | 'unknown'
}

/** Only what the vendor's table lists as decided before any write. */
export type TakePromiseVerdict =
  | { readonly kind: 'taken'; readonly promise: PromisedPayment }
  | { readonly kind: 'refused'; readonly reason: NoPromiseReason | 'ACCOUNT_NOT_FOUND' | 'AMOUNT_NOT_ACCEPTED' }
