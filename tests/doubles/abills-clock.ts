/** The billing's clock. Its texts name no zone: they are in the zone of the machine that it runs on. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** "2026-11-22 10:03:03" */
  stamp(): string
  /** "2026-11-22" */
  today(): string
  set(at: number | string): void
  advance(ms: number): void
}

const DAY_MS = 86_400_000

export function createClock(startAt: number, timeZone: string): Clock {
  let skewMs = startAt - Date.now()
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  const now = () => Date.now() + skewMs
  const stamp = () => format.format(now())
  return {
    now,
    stamp,
    today: () => stamp().slice(0, 10),
    set: (at) => void (skewMs = (typeof at === 'number' ? at : Date.parse(at)) - Date.now()),
    advance: (ms) => void (skewMs += ms),
  }
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Whole days from the one to the other; NaN where one is no day. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
}

/** The first of the month after. */
export function nextMonth(day: string): string {
  return addDays(`${day.slice(0, 8)}01`, 32)
    .slice(0, 8)
    .concat('01')
}

export function lastOfMonth(day: string): string {
  return addDays(nextMonth(day), -1)
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
}
