import { setTimeout as delay } from 'node:timers/promises'
import { BillingError } from '../billing/error.ts'
import { choose, isTouched } from './choose.ts'
import type { FeedOptions } from './feed.ts'
import { dueAt, tell, type Watched } from './watched.ts'

/** Later than the second in which a change was seen. */
const LOOK_AGAIN_AFTER_MS = 1_500
/** A key that could not be read is tried again after half of that to all of it, and after twice as long each time. */
const TRY_AGAIN_AFTER_MS = 1_000
const MAX_TRY_AGAIN_AFTER_MS = 10_000
/** While whole reads fail, each gap between them is twice the one before, up to that. */
const MAX_READ_GAP_MS = 5_000

/** Looks at what is watched when it is due: one read at a time, each no earlier than the budget allows. */
export interface Looks {
  /** Something is due earlier than before. */
  schedule(): void
  stop(): Promise<void>
}

export function createLooks<K, V>(all: ReadonlyMap<string, Watched<K, V>>, options: FeedOptions<K, V>): Looks {
  const { intervalMs, readGapMs, timeoutMs } = options
  const ending = new AbortController()
  let nextReadAt = Number.NEGATIVE_INFINITY
  let failures = 0
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null

  function schedule(): void {
    if (running !== null || ending.signal.aborted) return
    let earliest = Number.POSITIVE_INFINITY
    for (const watched of all.values()) earliest = Math.min(earliest, dueAt(watched))
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (earliest === Number.POSITIVE_INFINITY) return
    timer = setTimeout(look, Math.max(0, Math.max(earliest, nextReadAt) - performance.now()))
  }

  function look(): void {
    timer = null
    const at = performance.now()
    const chosen = choose([...all.values()], { ...options, at })
    if (chosen.length === 0) return schedule()
    for (const watched of chosen) {
      watched.isNew = false
      watched.owesTouch ||= isTouched(watched, at)
      watched.touches = watched.touches.filter((touchedAt) => touchedAt > at)
      watched.dueAt = at + intervalMs
      watched.lookedAt = at
    }
    running = read(chosen)
  }

  /** Never rejects. */
  async function read(chosen: readonly Watched<K, V>[]): Promise<void> {
    const startedAt = performance.now()
    const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(timeoutMs)])
    const isRead = await readAll(chosen, options, signal)
    failures = isRead ? 0 : failures + 1
    nextReadAt = startedAt + doubled(readGapMs, { times: failures, max: Math.max(readGapMs, MAX_READ_GAP_MS) })
    running = null
    schedule()
  }

  return {
    schedule,
    async stop() {
      ending.abort(new DOMException('The server is shutting down.', 'AbortError'))
      if (timer !== null) clearTimeout(timer)
      // A reader that minds no signal must not hold up the end.
      await Promise.race([running, delay(timeoutMs, undefined, { ref: false })])
    },
  }
}

/** Answers whether anything could be read. Never rejects. */
async function readAll<K, V>(
  chosen: readonly Watched<K, V>[],
  options: FeedOptions<K, V>,
  signal: AbortSignal,
): Promise<boolean> {
  const keys = chosen.map(({ key }) => key)
  try {
    const values = await options.read(keys, signal)
    for (const watched of chosen) {
      const value = values.get(watched.key)
      if (value instanceof BillingError) tryAgain(watched)
      else if (value !== undefined) take(watched, value, options)
    }
    return true
  } catch (error) {
    for (const watched of chosen) tryAgain(watched)
    if (!signal.aborted || signal.reason.name === 'TimeoutError') options.onFailure(error)
    return false
  }
}

/** Never later than it would be looked at anyway. Scattered, so that one key that spoils its read does not spoil the same others again. */
function tryAgain(watched: Watched<unknown, unknown>): void {
  const afterMs = doubled(TRY_AGAIN_AFTER_MS, { times: watched.failures, max: MAX_TRY_AGAIN_AFTER_MS })
  watched.failures += 1
  watched.dueAt = Math.min(watched.dueAt, performance.now() + afterMs * (0.5 + Math.random() / 2))
}

function doubled(ms: number, { times, max }: { readonly times: number; readonly max: number }): number {
  return Math.min(ms * 2 ** times, max)
}

function take<K, V>(
  watched: Watched<K, V>,
  value: V,
  options: Pick<FeedOptions<K, V>, 'fingerprintOf' | 'tellsEachTouch'>,
): void {
  const { fingerprintOf, tellsEachTouch = false } = options
  const fingerprint = fingerprintOf(value)
  const isSame = watched.seen?.fingerprint === fingerprint
  const wasTouched = watched.owesTouch
  watched.failures = 0
  watched.owesTouch = false
  if (isSame && !(wasTouched && tellsEachTouch)) return
  watched.seen = { value, fingerprint }
  if (!isSame) {
    const asked = watched.touchedAt >= watched.lookedAt ? watched.touches : []
    const again = tellsEachTouch ? [performance.now() + LOOK_AGAIN_AFTER_MS] : []
    watched.touches = [...asked, ...again].toSorted((one, other) => one - other)
  }
  tell(watched, value)
}
