import { LRUCache } from 'lru-cache'
import type { SessionRow, SessionStore } from '../store/store.ts'

const MAX_SESSIONS = 10_000

export interface SessionCache {
  /** The signal ends this wait only, not the look-up that others share; it then rejects with the signal's reason. */
  find(id: string, signal?: AbortSignal): Promise<SessionRow | null>
  /** The next look-up asks the store: this process has changed the session. */
  forget(id: string): void
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
  const entries = new LRUCache<string, { askedAt: number; session: Promise<SessionRow | null> }>({ max: MAX_SESSIONS })

  function find(id: string): Promise<SessionRow | null> {
    const askedAt = now()
    const known = entries.get(id)
    // A clock that was set back must not keep a session alive.
    if (known && askedAt >= known.askedAt && askedAt - known.askedAt < maxAgeMs) return known.session
    const entry = { askedAt, session: sessions.find(id) }
    entries.set(id, entry)
    entry.session.catch(() => {
      if (entries.peek(id) === entry) entries.delete(id)
    })
    return entry.session
  }

  return {
    find: (id, signal) => (signal ? waitFor(find(id), signal) : find(id)),
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
