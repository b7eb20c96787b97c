import { randomBytes } from 'node:crypto'
import type { Session } from './lanbilling-call.ts'
import type { LanbillingClock } from './lanbilling-clock.ts'

/** Sessions: a cookie, good from one address for a time that is counted from the login, however often it is used. */
export interface Sessions {
  /** The cookie's number. */
  open(session: Session, address: string): string
  find(cookies: string | undefined, address: string): Session | null
  end(cookies: string | undefined): void
  endAll(): void
  /** Set-Cookie as it is recorded. */
  cookie(number: string, host: string): string
  readonly count: number
}

export function createSessions(clock: LanbillingClock, lifetimeMs: number): Sessions {
  const open = new Map<string, { session: Session; address: string; until: number }>()
  return {
    open(session, address) {
      const number = randomBytes(8).toString('hex')
      open.set(number, { session, address, until: clock.now() + lifetimeMs })
      return number
    },
    find(cookies, address) {
      const found = open.get(numberOf(cookies))
      return found !== undefined && found.address === address && clock.now() < found.until ? found.session : null
    },
    end: (cookies) => void open.delete(numberOf(cookies)),
    endAll: () => open.clear(),
    cookie(number, host) {
      const expires = new Date(clock.now() + lifetimeMs).toUTCString()
      const seconds = Math.trunc(lifetimeMs / 1000)
      return `sessnum=${number};Domain=${host};Path=/;Version=1;Max-Age=${seconds};Expires=${expires};HttpOnly`
    },
    get count() {
      return open.size
    },
  }
}

function numberOf(cookies: string | undefined): string {
  return /(?:^|;)\s*sessnum=([^;\s]+)/.exec(cookies ?? '')?.[1] ?? ''
}
