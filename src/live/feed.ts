import type { BillingError } from '../billing/error.ts'
import { createLooks } from './looks.ts'
import { listen, type Watched } from './watched.ts'

/**
 * A legacy sends no events, so what is watched is looked at now and then: all that anybody watches together, by bulk reads, and
 * nothing else. Whoever knows that something may have changed says so by `touch`, and it is looked at soon.
 */
export interface Feed<K, V> {
  /**
   * The value as it is, then each other one as it is seen. A value that was not taken before the next one is there is left out:
   * whoever reads slowly misses steps and never the end. Ends when the signal aborts. Rejects with a `TooManyWatchedError` when as much
   * is watched already as may be. What is `isKnown` is not looked at before it is touched, or its interval has passed.
   */
  watch(key: K, signal: AbortSignal, options?: { readonly isKnown: boolean }): AsyncGenerator<V, void>
  /** What fits may have changed. */
  touch(fits: (key: K) => boolean): void
  /** Anything may have changed: each is looked at once more, in its turn. */
  touchAll(): void
  /** How many keys are watched. */
  size(): number
  /** Resolves when nothing is read any more. Whoever still watches hears nothing. */
  stop(): Promise<void>
}

/** As many keys are watched as one process may watch. */
export class TooManyWatchedError extends Error {
  override readonly name = 'TooManyWatchedError'
}

export interface FeedOptions<K, V> {
  /**
   * Keys that are absent, and keys whose value cannot be read, keep what was seen of them; the latter are tried again, later and later. A
   * rejection is told to `onFailure`.
   */
  readonly read: (keys: readonly K[], signal: AbortSignal) => Promise<ReadonlyMap<K, V | BillingError>>
  readonly textOf: (key: K) => string
  /** Equal for values that are the same to whoever watches. */
  readonly fingerprintOf: (value: V) => string
  readonly keysPerRead: number
  /** Where one call of the billing takes only keys of one place: the place of a key, and how many of them a read may have. */
  readonly placeOf?: (key: K) => string
  readonly placesPerRead?: number
  readonly maxKeys: number
  /** How long a key is left alone at least. With more keys than the budget has reads for it is longer. Infinity: until it is touched. */
  readonly intervalMs: number
  /** The shortest time from one read to the next: what all that is watched may cost the legacy. */
  readonly readGapMs: number
  readonly timeoutMs: number
  /**
   * For values that may look the same after a change, as an instant without fractions does: what a touched look sees is told in any case, and
   * each change is looked at once more.
   */
  readonly tellsEachTouch?: boolean
  /**
   * After a touch a key is looked at after these times, until it has changed. Unless given, thrice: old systems often show a change only
   * somewhat later.
   */
  readonly touchedAfterMs?: readonly number[]
  readonly onFailure: (error: unknown) => void
}

const TOUCHED_AFTER_MS = [50, 1_000, 5_000]
/** New keys wait so long for others to share their read. */
const GATHER_MS = 20

export function createFeed<K, V>(options: FeedOptions<K, V>): Feed<K, V> {
  const { textOf, maxKeys, touchedAfterMs = TOUCHED_AFTER_MS } = options
  const all = new Map<string, Watched<K, V>>()
  const looks = createLooks(all, options)

  function open(key: K, isKnown: boolean): Watched<K, V> {
    const text = textOf(key)
    const known = all.get(text)
    if (known !== undefined) return known
    if (all.size >= maxKeys) throw new TooManyWatchedError('As much is watched as may be.')
    const fresh: Watched<K, V> = {
      key,
      watchers: new Set(),
      seen: null,
      isNew: !isKnown,
      dueAt: performance.now() + (isKnown ? options.intervalMs : GATHER_MS),
      touches: [],
      touchedAt: Number.NEGATIVE_INFINITY,
      lookedAt: Number.NEGATIVE_INFINITY,
      owesTouch: false,
      failures: 0,
    }
    all.set(text, fresh)
    looks.schedule()
    return fresh
  }

  return {
    async *watch(key, signal, { isKnown } = { isKnown: false }) {
      if (signal.aborted) return
      const watched = open(key, isKnown)
      try {
        yield* listen(watched, signal)
      } finally {
        if (watched.watchers.size === 0) all.delete(textOf(key))
      }
    },
    touch(fits) {
      const at = performance.now()
      const touched = [...all.values()].filter(({ key }) => fits(key))
      for (const watched of touched) {
        const [next = Number.POSITIVE_INFINITY] = watched.touches
        // A touch puts off no look that is near: however often it is touched, what has changed is told soon.
        watched.touches = touchedAfterMs.map((ms, place) => (place === 0 ? Math.min(next, at + ms) : at + ms))
        watched.touchedAt = at
      }
      if (touched.length > 0) looks.schedule()
    },
    touchAll() {
      const at = performance.now()
      for (const watched of all.values()) watched.dueAt = Math.min(watched.dueAt, at)
      looks.schedule()
    },
    size: () => all.size,
    stop: () => looks.stop(),
  }
}
