import { randomBytes } from 'node:crypto'

/** Sessions of the SOAP side; each ends a fixed time after its login. */
export interface Sessions {
  /** A new session's number. */
  open(): string
  isLive(sessnum: string): boolean
  end(sessnum: string): void
  /** Ends all of them and says how many there were. */
  expireAll(): number
}

const MOST_SESSIONS = 10_000

export function createSessions(ttlMs: number): Sessions {
  const deadlines = new Map<string, number>()
  return {
    open() {
      const sessnum = randomBytes(8).toString('hex')
      const oldest = deadlines.keys().next()
      if (deadlines.size >= MOST_SESSIONS && oldest.done !== true) deadlines.delete(oldest.value)
      deadlines.set(sessnum, performance.now() + ttlMs)
      return sessnum
    },
    isLive: (sessnum) => (deadlines.get(sessnum) ?? 0) > performance.now(),
    end: (sessnum) => void deadlines.delete(sessnum),
    expireAll() {
      const live = [...deadlines.values()].filter((deadline) => deadline > performance.now()).length
      deadlines.clear()
      return live
    },
  }
}
