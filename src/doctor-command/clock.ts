import { quantile } from './load.ts'

export interface Clock {
  /** How far the host's clock is ahead of ours; null where answers are not dated. Exact to half a second or so. */
  readonly hostOffsetMs: number | null
  /** The newest payment that is dated; null where there is none. */
  readonly newestPaymentAt: number | null
  /** How far it lies in the future; null where it does not. */
  readonly futureMs: number | null
  /** How far the date that a trial payment was given is ahead of our clock; null where none was posted, or none is told. */
  readonly trialOffsetMs: number | null
}

/** Clocks may differ by this much before somebody is told. */
const CLOCK_TOLERANCE_MS = 60_000

export interface Dated {
  /** The dates of the newest payments. */
  readonly paidAt: readonly number[]
  /** The date of a trial payment, and when it was posted by our clock. */
  readonly trial: { readonly paidAt: number; readonly postedAt: number } | null
}

export function judgeClock(offsetsMs: readonly number[], { paidAt, trial }: Dated, now: number): Clock {
  const newest = paidAt.length === 0 ? null : Math.max(...paidAt)
  const aheadMs = newest === null ? 0 : newest - now
  return {
    hostOffsetMs: offsetsMs.length === 0 ? null : Math.round(quantile(offsetsMs, 0.5)),
    newestPaymentAt: newest,
    futureMs: aheadMs > CLOCK_TOLERANCE_MS ? aheadMs : null,
    trialOffsetMs: trial === null ? null : trial.paidAt - trial.postedAt,
  }
}

/** What is wrong with it, one line each. */
export function clockProblems({ hostOffsetMs, futureMs, trialOffsetMs }: Clock, timeZone: string): readonly string[] {
  const problems: string[] = []
  if (hostOffsetMs !== null && Math.abs(hostOffsetMs) > CLOCK_TOLERANCE_MS) {
    const direction = hostOffsetMs > 0 ? 'ahead of' : 'behind'
    problems.push(`The clock of the billing's host is ${spanOf(hostOffsetMs)} ${direction} the clock of this one.`)
  }
  if (futureMs !== null) {
    problems.push(
      `The newest payment lies ${spanOf(futureMs)} in the future: BILLING_TIME_ZONE=${timeZone} is not the zone of its dates, or its clock is wrong.`,
    )
  }
  if (trialOffsetMs !== null && Math.abs(trialOffsetMs) > CLOCK_TOLERANCE_MS) {
    problems.push(
      `The trial payment is dated ${spanOf(trialOffsetMs)} ${trialOffsetMs > 0 ? 'after' : 'before'} it was posted: BILLING_TIME_ZONE=${timeZone} is not the zone of the billing's dates, or its clock is wrong.`,
    )
  }
  return problems
}

export function spanOf(milliseconds: number): string {
  const seconds = Math.round(Math.abs(milliseconds) / 1000)
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
