import type { AccountId } from './account.ts'
import type { Money } from './money.ts'

/** Whole days, yyyy-MM-dd, in the billing's zone; both belong to the period. */
export interface Period {
  readonly from: string
  readonly to: string
}

export interface StatementEntry {
  /** That of the payment or charge; unique within its statement. */
  readonly id: string
  readonly kind: 'PAYMENT' | 'CHARGE'
  readonly amount: Money
  /** Milliseconds since the epoch; null when the billing has lost it. */
  readonly at: number | null
  readonly description: string
}

/** opening + credited − debited = closing, and the entries add up to credited and debited: a reader checks both. */
export interface Statement {
  readonly accountId: AccountId
  readonly period: Period
  readonly opening: Money
  readonly credited: Money
  readonly debited: Money
  readonly closing: Money
  /** Oldest first. */
  readonly entries: readonly StatementEntry[]
}
