import { addMonths, DAY_MS, dayOfMonth, daysInMonth, monthStart } from './calendar.ts'

/**
 * The business rules of orders, pure.
 *
 * - A day belongs to the terms that are in force when it ends. When the terms of a service change within a month, the days
 *   before are charged at once, by days, half a kopeck up; the monthly charge is for the days from then on.
 * - What is ordered for the next period is carried out on the first of the next month, after the month has been charged.
 * - An order is refused when its price and what it settles would leave the account below minus its credit limit; when that
 *   is found out only as it is carried out, it fails and charges nothing.
 */
export const CLASS = {
  tariff: 1,
  connect: 2,
  disconnect: 3,
  option: 4,
  freeze: 5,
  unfreeze: 6,
  freezeAccount: 7,
  unfreezeAccount: 8,
  address: 9,
  equipment: 10,
  work: 11,
} as const

export const STATUS = { new: 0, waiting: 1, working: 2, done: 3, canceled: 4, failed: 5 } as const

export const REASON = {
  none: 0,
  debt: 1,
  notEnoughMoney: 2,
  tooEarly: 3,
  conflict: 4,
  notOfferedHere: 5,
  privateTariff: 6,
  agreementEnded: 7,
  notApplicable: 8,
  periodNotAllowed: 9,
  valueNotAllowed: 10,
  notFound: 11,
} as const

/** In the words of the old system. */
export const REASON_TEXT: Readonly<Record<number, string>> = {
  1: 'debt',
  2: 'not enough money',
  3: 'too early',
  4: 'conflicting order',
  5: 'not offered in this region',
  6: 'private tariff',
  7: 'agreement ended',
  8: 'not applicable',
  9: 'period not allowed',
  10: 'value not allowed',
  11: 'no such object',
}

/** A tariff may be changed again so long after it was changed, and an address likewise. */
export const TARIFF_REST_MS = 7 * DAY_MS
export const ADDRESS_REST_MS = DAY_MS

/** What changing to something cheaper in the middle of a month costs; everything else about tariffs is free. */
export const DOWNGRADE_PRICE = 100_00n
export const STATIC_ADDRESS_PRICE = 50_00n

export const FREEZE_DAYS = { min: 7, max: 180, aheadMax: 90 } as const

/** Speed grows in these steps up to twice the tariff's, channels up to so many more. */
const SPEED_STEP = { mbps: 50, fee: 60_00n } as const
const CHANNEL_STEP = { channels: 10, fee: 25_00n, max: 100 } as const

/** Somebody looks at what needs hands after a day, and has done it after three. */
export const WORK_BEGINS_MS = DAY_MS
export const WORK_TAKES_MS = 2 * DAY_MS

/** Midnight of the day that holds the instant. */
export function dayStart(instant: number): number {
  return monthStart(instant) + (dayOfMonth(instant) - 1) * DAY_MS
}

export function nextPeriod(instant: number): number {
  return addMonths(monthStart(instant), 1)
}

/** What the days of this month from `billedFrom` until yesterday cost. */
export function accruedSince(fee: bigint, { billedFrom, now }: { billedFrom: number | null; now: number }): bigint {
  const month = monthStart(now)
  const first = billedFrom === null || billedFrom <= month ? 1 : dayOfMonth(billedFrom)
  if (billedFrom !== null && dayStart(billedFrom) >= dayStart(now)) return 0n
  const served = BigInt(dayOfMonth(now) - first)
  const days = BigInt(daysInMonth(month))
  return (2n * fee * served + days) / (2n * days)
}

/** The days that `accruedSince` counts, for people: "1–14". */
export function accruedDays({ billedFrom, now }: { billedFrom: number | null; now: number }): string {
  const first = billedFrom === null || billedFrom <= monthStart(now) ? 1 : dayOfMonth(billedFrom)
  return `${first}–${dayOfMonth(now) - 1}`
}

/** From where to where an option goes, and what each step from `min` on costs a month. */
export interface OptionRange {
  readonly min: number
  readonly max: number
  readonly step: number
  readonly stepFee: bigint
}

/** Null where the tariff has nothing of the kind. */
export function optionRange(option: 1 | 2, own: { speed: number; channels: number }): OptionRange | null {
  const min = option === 1 ? own.speed : own.channels
  if (min === 0) return null
  if (option === 2) {
    const { channels, fee, max } = CHANNEL_STEP
    return { min, max: min + max, step: channels, stepFee: fee }
  }
  const { mbps, fee } = SPEED_STEP
  return { min, max: min + Math.floor(min / mbps) * mbps, step: mbps, stepFee: fee }
}

/** What an option's value costs a month on top of the tariff; null for a value that cannot be had. */
export function optionFee(option: 1 | 2, value: number, own: { speed: number; channels: number }): bigint | null {
  const range = optionRange(option, own)
  if (range === null || value < range.min || value > range.max || (value - range.min) % range.step !== 0) return null
  return BigInt((value - range.min) / range.step) * range.stepFee
}
