import { formatInstant, nextDay } from '../domain/date.ts'
import { toInstant } from '../domain/date-zone.ts'

/** The instants of a day in a zone, half-open: days on which clocks change have 23 or 25 hours. `day` is yyyy-MM-dd. */
export function rangeOfDay(day: string, timeZone: string): { readonly from: number; readonly to: number } {
  return { from: startOfDay(day, timeZone), to: startOfDay(nextDay(day), timeZone) }
}

/** The day of an instant in a zone, yyyy-MM-dd. */
export function dayOf(instantMs: number, timeZone: string): string {
  return formatInstant(instantMs, timeZone).slice(0, 10)
}

function startOfDay(day: string, timeZone: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return toInstant({ year, month, day: date, hour: 0, minute: 0, second: 0 }, timeZone)
}
