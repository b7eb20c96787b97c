/** A time as a clock on the wall shows it. Months are 1–12. */
export interface LocalTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

const DAY_MS = 86_400_000

/** The instant of a local time in an IANA zone, milliseconds since the epoch. `readLegacyInstant` tells the edge cases. */
export function toInstant(local: LocalTime, timeZone: string): number {
  const { year, month, day, hour, minute, second } = local
  const isLast = day === last.day && month === last.month && year === last.year && timeZone === last.timeZone
  if (!isLast) last = { year, month, day, timeZone, startMs: startOfQuietDay(local, timeZone) }
  if (last.startMs !== null) return last.startMs + ((hour * 60 + minute) * 60 + second) * 1000
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second)
  const before = offsetAt(asUtc - DAY_MS, timeZone)
  const after = offsetAt(asUtc + DAY_MS, timeZone)
  if (before === after || offsetAt(asUtc - before, timeZone) === before) return asUtc - before
  return offsetAt(asUtc - after, timeZone) === after ? asUtc - after : asUtc - before
}

/** The day that was read last: the rows of a billing mostly come day by day. */
let last: Pick<LocalTime, 'year' | 'month' | 'day'> & { readonly timeZone: string; readonly startMs: number | null } = {
  year: 0,
  month: 0,
  day: 0,
  timeZone: '',
  startMs: null,
}

/** The instant of its midnight, or null when clocks change from the day before it to the day after it. */
function startOfQuietDay({ year, month, day }: LocalTime, timeZone: string): number | null {
  const asUtc = Date.UTC(year, month - 1, day)
  const before = offsetOfDay(asUtc / DAY_MS - 1, timeZone)
  return before !== null && before === offsetOfDay(asUtc / DAY_MS + 1, timeZone) ? asUtc - before : null
}

/** How far local time is ahead of UTC at an instant, in milliseconds. A zone that Intl does not know is a RangeError. */
export function offsetAt(instantMs: number, timeZone: string): number {
  return offsetOfDay(Math.floor(instantMs / DAY_MS), timeZone) ?? computeOffset(instantMs, findZone(timeZone).format)
}

/** The offset of a whole day of UTC, so many days after 1 January 1970; null when it changes on that day. */
function offsetOfDay(day: number, timeZone: string): number | null {
  const zone = findZone(timeZone)
  const known = zone.offsetByDay.get(day)
  if (known !== undefined) return known
  const start = computeOffset(day * DAY_MS, zone.format)
  const offset = start === computeOffset((day + 1) * DAY_MS, zone.format) ? start : null
  if (zone.offsetByDay.size >= MAX_DAYS) zone.offsetByDay.clear()
  zone.offsetByDay.set(day, offset)
  return offset
}

/**
 * Asking Intl takes microseconds and a statement has hundreds of dates, so each day's offset is kept; null marks a day
 * on which it changes. No day has ever had two changes.
 */
interface Zone {
  readonly format: Intl.DateTimeFormat
  readonly offsetByDay: Map<number, number | null>
}

const MAX_DAYS = 10_000
/** The process works in one zone; tests in a few. */
const MAX_ZONES = 16
const zones = new Map<string, Zone>()

function findZone(timeZone: string): Zone {
  const known = zones.get(timeZone)
  if (known !== undefined) return known
  const zone: Zone = {
    format: new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }),
    offsetByDay: new Map(),
  }
  if (zones.size >= MAX_ZONES) zones.clear()
  zones.set(timeZone, zone)
  return zone
}

function computeOffset(instantMs: number, format: Intl.DateTimeFormat): number {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {}
  for (const { type, value } of format.formatToParts(instantMs)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instantMs / 1000) * 1000
}
