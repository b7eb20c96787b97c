import { offsetAt } from './date-zone.ts'
import type { TextLanguage } from './localized-text.ts'
import type { Channel } from './message.ts'
import type { Money } from './money.ts'

/** What somebody can be told of. */
export type NotificationKind = 'LOW_BALANCE' | 'PAYMENT_RECEIVED' | 'ORDER_DONE' | 'TICKET_ANSWERED'

export const NOTIFICATION_KINDS = [
  'LOW_BALANCE',
  'PAYMENT_RECEIVED',
  'ORDER_DONE',
  'TICKET_ANSWERED',
] as const satisfies readonly NotificationKind[]

export const NOTIFICATION_CHANNELS = ['SMS', 'EMAIL'] as const satisfies readonly Channel[]

/** From one minute of the day to another, 0–1439, in the billing's zone; over midnight when `from` is the later one. */
export interface QuietHours {
  readonly from: number
  readonly until: number
}

/** What somebody wants to hear of one account, and how. */
export interface NotificationPreferences {
  /** A kind without channels is not told. */
  readonly choices: Readonly<Record<NotificationKind, readonly Channel[]>>
  /** A balance is low when it is less than that. */
  readonly lowBalance: Money
  readonly quietHours: QuietHours | null
  readonly language: TextLanguage
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** How long it still is quiet; 0 when it is not. Equal ends mean that it never is. */
export function quietForMs(quiet: QuietHours | null, instantMs: number, timeZone: string): number {
  if (quiet === null || quiet.from === quiet.until) return 0
  const offsetMs = offsetAt(instantMs, timeZone)
  const local = (((instantMs + offsetMs) % DAY_MS) + DAY_MS) % DAY_MS
  const from = quiet.from * MINUTE_MS
  const until = quiet.until * MINUTE_MS
  const isQuiet = from < until ? local >= from && local < until : local >= from || local < until
  if (!isQuiet) return 0
  const byClockMs = until > local ? until - local : until + DAY_MS - local
  const changedMs = offsetAt(instantMs + byClockMs, timeZone) - offsetMs
  if (changedMs === 0) return byClockMs
  // The clocks change meanwhile. An end that they leap over comes as much later as they leap.
  const atLastMs = byClockMs - changedMs
  return offsetAt(instantMs + atLastMs, timeZone) - offsetMs === changedMs ? atLastMs : byClockMs
}

/** "07:30" as a minute of the day, or null for what is no time. */
export function readMinute(text: string): number | null {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? []
  return hour === undefined || minute === undefined ? null : Number(hour) * 60 + Number(minute)
}

export function formatMinute(minute: number): string {
  const hour = String(Math.floor(minute / 60))
  return `${hour.padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
