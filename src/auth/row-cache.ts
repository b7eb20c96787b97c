import { LRUCache } from 'lru-cache'

const MAX_ROWS = 10_000

export interface RowCache<T> {
  /** At once for a row that is known. The signal ends this wait only, not the look-up that others share; it then rejects with the signal's reason. */
  find(id: string, signal?: AbortSignal): Promise<T | null> | T | null
  /** The next look-up asks the store: this process has changed the row. */
  forget(id: string): void
}

interface Entry<T> {
  readonly askedAt: number
  readonly row: Promise<T | null>
  /** Undefined until it is there. */
  found: T | null | undefined
}

/**
 * Remembers a row for `maxAgeMs` from the moment at which the store was asked, so that what another process does to it (a
 * sign-out, a block) acts within that time. Requests at the same moment share one look-up.
 */
export function createRowCache<T>(options: {
  find: (id: string) => Promise<T | null>
  now: () => number
  maxAgeMs: number
}): RowCache<T> {
  const { now, maxAgeMs } = options
  const entries = new LRUCache<string, Entry<T>>({ max: MAX_ROWS })

  function find(id: string): Entry<T> {
    const askedAt = now()
    const known = entries.get(id)
    // A clock that was set back must not keep a row alive.
    if (known && askedAt >= known.askedAt && askedAt - known.askedAt < maxAgeMs) return known
    const entry: Entry<T> = { askedAt, row: options.find(id), found: undefined }
    entries.set(id, entry)
    void settle(id, entry)
    return entry
  }

  async function settle(id: string, entry: Entry<T>): Promise<void> {
    try {
      entry.found = await entry.row
    } catch {
      if (entries.peek(id) === entry) entries.delete(id)
    }
  }

  return {
    find(id, signal) {
      const { row, found } = find(id)
      if (found !== undefined && !signal?.aborted) return found
      return signal ? waitFor(row, signal) : row
    },
    forget: (id) => {
      entries.delete(id)
    },
  }
}

async function waitFor<T>(result: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: left, reject } = Promise.withResolvers<never>()
  const leave = () => reject(signal.reason)
  signal.addEventListener('abort', leave)
  if (signal.aborted) leave()
  try {
    return await Promise.race([result, left])
  } finally {
    signal.removeEventListener('abort', leave)
  }
}
