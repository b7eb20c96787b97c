import type { AccountId } from './account.ts'
import type { Money } from './money.ts'

export type PaymentId = string

export type PaymentStatus = 'DONE' | 'CANCELED' | 'UNKNOWN'

export type PaymentMethod =
  | 'CASH'
  | 'BANK_CARD'
  | 'TERMINAL'
  | 'BANK_TRANSFER'
  | 'MOBILE'
  | 'E_WALLET'
  | 'SBP'
  /** Money from the account of another subscriber, or of the same. */
  | 'TRANSFER'
  | 'UNKNOWN'

/** Money received for an account (TMF676). */
export interface Payment {
  readonly id: PaymentId
  readonly accountId: AccountId
  readonly amount: Money
  readonly status: PaymentStatus
  readonly method: PaymentMethod
  /** The instant of payment, in milliseconds since the epoch; null when the billing has lost it. */
  readonly paidAt: number | null
  /** The payer's own id of this payment (TMF676 correlatorId); absent for cash. */
  readonly externalId: string | null
}

/** The payments of one account, newest first in the order of posting. */
export interface PaymentPage {
  readonly payments: readonly Payment[]
  readonly hasMore: boolean
}
