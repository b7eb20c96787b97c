import type { AccountId } from './account.ts'
import type { Money } from './money.ts'
import type { OfferingId } from './offering.ts'
import type { ServiceId } from './service.ts'
import type { TariffId } from './tariff.ts'

export type ServiceOrderId = string

/** What an order changes. */
export type OrderAction =
  | 'CHANGE_TARIFF'
  | 'CONNECT_SERVICE'
  | 'DISCONNECT_SERVICE'
  | 'CHANGE_OPTION'
  | 'FREEZE_SERVICE'
  | 'UNFREEZE_SERVICE'
  | 'FREEZE_ACCOUNT'
  | 'UNFREEZE_ACCOUNT'
  | 'CHANGE_IP'
  | 'BUY_EQUIPMENT'
  | 'SET_UP'

/** TMF622 product order states; a code that no table lists reads as UNKNOWN. */
export type ServiceOrderStatus =
  | 'ACKNOWLEDGED'
  | 'PENDING'
  | 'IN_PROGRESS'
  | 'COMPLETED'
  | 'CANCELLED'
  | 'FAILED'
  | 'UNKNOWN'

/** Why the billing takes no such order, or could not carry one out. */
export type OrderRefusal =
  | 'DEBT'
  | 'NOT_ENOUGH_MONEY'
  | 'TOO_EARLY'
  | 'CONFLICTING_ORDER'
  | 'NOT_OFFERED_IN_REGION'
  | 'PRIVATE_TARIFF'
  | 'AGREEMENT_ENDED'
  /** It changes nothing, or nothing of that kind can be changed so now. */
  | 'NOT_APPLICABLE'
  | 'PERIOD_NOT_ALLOWED'
  | 'VALUE_NOT_ALLOWED'
  | 'NOT_FOUND'

export type ServiceOptionName = 'SPEED' | 'CHANNELS'

/** What is ordered. What means nothing to the action is null. */
export interface OrderWish {
  readonly accountId: AccountId
  readonly action: OrderAction
  readonly serviceId: ServiceId | null
  readonly tariffId: TariffId | null
  readonly offeringId: OfferingId | null
  readonly option: ServiceOptionName | null
  /** Megabits per second, or a number of channels. */
  readonly value: number | null
  /** Days, yyyy-MM-dd, in the billing's zone: the first of a freeze, and the one on which the service is given again. */
  readonly from: string | null
  readonly until: string | null
  /** On the first day of the next period instead of now. */
  readonly atNextPeriod: boolean
}

/** A wish for nothing in particular: what an action means is set over it. */
export const NOTHING_WISHED = {
  serviceId: null,
  tariffId: null,
  offeringId: null,
  option: null,
  value: null,
  from: null,
  until: null,
  atNextPeriod: false,
} as const satisfies Omit<OrderWish, 'accountId' | 'action'>

/** An order as the billing keeps it (TMF622 product order). Instants are milliseconds since the epoch. */
export interface ServiceOrder extends Omit<OrderWish, 'action'> {
  readonly id: ServiceOrderId
  /** UNKNOWN for a kind of order that no table lists. */
  readonly action: OrderAction | 'UNKNOWN'
  readonly status: ServiceOrderStatus
  readonly placedAt: number | null
  /** When something is next done about it; null when it has ended. */
  readonly dueAt: number | null
  readonly closedAt: number | null
  /** Charged once, when it is carried out. */
  readonly price: Money
  /** Charged with it: the days of the period under the old terms. */
  readonly accrued: Money
  /** What the service costs a month afterwards. */
  readonly monthlyFee: Money
  /** Why it failed; null when it did not. UNKNOWN for a reason that no table lists. */
  readonly failure: OrderRefusal | 'UNKNOWN' | null
  /** The orderer's reference, as it was given. */
  readonly reference: string | null
}

/** What an order would cost. */
export interface OrderQuote {
  readonly price: Money
  readonly accrued: Money
  readonly monthlyFee: Money
  readonly currentMonthlyFee: Money
  readonly dueAt: number | null
}

/** The orders of one account, newest first. */
export interface ServiceOrderPage {
  readonly orders: readonly ServiceOrder[]
  readonly hasMore: boolean
}

/** Whether nobody has begun to carry it out, so that it can still be canceled. */
export function isCancelable({ status }: Pick<ServiceOrder, 'status'>): boolean {
  return status === 'ACKNOWLEDGED' || status === 'PENDING'
}
