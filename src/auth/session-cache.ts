import { LRUCache } from 'lru-cache'
import type { SessionRow, SessionStore } from '../store/store.ts'

const MAX_SESSIONS = 10_000

export interface SessionCache {
  /** The signal ends this wait only, not the look-up that others share; it then rejects with the signal's reason. */
  find(id: string, signal?: AbortSignal): Promise<SessionRow | null>
  /** The next look-up asks the store: this process has changed the session. */
  forget(id: string): void
}

interface Entry {
  readonly askedAt: number
  readonly session: Promise<SessionRow | null>
  isFound: boolean
}

/**
 * Remembers a session for `maxAgeMs` from the moment at which the store was asked, so that a sign-out in another process
 * acts within that time. Requests at the same moment share one look-up.
 */
export function createSessionCache(options: {
  sessions: Pick<SessionStore, 'find'>
  now: () => number
  maxAgeMs: number
}): SessionCache {
  const { sessions, now, maxAgeMs } = options
  const entries = new LRUCache<string, Entry>({ max: MAX_SESSIONS })

  function find(id: string): Entry {
    const askedAt = now()
    const known = entries.get(id)
    // A clock that was set back must not keep a session alive.
    if (known && askedAt >= known.askedAt && askedAt - known.askedAt < maxAgeMs) return known
    const entry: Entry = { askedAt, session: sessions.find(id), isFound: false }
    entries.set(id, entry)
    void settle(id, entry)
    return entry
  }

  async function settle(id: string, entry: Entry): Promise<void> {
    try {
      await entry.session
      entry.isFound = true
    } catch {
      if (entries.peek(id) === entry) entries.delete(id)
    }
  }

  return {
    find(id, signal) {
      const { session, isFound } = find(id)
      // What is known already need not be raced with the client's leaving.
      return signal && (!isFound || signal.aborted) ? waitFor(session, signal) : session
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
