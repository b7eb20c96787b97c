import { setTimeout as delay } from 'node:timers/promises'
import type { FeedOptions } from './feed.ts'
import { dueAt, tell, type Watched } from './watched.ts'

/** Later than the second in which a change was seen. */
const LOOK_AGAIN_AFTER_MS = 1_500

/** Looks at what is watched when it is due: one read at a time, each no earlier than the budget allows. */
export interface Looks {
  /** Something is due earlier than before. */
  schedule(): void
  stop(): Promise<void>
}

export function createLooks<K, V>(all: ReadonlyMap<string, Watched<K, V>>, options: FeedOptions<K, V>): Looks {
  const { keysPerRead, intervalMs, readGapMs, timeoutMs } = options
  const ending = new AbortController()
  let lastReadAt = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null

  function schedule(): void {
    if (running !== null || ending.signal.aborted || all.size === 0) return
    let earliest = Number.POSITIVE_INFINITY
    for (const watched of all.values()) earliest = Math.min(earliest, dueAt(watched))
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(look, Math.max(0, Math.max(earliest, lastReadAt + readGapMs) - performance.now()))
  }

  function look(): void {
    timer = null
    const at = performance.now()
    const chosen = choose([...all.values()], { at, count: keysPerRead })
    if (chosen.length === 0) return schedule()
    const touched = new Set(chosen.filter((watched) => isTouched(watched, at)))
    for (const watched of chosen) {
      watched.isNew = false
      watched.touches = watched.touches.filter((touchedAt) => touchedAt > at)
      watched.dueAt = at + intervalMs
    }
    lastReadAt = at
    const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(timeoutMs)])
    running = readAll(chosen, { touched, options, signal }).finally(() => {
      running = null
      schedule()
    })
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

/** Of each read, a part that is kept for each urgency while anything of it waits: so nobody waits for ever. */
const SURE_SHARE = 5

/**
 * Those that are due. First what is said to have changed, then what nobody has seen yet, since people wait for both; then the others,
 * longest first. A backlog holds up none of the urgent ones, and they do not hold up all of the backlog.
 */
function choose<W extends Watched<unknown, unknown>>(
  all: readonly W[],
  { at, count }: { readonly at: number; readonly count: number },
): readonly W[] {
  const due = all
    .filter((watched) => dueAt(watched) <= at)
    .toSorted((one, other) => dueAt(one) - dueAt(other))
  const byUrgency = [
    due.filter((watched) => isTouched(watched, at)),
    due.filter((watched) => watched.isNew && !isTouched(watched, at)),
    due.filter((watched) => !watched.isNew && !isTouched(watched, at)),
  ]
  const share = Math.ceil(count / SURE_SHARE)
  const sure = byUrgency.flatMap((some) => some.slice(0, share))
  return [...sure, ...byUrgency.flatMap((some) => some.slice(share))].slice(0, count)
}

function isTouched({ touches }: Pick<Watched<unknown, unknown>, 'touches'>, at: number): boolean {
  return touches.some((touchedAt) => touchedAt <= at)
}

/** Never rejects. */
async function readAll<K, V>(
  chosen: readonly Watched<K, V>[],
  parts: {
    readonly touched: ReadonlySet<Watched<K, V>>
    readonly options: FeedOptions<K, V>
    readonly signal: AbortSignal
  },
): Promise<void> {
  const { touched, options, signal } = parts
  const keys = chosen.map(({ key }) => key)
  try {
    const values = await options.read(keys, signal)
    for (const watched of chosen) {
      const value = values.get(watched.key)
      if (value !== undefined) take(watched, value, { ...options, isTouched: touched.has(watched) })
    }
  } catch (error) {
    if (!signal.aborted || signal.reason.name === 'TimeoutError') options.onFailure(error)
  }
}

function take<K, V>(
  watched: Watched<K, V>,
  value: V,
  options: Pick<FeedOptions<K, V>, 'fingerprintOf' | 'tellsEachTouch'> & { readonly isTouched: boolean },
): void {
  const { fingerprintOf, tellsEachTouch = false, isTouched } = options
  const fingerprint = fingerprintOf(value)
  const isSame = watched.seen?.fingerprint === fingerprint
  if (isSame && !(isTouched && tellsEachTouch)) return
  watched.seen = { value, fingerprint }
  if (!isSame) watched.touches = tellsEachTouch ? [performance.now() + LOOK_AGAIN_AFTER_MS] : []
  tell(watched, value)
}
