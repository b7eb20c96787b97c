/** The clock of the double: real time until a test sets it. Local time is an offset from UTC, all year. */
export interface LanbillingClock {
  /** Milliseconds since the epoch. */
  now(): number
  /** From now on the clock goes on from there. */
  set(at: number): void
  advance(ms: number): void
  /** `yyyy-MM-dd HH:mm:ss` where the billing stands. */
  text(): string
}

export function createClock(offsetMinutes: number): LanbillingClock {
  let skewMs = 0
  const now = () => Date.now() + skewMs
  return {
    now,
    set: (at) => void (skewMs = at - Date.now()),
    advance: (ms) => void (skewMs += ms),
    text: () => momentText(now(), offsetMinutes),
  }
}

export function momentText(at: number, offsetMinutes: number): string {
  return new Date(at + offsetMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ')
}

/**
 * What a caller may write for a moment: a day or a moment, with marks or without. "" where there is none; null for anything
 * else.
 */
export function readMoment(value: string): string | null {
  if (value === '') return ''
  const match =
    /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?$/.exec(value) ??
    /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?$/.exec(value)
  if (match === null) return null
  const [year = '', month = '', day = '', hour = '00', minute = '00', second = '00'] = match.slice(1)
  const text = `${year}-${month}-${day} ${hour}:${minute}:${second}`
  const at = Date.parse(`${text.replace(' ', 'T')}Z`)
  return Number.isNaN(at) || momentText(at, 0) !== text ? null : text
}

/** A moment so many days later. */
export function plusDays(moment: string, days: number): string {
  return momentText(Date.parse(`${moment.replace(' ', 'T')}Z`) + days * 86_400_000, 0)
}
