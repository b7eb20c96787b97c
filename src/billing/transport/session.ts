import { BillingError } from '../error.ts'
import { waitFor } from './wait.ts'

/** So long a login that was refused is not tried again: whoever counts wrong passwords may lock the gateway's own account. */
const REFUSED_FOR_MS = 10_000

/** A login that all calls of one system share. */
export interface Session {
  /**
   * The key of the session, opened first if there is none. Everybody who waits shares one login, which goes on when one
   * of them leaves. At once where it is open. Rejects with the login's `BillingError`, or when `signal` ends the wait.
   */
  open(signal: AbortSignal): Promise<string> | string
  /** Forgets a session that the billing no longer knows, unless somebody has opened another one already. */
  expire(key: string): void
  /** The key of the session that is open now, or null. */
  current(): string | null
}

/**
 * `login` answers the key of a new session and has a time limit of its own. A failed login is not kept, but for one whose
 * credentials were refused, for ten seconds. `name` is what an ended wait is called in its error.
 */
export function createSession(name: string, login: () => Promise<string>): Session {
  let opening: Promise<string> | null = null
  let key: string | null = null
  let refused: { readonly error: BillingError; readonly untilMs: number } | null = null

  async function begin(): Promise<string> {
    try {
      key = await login()
      return key
    } catch (error) {
      if (error instanceof BillingError && error.code === 'BILLING_ACCESS_DENIED') {
        refused = { error, untilMs: performance.now() + REFUSED_FOR_MS }
      }
      throw error
    } finally {
      opening = null
    }
  }

  return {
    open(signal) {
      if (key !== null) return key
      if (refused !== null && performance.now() < refused.untilMs) return Promise.reject(refused.error)
      opening ??= begin()
      return waitFor(opening, signal, name)
    },
    expire(expired) {
      if (key === expired) key = null
    },
    current: () => key,
  }
}
