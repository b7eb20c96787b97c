import type { BillingCall } from '../billing/port.ts'
import { type Failure, toFailure } from './told.ts'

/** What a level of parallelism has shown. */
export interface Level {
  readonly parallel: number
  readonly calls: number
  readonly perSecond: number
  readonly medianMs: number
  readonly p95Ms: number
  readonly failed: number
}

export type LoadEnd =
  /** All levels were measured. */
  | 'done'
  /** Calls failed: at once, as much as this is too much. */
  | 'error'
  /** Calls waited for each other. */
  | 'saturated'
  /** More is not allowed by BILLING_MAX_CONCURRENCY. */
  | 'configured_limit'

export interface Load {
  readonly levels: readonly Level[]
  readonly end: LoadEnd
  readonly failure: Failure | null
  /** Whether calls only waited for each other when there were more of them. */
  readonly isFlat: boolean
  readonly recommended: { readonly maxConcurrency: number; readonly timeoutMs: number }
}

const LEVELS = [1, 2, 4, 8] as const
const LEVEL_MS = 1_000
/** A billing that answers quickly has shown in so many what it can. */
const LEVEL_CALLS = 200
/** Below this, more calls at once are not worth having. */
const WORTHWHILE_GAIN = 1.1
/** Latency may grow this much more than throughput before it is left alone. */
const PATIENCE = 1.6
/** Below this it is this program that is measured, and not the billing. */
const NOISE_MS = 5
/** A call waits behind others, and on a bad day the billing is slower than now. */
const TIMEOUT_FACTOR = 10
const TIMEOUT_STEP_MS = 500
const TIMEOUT_BOUNDS_MS = { min: 1_000, max: 60_000 }

export interface LoadOptions {
  /** One cheap call. */
  readonly ask: (call: BillingCall) => Promise<unknown>
  readonly timeoutMs: number
  readonly maxConcurrency: number
  /** The longest of what was read before: lists take longer than the call that is measured. */
  readonly slowestMs: number
  readonly onProgress: (text: string) => void
}

/** Asks more and more at once, a second each at most, and stops as soon as that brings nothing but waiting. */
export async function measureLoad(options: LoadOptions): Promise<Load> {
  const levels: Level[] = []
  let end: LoadEnd = 'done'
  let failure: Failure | null = null
  for (const parallel of LEVELS) {
    if (parallel > options.maxConcurrency) {
      end = 'configured_limit'
      break
    }
    options.onProgress(`measuring ${parallel} at once`)
    const measured = await measureLevel(parallel, options)
    const before = levels.at(-1)
    levels.push(measured.level)
    failure = measured.failure
    if (failure !== null) end = 'error'
    else if (before !== undefined && isSaturated(before, measured.level)) end = 'saturated'
    if (end !== 'done') break
  }
  const isFlat = levels.some((level, at) => at > 0 && isFlatAfter(levels[at - 1], level))
  return { levels, end, failure, isFlat, recommended: recommend(levels, options) }
}

async function measureLevel(parallel: number, { ask, timeoutMs }: LoadOptions) {
  const durations: number[] = []
  let asked = 0
  let failed = 0
  let failure: Failure | null = null
  const startedAt = performance.now()
  const work = async () => {
    while (failure === null && asked < LEVEL_CALLS && performance.now() - startedAt < LEVEL_MS) {
      asked += 1
      const askedAt = performance.now()
      try {
        await ask({ signal: AbortSignal.timeout(timeoutMs) })
        durations.push(performance.now() - askedAt)
      } catch (error) {
        failed += 1
        failure ??= toFailure(error)
      }
    }
  }
  await Promise.all(Array.from({ length: parallel }, work))
  const seconds = (performance.now() - startedAt) / 1000
  const level: Level = {
    parallel,
    calls: durations.length,
    perSecond: durations.length / seconds,
    medianMs: quantile(durations, 0.5),
    p95Ms: quantile(durations, 0.95),
    failed,
  }
  return { level, failure }
}

/** The nearest rank; 0 of nothing. */
export function quantile(durations: readonly number[], share: number): number {
  const sorted = durations.toSorted((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}

function isSaturated(before: Level, level: Level): boolean {
  if (level.medianMs < NOISE_MS) return false
  return level.medianMs / before.medianMs >= PATIENCE * Math.max(level.perSecond / before.perSecond, 0.5)
}

function isFlatAfter(before: Level | undefined, level: Level): boolean {
  if (before === undefined || level.failed > 0 || level.medianMs < NOISE_MS) return false
  return level.perSecond < before.perSecond * WORTHWHILE_GAIN && level.medianMs > before.medianMs * 1.5
}

function isWorthwhile(kept: Level, level: Level): boolean {
  return level.medianMs < NOISE_MS || level.perSecond >= kept.perSecond * WORTHWHILE_GAIN
}

/** The most that still brought something, and a time in which a call is over also when it is slower than now. */
function recommend(levels: readonly Level[], { slowestMs }: LoadOptions): Load['recommended'] {
  const sound = levels.filter(({ failed, calls }) => failed === 0 && calls > 0)
  const best = sound.reduce<Level | null>(
    (kept, level) => (kept === null || isWorthwhile(kept, level) ? level : kept),
    null,
  )
  const longestMs = Math.max(TIMEOUT_FACTOR * (best?.p95Ms ?? 0), 3 * slowestMs)
  const roundedMs = Math.ceil(longestMs / TIMEOUT_STEP_MS) * TIMEOUT_STEP_MS
  const { min, max } = TIMEOUT_BOUNDS_MS
  return { maxConcurrency: best?.parallel ?? 1, timeoutMs: Math.min(max, Math.max(min, roundedMs)) }
}

/** Few calls one after the other: how long one takes when nothing else is asked. */
export async function measureLatency(
  ask: (call: BillingCall) => Promise<unknown>,
  timeoutMs: number,
): Promise<{ readonly calls: number; readonly medianMs: number; readonly p95Ms: number } | null> {
  const durations: number[] = []
  for (let count = 0; count < LATENCY_CALLS; count += 1) {
    const startedAt = performance.now()
    try {
      await ask({ signal: AbortSignal.timeout(timeoutMs) })
    } catch {
      // What fails here has failed before, and was told.
      continue
    }
    durations.push(performance.now() - startedAt)
  }
  if (durations.length === 0) return null
  return { calls: durations.length, medianMs: quantile(durations, 0.5), p95Ms: quantile(durations, 0.95) }
}

const LATENCY_CALLS = 7
