import { type LocalTime, offsetAt, toInstant } from './date-zone.ts'

/** Why a text is not a date. The message never holds the text. */
export class DateError extends Error {
  override readonly name = 'DateError'
}

/**
 * Reads an instant as old billings print it, in milliseconds since the epoch. None of the forms has a zone; local ones
 * are in `timeZone` (IANA): `yyyy-MM-dd HH:mm:ss`, `yyyy-MM-dd`, `yyyyMMddHHmmss`, `dd.MM.yyyy_HH:mm:ss`,
 * `dd.MM.yyyy HH:mm:ss`, `dd.MM.yyyy`, unix seconds (9–10 digits) and milliseconds (12–13 digits). Blank, "No", "0" and
 * dates of zeros are null: the billing has lost it. Impossible dates are a `DateError`, never the nearest possible one.
 *
 * A local time that occurs twice is the first of the two; one that a clock change skips is moved on by the change, as
 * clocks on the wall were.
 */
export function readLegacyInstant(text: string, timeZone: string): number | null {
  const read = readLegacy(text)
  if (read === null || typeof read === 'number') return read
  return toInstant(read, timeZone)
}

/** As `readLegacyInstant`, but only the day in `timeZone`, yyyy-MM-dd. */
export function readLegacyDay(text: string, timeZone: string): string | null {
  if (text === '') return null
  if (isCommonDay(text)) return text
  if (readCommonForm(text) !== null) return text.slice(0, DATE_LENGTH)
  const read = readAnyForm(text)
  if (read === null) return null
  if (typeof read === 'number') return formatInstant(read, timeZone).slice(0, 10)
  return `${digits(read.year, 4)}-${digits(read.month, 2)}-${digits(read.day, 2)}`
}

/** As `formatInstant`, for what may not have happened, or not be known. */
export function formatOptionalInstant(instantMs: number | null, timeZone: string): string | null {
  return instantMs === null ? null : formatInstant(instantMs, timeZone)
}

/** RFC 3339 with milliseconds and the zone's offset: "2026-11-22T13:00:00.000+03:00". */
export function formatInstant(instantMs: number, timeZone: string): string {
  // RFC 3339 knows no seconds in an offset, which clocks had before they were set by railways.
  const offsetMinutes = Math.trunc(offsetAt(instantMs, timeZone) / MINUTE_MS)
  const localMs = Math.trunc(instantMs + offsetMinutes * MINUTE_MS)
  const day = Math.floor(localMs / DAY_MS)
  const timeMs = localMs - day * DAY_MS
  const date = formatDay(day)
  const milliseconds = timeMs % 1000
  const seconds = Math.trunc(timeMs / 1000)
  const minutes = Math.trunc(seconds / 60)
  const hours = Math.trunc(minutes / 60)
  const aheadMinutes = Math.abs(offsetMinutes)
  const aheadHours = Math.trunc(aheadMinutes / 60)
  // Years beyond 9999 have a sign and more digits.
  const isLong = date.length > DATE_LENGTH
  const text = String.fromCharCode(
    date.charCodeAt(0),
    date.charCodeAt(1),
    date.charCodeAt(2),
    date.charCodeAt(3),
    HYPHEN,
    date.charCodeAt(5),
    date.charCodeAt(6),
    HYPHEN,
    date.charCodeAt(8),
    date.charCodeAt(9),
    T,
    tensOf(hours),
    onesOf(hours),
    COLON,
    tensOf(minutes - hours * 60),
    onesOf(minutes - hours * 60),
    COLON,
    tensOf(seconds - minutes * 60),
    onesOf(seconds - minutes * 60),
    POINT,
    ZERO + Math.trunc(milliseconds / 100),
    tensOf(milliseconds % 100),
    onesOf(milliseconds % 100),
    offsetMinutes < 0 ? HYPHEN : PLUS,
    tensOf(aheadHours),
    onesOf(aheadHours),
    COLON,
    tensOf(aheadMinutes - aheadHours * 60),
    onesOf(aheadMinutes - aheadHours * 60),
  )
  lastFormatted = isLong ? date + text.slice(DATE_LENGTH) : text
  return lastFormatted
}

let lastFormatted = ''

/** Whether a text is what `formatInstant` has written last, for whoever would have to prove it otherwise. False for years beyond 9999, which RFC 3339 has not. */
export function isLastFormatted(text: string): boolean {
  return text === lastFormatted && text.length === FORMATTED_LENGTH
}

const FORMATTED_LENGTH = 29

const BLANK = 0x20
const PLUS = 0x2b
const HYPHEN = 0x2d
const POINT = 0x2e
const ZERO = 0x30
const COLON = 0x3a
const T = 0x54
const DATE_LENGTH = 10

/** The characters of the numbers from 0 to 99. */
const TENS = Uint8Array.from({ length: 100 }, (_, value) => ZERO + Math.trunc(value / 10))
const ONES = Uint8Array.from({ length: 100 }, (_, value) => ZERO + (value % 10))

function tensOf(value: number): number {
  return TENS[value] ?? ZERO
}

function onesOf(value: number): number {
  return ONES[value] ?? ZERO
}

/** Written once for a day: an answer has hundreds of instants and few days. */
const dayTexts = new Map<number, string>()
const MAX_DAY_TEXTS = 10_000

/** The day so many days after 1 January 1970, yyyy-MM-dd. */
function formatDay(day: number): string {
  const known = dayTexts.get(day)
  if (known !== undefined) return known
  const text = new Date(day * DAY_MS).toISOString().slice(0, -'T00:00:00.000Z'.length)
  if (dayTexts.size >= MAX_DAY_TEXTS) dayTexts.clear()
  dayTexts.set(day, text)
  return text
}

/** Whether a text is a day of the calendar, yyyy-MM-dd. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  // Some engines read 30 February as 2 March.
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text
}

/** The day after a day, both yyyy-MM-dd. A text that is no day is a `DateError`. */
export function nextDay(day: string): string {
  if (!isDay(day)) throw new DateError('Not a day')
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
}

/** The day before a day, both yyyy-MM-dd. A text that is no day is a `DateError`. */
export function previousDay(day: string): string {
  if (!isDay(day)) throw new DateError('Not a day')
  return new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10)
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

const NOTHING = /^(?:|No|0|0000-00-00(?: 00:00:00)?|00\.00\.0000(?:[ _]00:00:00)?|0{14})$/
const TIME = String.raw`(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)`
const LOCAL_FORMS = [
  new RegExp(String.raw`^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[ T]${TIME})?$`),
  new RegExp(String.raw`^(?<day>\d\d)\.(?<month>\d\d)\.(?<year>\d{4})(?:[ _]${TIME})?$`),
  /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)$/,
]

/** A number is an instant that needs no zone. */
function readLegacy(text: string): LocalTime | number | null {
  return readCommonForm(text) ?? readAnyForm(text)
}

/**
 * A day and time that exist as `yyyy-MM-dd HH:mm:ss`, which nearly all dates of a statement are, without a pattern. Null
 * for every other text, good or bad.
 */
function readCommonForm(text: string): LocalTime | null {
  if (text.length !== 19 || text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return null
  if (text.charCodeAt(10) !== BLANK || text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON) return null
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
  const month = twoDigits(text, 5)
  const day = twoDigits(text, 8)
  const hour = twoDigits(text, 11)
  const minute = twoDigits(text, 14)
  const second = twoDigits(text, 17)
  // What is no digit is too large for any of these. The 29th of February is left out.
  const exists = year >= MIN_YEAR && year <= MAX_YEAR && day >= 1 && day <= (DAYS_OF_MONTH[month] ?? 0)
  return exists && hour < 24 && minute < 60 && second < 60 ? { year, month, day, hour, minute, second } : null
}

/** Whether a text is a day that exists as `yyyy-MM-dd`, without a pattern. False for every other text, good or bad, and for leap days. */
function isCommonDay(text: string): boolean {
  if (text.length !== DATE_LENGTH || text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return false
  const day = twoDigits(text, 8)
  const isOfMonth = day >= 1 && day <= (DAYS_OF_MONTH[twoDigits(text, 5)] ?? 0)
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
  return isOfMonth && year >= MIN_YEAR && year <= MAX_YEAR
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO
  const ones = text.charCodeAt(at + 1) - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NO_DIGITS
}

/** A whole number, which the engine handles quicker than it does NaN, and larger than any year. */
const NO_DIGITS = 1_000_000
const MAX_YEAR = 9999

/** By the month's number, 1 to 12; of a year without a leap day. */
const DAYS_OF_MONTH = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function readAnyForm(text: string): LocalTime | number | null {
  const trimmed = text.trim()
  if (NOTHING.test(trimmed)) return null
  if (/^\d{9,10}$/.test(trimmed)) return Number(trimmed) * 1000
  if (/^\d{12,13}$/.test(trimmed)) return Number(trimmed)
  for (const form of LOCAL_FORMS) {
    const groups = form.exec(trimmed)?.groups
    if (groups !== undefined) return readLocalTime(groups)
  }
  throw new DateError('Not a date in a known form')
}

function readLocalTime(groups: Readonly<Record<string, string | undefined>>): LocalTime {
  const part = (name: string) => Number(groups[name] ?? '0')
  const local = {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  }
  const date = new Date(Date.UTC(local.year, local.month - 1, local.day))
  const dayExists = date.getUTCMonth() === local.month - 1 && date.getUTCDate() === local.day
  const timeExists = local.hour < 24 && local.minute < 60 && local.second < 60
  if (local.year < MIN_YEAR || !dayExists || !timeExists) throw new DateError('A date that does not exist')
  return local
}

/** Before this, a date is a slip of the pen, and Date.UTC would take years below 100 for the 1900s. */
const MIN_YEAR = 1900

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
