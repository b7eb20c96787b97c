import type { Money } from './money.ts'
import type { ServiceId } from './service.ts'
import type { ServiceOptionName } from './service-order.ts'

/** What can be chosen in the orders of an account. */
export interface OrderTerms {
  /** Of all services that can be changed so. */
  readonly options: readonly OptionTerms[]
  /** Null where nothing can be put on hold, or the billing does not say for how long. */
  readonly freeze: FreezeTerms | null
}

/** From where to where an option of a service goes: `min`, `min + step`, … `max`. */
export interface OptionTerms {
  readonly serviceId: ServiceId
  readonly option: ServiceOptionName
  readonly min: number
  readonly max: number
  readonly step: number
  readonly current: number
  /** What each step from `min` on costs a month. */
  readonly stepFee: Money
}

export interface FreezeTerms {
  readonly minDays: number
  readonly maxDays: number
  /** How many days from today it begins at the latest. */
  readonly maxDaysAhead: number
}

const DAY_MS = 86_400_000

/** Whether a hold is as long as it may be; its days are yyyy-MM-dd. */
export function isLengthAllowed({ from, until }: { from: string; until: string }, terms: FreezeTerms): boolean {
  const days = (Date.parse(until) - Date.parse(from)) / DAY_MS
  return days >= terms.minDays && days <= terms.maxDays
}
