/** The billing lives in Moscow time: UTC+3 all year round. The only place that knows. */
const ZONE_OFFSET_MS = 3 * 3_600_000

export const DAY_MS = 86_400_000
export const HOUR_MS = 3_600_000

/** Midnight of the first day of the month that holds the instant. */
export function monthStart(instant: number): number {
  const local = new Date(instant + ZONE_OFFSET_MS)
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), 1) - ZONE_OFFSET_MS
}

/** The first day of the month that is `months` after (or, negative, before) the given first day. */
export function addMonths(firstDay: number, months: number): number {
  const local = new Date(firstDay + ZONE_OFFSET_MS)
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + months, 1) - ZONE_OFFSET_MS
}

export function daysInMonth(firstDay: number): number {
  return Math.round((addMonths(firstDay, 1) - firstDay) / DAY_MS)
}

/** 1–31. */
export function dayOfMonth(instant: number): number {
  return new Date(instant + ZONE_OFFSET_MS).getUTCDate()
}

/** yyyy-MM-dd */
export function dateText(instant: number): string {
  return new Date(instant + ZONE_OFFSET_MS).toISOString().slice(0, 10)
}

/** yyyy-MM */
export function periodText(instant: number): string {
  return dateText(instant).slice(0, 7)
}
