import type { AccountId } from './account.ts'
import type { Money } from './money.ts'

export type PromisedPaymentId = string

/** ACTIVE until the term ends; PAID when the debt was paid in time, EXPIRED when it was not. */
export type PromisedPaymentStatus = 'ACTIVE' | 'PAID' | 'EXPIRED' | 'UNKNOWN'

/** A sum that counts as money for services alone, until its term ends. Instants are milliseconds since the epoch. */
export interface PromisedPayment {
  readonly id: PromisedPaymentId
  readonly accountId: AccountId
  readonly status: PromisedPaymentStatus
  readonly amount: Money
  /** What was charged for it. */
  readonly fee: Money
  /** Null when the billing has lost it, as is the next. */
  readonly takenAt: number | null
  readonly endsAt: number | null
}

/** Why an account is offered none just now. */
export type NoPromiseReason =
  | 'NO_DEBT'
  | 'ALREADY_ACTIVE'
  /** The last one was taken too short a time ago. */
  | 'TOO_SOON'
  /** Not to this account: the debt is too large, or it is frozen. */
  | 'NOT_OFFERED'
  | 'ACCOUNT_CLOSED'

export type PromisedPaymentOffer =
  | {
      readonly kind: 'offered'
      /** What brings services back, the fee included. */
      readonly minAmount: Money
      readonly maxAmount: Money
      readonly fee: Money
      readonly termDays: number
    }
  | {
      readonly kind: 'not_offered'
      readonly reason: NoPromiseReason
      /** From when it may be asked for again; null when that is not known. */
      readonly availableAt: number | null
    }
