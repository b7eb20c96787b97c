/** One key that somebody watches, and what was seen of it last. */
export interface Watched<K, V> {
  readonly key: K
  readonly watchers: Set<Watcher<V>>
  seen: { readonly value: V; readonly fingerprint: string } | null
  /** Nobody has looked at it yet. */
  isNew: boolean
  /** When it is looked at, touched or not. */
  dueAt: number
  /** Looks that a touch has asked for, by their instants; the earliest first. */
  touches: readonly number[]
  /** When it was touched last, and when the last look at it began: a look tells nothing of a touch that came after its beginning. */
  touchedAt: number
  lookedAt: number
  /** It was touched, and has not been read since. */
  owesTouch: boolean
  /** How often in a row it could not be read. */
  failures: number
}

interface Watcher<V> {
  /** The newest value that was not taken. */
  next: { readonly value: V } | null
  wake: () => void
}

export function dueAt({ dueAt: atLatest, touches }: Pick<Watched<unknown, unknown>, 'dueAt' | 'touches'>): number {
  return Math.min(atLatest, touches[0] ?? Number.POSITIVE_INFINITY)
}

/** Gives a value to all who watch. */
export function tell<V>({ watchers }: Watched<unknown, V>, value: V): void {
  for (const watcher of watchers) {
    watcher.next = { value }
    watcher.wake()
  }
}

/** What was seen last, then each value that is told, the newest where several came; until the signal aborts. */
export async function* listen<V>(watched: Watched<unknown, V>, signal: AbortSignal): AsyncGenerator<V, void> {
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
  }
}
