import { setTimeout as delay } from 'node:timers/promises'

/**
 * A legacy sends no events, so what is watched is looked at now and then: all that anybody watches together, by bulk reads, and
 * nothing else. Whoever knows that something may have changed says so by `touch`, and it is looked at soon.
 */
export interface Feed<K, V> {
  /**
   * The value as it is, then each other one as it is seen. A value that was not taken before the next one is there is left out:
   * whoever reads slowly misses steps and never the end. Ends when the signal aborts. Rejects with a `TooManyWatchedError` when as much
   * is watched already as may be.
   */
  watch(key: K, signal: AbortSignal): AsyncGenerator<V, void>
  /** What fits may have changed. */
  touch(fits: (key: K) => boolean): void
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
  /** Keys that are absent, and keys whose value cannot be read, keep what was seen of them. A rejection is told to `onFailure`. */
  readonly read: (keys: readonly K[], signal: AbortSignal) => Promise<ReadonlyMap<K, V>>
  readonly textOf: (key: K) => string
  /** Equal for values that are the same to whoever watches. */
  readonly fingerprintOf: (value: V) => string
  readonly keysPerRead: number
  readonly maxKeys: number
  /** How long a key is left alone at least. With more keys than the budget has reads for it is longer. */
  readonly intervalMs: number
  /** The shortest time from one read to the next: what all that is watched may cost the legacy. */
  readonly readGapMs: number
  readonly timeoutMs: number
  /**
   * For values that may look the same after a change, as an instant without fractions does: what a touched look sees is told in any case, and
   * each change is looked at once more.
   */
  readonly tellsEachTouch?: boolean
  readonly onFailure: (error: unknown) => void
}

/**
 * After a touch a key is looked at after these times, until it has changed: old systems often show a change only somewhat later.
 */
const TOUCHED_AFTER_MS = [50, 1_000, 5_000]
/** Later than the second in which a change was seen. */
const LOOK_AGAIN_AFTER_MS = 1_500
/** New keys wait so long for others to share their read. */
const GATHER_MS = 20

interface Watched<K, V> {
  readonly key: K
  readonly watchers: Set<Watcher<V>>
  seen: { readonly value: V; readonly fingerprint: string } | null
  dueAt: number
  /** Looks that a touch has asked for, by their instants; the earliest first. */
  touches: number[]
}

interface Watcher<V> {
  /** The newest value that was not taken. */
  next: { readonly value: V } | null
  wake: () => void
}

export function createFeed<K, V>(options: FeedOptions<K, V>): Feed<K, V> {
  const { read, textOf, fingerprintOf, keysPerRead, maxKeys, intervalMs, readGapMs, timeoutMs, onFailure } = options
  const { tellsEachTouch = false } = options
  const all = new Map<string, Watched<K, V>>()
  const ending = new AbortController()
  let lastReadAt = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null

  function open(key: K): Watched<K, V> {
    const text = textOf(key)
    const known = all.get(text)
    if (known !== undefined) return known
    if (all.size >= maxKeys) throw new TooManyWatchedError('As much is watched as may be.')
    const watched = { key, watchers: new Set<Watcher<V>>(), seen: null, dueAt: now() + GATHER_MS, touches: [] }
    all.set(text, watched)
    schedule()
    return watched
  }

  /** One timer for the earliest look, which waits for the budget as well. */
  function schedule(): void {
    if (running !== null || ending.signal.aborted || all.size === 0) return
    let earliest = Number.POSITIVE_INFINITY
    for (const watched of all.values()) earliest = Math.min(earliest, dueAt(watched))
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(look, Math.max(0, Math.max(earliest, lastReadAt + readGapMs) - now()))
  }

  function look(): void {
    timer = null
    const at = now()
    const due = [...all.values()].filter((watched) => dueAt(watched) <= at)
    const chosen = due.toSorted((one, other) => dueAt(one) - dueAt(other)).slice(0, keysPerRead)
    if (chosen.length === 0) return schedule()
    const touched = new Set(chosen.filter(({ touches }) => touches.some((touchedAt) => touchedAt <= at)))
    for (const watched of chosen) {
      watched.touches = watched.touches.filter((touchedAt) => touchedAt > at)
      watched.dueAt = at + intervalMs
    }
    lastReadAt = at
    running = readThem(chosen, touched).finally(() => {
      running = null
      schedule()
    })
  }

  async function readThem(chosen: readonly Watched<K, V>[], touched: ReadonlySet<Watched<K, V>>): Promise<void> {
    const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(timeoutMs)])
    try {
      const values = await read(
        chosen.map(({ key }) => key),
        signal,
      )
      for (const watched of chosen) {
        const value = values.get(watched.key)
        if (value !== undefined) take(watched, value, touched.has(watched))
      }
    } catch (error) {
      if (!ending.signal.aborted) onFailure(error)
    }
  }

  function take(watched: Watched<K, V>, value: V, isTouched: boolean): void {
    const fingerprint = fingerprintOf(value)
    const isSame = watched.seen?.fingerprint === fingerprint
    if (isSame && !(isTouched && tellsEachTouch)) return
    watched.seen = { value, fingerprint }
    if (!isSame) watched.touches = tellsEachTouch ? [now() + LOOK_AGAIN_AFTER_MS] : []
    for (const watcher of watched.watchers) {
      watcher.next = { value }
      watcher.wake()
    }
  }

  return {
    async *watch(key, signal) {
      if (signal.aborted) return
      const watched = open(key)
      const watcher: Watcher<V> = { next: watched.seen && { value: watched.seen.value }, wake: () => undefined }
      const wake = () => watcher.wake()
      watched.watchers.add(watcher)
      signal.addEventListener('abort', wake)
      try {
        while (!signal.aborted) {
          if (watcher.next === null) {
            const woken = Promise.withResolvers<void>()
            watcher.wake = woken.resolve
            await woken.promise
            continue
          }
          const { value } = watcher.next
          watcher.next = null
          yield value
        }
      } finally {
        signal.removeEventListener('abort', wake)
        watched.watchers.delete(watcher)
        if (watched.watchers.size === 0) all.delete(textOf(key))
      }
    },
    touch(fits) {
      const at = now()
      const touched = [...all.values()].filter(({ key }) => fits(key))
      for (const watched of touched) watched.touches = TOUCHED_AFTER_MS.map((ms) => at + ms)
      if (touched.length > 0) schedule()
    },
    size: () => all.size,
    async stop() {
      ending.abort(new DOMException('The server is shutting down.', 'AbortError'))
      if (timer !== null) clearTimeout(timer)
      // A reader that minds no signal must not hold up the end.
      await Promise.race([running, delay(timeoutMs, undefined, { ref: false })])
    },
  }
}

function dueAt({ dueAt: atLatest, touches }: Watched<unknown, unknown>): number {
  return Math.min(atLatest, touches[0] ?? Number.POSITIVE_INFINITY)
}

function now(): number {
  return performance.now()
}
