import type { ServiceOrderKey } from '../billing/order-port.ts'
import type { Money } from '../domain/money.ts'
import type { OrderQuote, OrderRefusal } from '../domain/service-order.ts'

export type PlaceRefusal =
  | OrderRefusal
  | 'INVALID_VALUE'
  | 'NOT_ALLOWED'
  | 'PRICE_CHANGED'
  | 'ALREADY_ORDERED'
  | 'NOT_SUPPORTED'
  | 'BILLING_UNAVAILABLE'
  | 'OVERLOADED'
  | 'TOO_MANY_TRIES'
  | 'CLOSED_BY_OPERATOR'

/** Fields of orders that a refusal may be about. */
export type RefusedField = 'idempotencyKey' | 'offeringId' | 'value' | 'from' | 'expectedPrice' | 'expectedTotal'

export interface PlaceRefused {
  readonly kind: 'refused'
  readonly reason: PlaceRefusal
  /** Whether the very same, under the same key, may be taken later. */
  readonly retryable: boolean
  readonly field: RefusedField | null
  readonly earliestOn: string | null
  /** Of ALREADY_ORDERED: the order that was placed, when it is known by now. */
  readonly placed: ServiceOrderKey | null
}

/**
 * What passes without the subscriber wishing for something else. One that the billing gave after the order was kept is
 * the last word for its key, whatever the reason.
 */
const PASSES: Readonly<Record<PlaceRefusal, boolean>> = {
  DEBT: true,
  NOT_ENOUGH_MONEY: true,
  TOO_EARLY: true,
  CONFLICTING_ORDER: true,
  NOT_OFFERED_IN_REGION: false,
  PRIVATE_TARIFF: false,
  AGREEMENT_ENDED: false,
  NOT_APPLICABLE: false,
  PERIOD_NOT_ALLOWED: false,
  VALUE_NOT_ALLOWED: false,
  NOT_FOUND: false,
  INVALID_VALUE: false,
  NOT_ALLOWED: false,
  PRICE_CHANGED: false,
  ALREADY_ORDERED: false,
  NOT_SUPPORTED: false,
  BILLING_UNAVAILABLE: true,
  OVERLOADED: true,
  TOO_MANY_TRIES: true,
  CLOSED_BY_OPERATOR: false,
}

/** The field that a reason is always about. */
const FIELDS: Readonly<Partial<Record<PlaceRefusal, RefusedField>>> = {
  VALUE_NOT_ALLOWED: 'value',
  PERIOD_NOT_ALLOWED: 'from',
}

type Told = Partial<Pick<PlaceRefused, 'field' | 'earliestOn' | 'placed'>> & {
  /** True for the stored outcome of a key. */
  readonly isLastWord?: boolean
}

/** The refusal for a reason: the one place that says whether it passes. */
export function refuseOrder(reason: PlaceRefusal, told: Told = {}): PlaceRefused {
  const { field = FIELDS[reason] ?? null, earliestOn = null, placed = null, isLastWord = false } = told
  return { kind: 'refused', reason, retryable: PASSES[reason] && !isLastWord, field, earliestOn, placed }
}

/** What the subscriber was shown, as minor units; null for what was not told. */
export interface Expectation {
  readonly priceMinorUnits: bigint | null
  /** The price with what is charged besides. */
  readonly totalMinorUnits: bigint | null
}

/** Everything that is charged when the order is carried out. */
export function totalOf({ price, accrued }: Pick<OrderQuote, 'price' | 'accrued'>): Money {
  return { minorUnits: price.minorUnits + accrued.minorUnits, currency: price.currency }
}

/** The price must be the one that was shown. The whole may have become less, and never more: a day more may have passed. */
export function judgePrice(quote: OrderQuote, { priceMinorUnits, totalMinorUnits }: Expectation): PlaceRefused | null {
  if (priceMinorUnits !== null && priceMinorUnits !== quote.price.minorUnits) {
    return refuseOrder('PRICE_CHANGED', { field: 'expectedPrice' })
  }
  if (totalMinorUnits !== null && totalMinorUnits < totalOf(quote).minorUnits) {
    return refuseOrder('PRICE_CHANGED', { field: 'expectedTotal' })
  }
  return null
}
