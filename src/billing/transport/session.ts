import { waitFor } from './wait.ts'

/** A login that all calls of one system share. */
export interface Session {
  /**
   * The key of the session, opened first if there is none. Everybody who waits shares one login, which goes on when one
   * of them leaves. Rejects with the login's `BillingError`, or when `signal` ends the wait.
   */
  open(signal: AbortSignal): Promise<string>
  /** Forgets a session that the billing no longer knows, unless somebody has opened another one already. */
  expire(key: string): void
  /** The key of the session that is open now, or null. */
  current(): string | null
}

/**
 * `login` answers the key of a new session and has a time limit of its own. A failed login is not kept. `name` is what an
 * ended wait is called in its error.
 */
export function createSession(name: string, login: () => Promise<string>): Session {
  let opening: Promise<string> | null = null
  let key: string | null = null

  async function begin(): Promise<string> {
    try {
      key = await login()
      return key
    } finally {
      opening = null
    }
  }

  return {
    open(signal) {
      if (key !== null) return Promise.resolve(key)
      opening ??= begin()
      return waitFor(opening, signal, name)
    },
    expire(expired) {
      if (key === expired) key = null
    },
    current: () => key,
  }
}
