import type { AccountId } from './account.ts'
import type { Money } from './money.ts'
import type { ServiceId } from './service.ts'

export type ChargeId = string

/** Money taken from an account (TMF678 applied billing rate). */
export interface Charge {
  readonly id: ChargeId
  readonly accountId: AccountId
  /** Null for charges of the account itself. */
  readonly serviceId: ServiceId | null
  readonly amount: Money
  /** Milliseconds since the epoch; null when the billing has lost it. */
  readonly chargedAt: number | null
  /** The month charged for, yyyy-MM; null for one-off charges. */
  readonly period: string | null
  readonly description: string
}

/** The charges of one account, newest first in the order of posting. */
export interface ChargePage {
  readonly charges: readonly Charge[]
  readonly hasMore: boolean
}
