import type { BillingCall } from '../billing/port.ts'
import { nextDay, previousDay } from '../domain/date.ts'
import type { DailyRunStore } from '../store/daily-runs.ts'
import type { IntentStore } from '../store/intent-store.ts'
import { dayOf } from './day.ts'
import { RECOVERY } from './engine.ts'
import { noteOf } from './parts.ts'
import { countKinds, type Difference, type DifferenceKind } from './reconcile.ts'
import type { Reconciliation } from './reconcile-report.ts'

export interface DailyParts {
  readonly runs: DailyRunStore
  readonly intents: Pick<IntentStore, 'find' | 'claim' | 'move'>
  readonly reconcile: (day: string, call: BillingCall) => Promise<Reconciliation>
  /** The billing's zone: in it days begin. */
  readonly timeZone: string
  readonly now: () => number
  readonly onDone: (result: Reconciliation) => void
  /** The billing or the store could not be read. It is tried again when the lease ends. */
  readonly onFailure: (error: unknown) => void
}

/** What all replicas know of the last day that one of them has compared. */
export interface DailyResult {
  readonly day: string
  readonly finishedAt: number
  readonly matched: number
  readonly open: number
  readonly differences: Readonly<Record<DifferenceKind, number>>
}

const NAME = 'reconciliation'
/** Old billings close their day some minutes late. */
const AFTER_MIDNIGHT_MS = 15 * 60_000
/** Longer than a day takes to compare; a replica that died in it, or failed, leaves the work for so long. */
const LEASE_MS = 30 * 60_000
/** Days that are made up for after the gateway has stood still. */
const MAX_DAYS_BACK = 7

/** Compares the days that are over and that nobody has compared yet, if this replica is the first to take one. */
export async function runDaily(parts: DailyParts, call: BillingCall): Promise<void> {
  try {
    for (const day of await listDue(parts)) {
      const claim = await parts.runs.claim({ name: NAME, day, leaseMs: LEASE_MS })
      // Done by now, or another replica is at it: days are compared in their order.
      if (!claim) return
      const result = await parts.reconcile(day, call)
      await markDoubled(parts.intents, result.differences)
      if (await parts.runs.finish(claim, writeResult(result))) parts.onDone(result)
    }
  } catch (error) {
    if (!call.signal.aborted) parts.onFailure(error)
  }
}

/** From the day after the last that was compared to yesterday; yesterday alone where none ever was. */
async function listDue({ runs, now, timeZone }: DailyParts): Promise<readonly string[]> {
  const yesterday = previousDay(dayOf(now() - AFTER_MIDNIGHT_MS, timeZone))
  const last = await runs.findLast(NAME)
  if (!last) return [yesterday]
  const days: string[] = []
  for (let day = nextDay(last.day); day <= yesterday; day = nextDay(day)) days.push(day)
  return days.slice(-MAX_DAYS_BACK)
}

/** What the last run has found, whichever replica did it; null before the first. */
export async function readLastResult(runs: Pick<DailyRunStore, 'findLast'>): Promise<DailyResult | null> {
  const last = await runs.findLast(NAME)
  if (!last) return null
  const fields: unknown = JSON.parse(last.result)
  const count = (name: string): number => {
    const value: unknown = Object(fields)[name]
    return typeof value === 'number' ? value : 0
  }
  return {
    day: last.day,
    finishedAt: last.finishedAt,
    matched: count('matched'),
    open: count('open'),
    differences: countKinds(count),
  }
}

function writeResult({ matched, openCount, differenceCounts }: Reconciliation): string {
  return JSON.stringify({ matched, open: openCount, ...differenceCounts })
}

/** A payment that was credited twice is shown to operators until one of them acknowledges it. */
async function markDoubled(intents: DailyParts['intents'], differences: readonly Difference[]): Promise<void> {
  const ids = differences.flatMap(({ kind, intentId }) => (kind === 'DOUBLED' && intentId !== null ? [intentId] : []))
  for (const id of new Set(ids)) {
    const found = await intents.find(id)
    if (found?.state !== 'DONE' || found.attention !== null) continue
    const claimed = await intents.claim(id, { states: ['DONE'], leaseMs: LEASE_MS })
    if (!claimed) continue
    const change = { to: claimed.state, dueInMs: null, watchForMs: null, attention: 'DOUBLED' } as const
    await intents.move(
      claimed,
      change,
      noteOf(claimed, { by: RECOVERY, act: 'reconciliation', outcome: 'DONE doubled' }),
    )
  }
}

/** Looks every `pollMs` whether a day is over, in every replica. */
export function startDaily(parts: DailyParts, { pollMs }: { readonly pollMs: number }): { stop(): Promise<void> } {
  const controller = new AbortController()
  let running: Promise<void> | null = null
  const timer = setInterval(() => {
    running ??= runDaily(parts, { signal: controller.signal }).finally(() => {
      running = null
    })
  }, pollMs)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      controller.abort()
      await running
    },
  }
}
