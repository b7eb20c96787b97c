import { createServer } from 'node:http'
import { type Books, openBooks } from './lanbilling-books.ts'
import type { Session, Terms } from './lanbilling-call.ts'
import { createClock, type LanbillingClock } from './lanbilling-clock.ts'
import { createDesk, type LanbillingDesk } from './lanbilling-desk.ts'
import { createFaultPlan, type LanbillingFault } from './lanbilling-faults.ts'
import { seedState } from './lanbilling-seed.ts'
import { createHandler } from './lanbilling-server.ts'
import { createSessions } from './lanbilling-sessions.ts'

/**
 * A stand-in for LANBilling's `urn:api3` on the wire, written from recorded exchanges and the published schema, and without the
 * adapter's code: gSOAP's envelopes and headers, its faults, sessions, filters, and the tables behind them.
 */
export interface LanbillingDouble {
  readonly url: string
  /** The gateway's own manager. */
  readonly login: string
  readonly password: string
  /** What the billing really has, to judge by. */
  readonly books: Books
  readonly clock: LanbillingClock
  /** What others do with the same tables. */
  readonly desk: LanbillingDesk
  /** What the office has set; may be changed at any time. */
  readonly terms: Terms
  /** The operations that were called, in the order of their arrival. */
  readonly calls: readonly string[]
  /** The most calls that were under way at once. */
  readonly mostAtOnce: number
  /** How long each call takes. */
  latencyMs: number
  /** The next calls of an operation, or of any with "*", go so wrong; each plan for as many calls as it says. */
  break(operation: string, fault: LanbillingFault, times?: number): void
  mend(): void
  endSessions(): void
  readonly sessionCount: number
  /** Resolves when all late writes have been done. */
  settled(): Promise<void>
  close(): Promise<void>
}

export interface LanbillingOptions {
  readonly port?: number
  /** When the history ends; now without it. The clock goes on from there. */
  readonly at?: number
  /** Local time of the billing: minutes from UTC. */
  readonly offsetMinutes?: number
  readonly sessionMs?: number
}

const MOSCOW_MINUTES = 180
const SESSION_MS = 600_000
const [LOGIN, PASSWORD] = ['manager', 'secret']

export async function startLanbillingDouble(options: LanbillingOptions = {}): Promise<LanbillingDouble> {
  const { port = 0, at, offsetMinutes = MOSCOW_MINUTES, sessionMs = SESSION_MS } = options
  const clock = createClock(offsetMinutes)
  if (at !== undefined) clock.set(at)
  const books = openBooks(seedState(clock.now(), offsetMinutes))
  books.settle(clock.text())
  const sessions = createSessions(clock, sessionMs)
  const faults = createFaultPlan()
  const terms = standardTerms()
  const calls: string[] = []
  const later = new Set<NodeJS.Timeout>()
  let [underWay, mostAtOnce] = [0, 0]

  function admit(kind: Session['kind'], login: string, password: string): Session | null {
    if (kind === 'manager') return login === LOGIN && password === PASSWORD ? { kind, personid: 1 } : null
    const person = books.state.people.find((one) => one.login === login && one.pass === password)
    return person === undefined ? null : { kind, uid: person.uid }
  }

  const handle = createHandler({
    books,
    clock,
    sessions,
    terms,
    faults,
    admit,
    note: (operation) => void calls.push(operation),
    later(delayMs, work) {
      const timer = setTimeout(() => {
        later.delete(timer)
        work()
      }, delayMs)
      later.add(timer)
    },
    latencyMs: () => double.latencyMs,
  })
  const isBusy = () => underWay > 0 || later.size > 0
  const server = createServer((request, response) => {
    underWay += 1
    mostAtOnce = Math.max(mostAtOnce, underWay)
    response.once('close', () => void (underWay -= 1))
    void handle(request, response)
  })
  const double = {
    login: LOGIN,
    password: PASSWORD,
    books,
    clock,
    terms,
    calls,
    latencyMs: 0,
    desk: createDesk(books, clock),
    get mostAtOnce() {
      return mostAtOnce
    },
    get sessionCount() {
      return sessions.count
    },
    break: (operation: string, fault: LanbillingFault, times = 1) => faults.add(operation, fault, times),
    mend: () => faults.clear(),
    endSessions: () => sessions.endAll(),
    async settled() {
      while (isBusy()) await new Promise((resolve) => setTimeout(resolve, 5))
    },
    async close() {
      for (const timer of later) clearTimeout(timer)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
    url: '',
  }
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve))
  const address = server.address()
  double.url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}/`
  return double
}

function standardTerms(): Terms {
  return {
    periodLock: '',
    promise: { isAvailable: true, days: 5, min: 50, max: 1000, limit: 3000, betweenDays: 0 },
    block: {
      isAvailable: true,
      minDays: 1,
      maxDays: 180,
      beginFrom: 0,
      beginTo: 90,
      count: 20,
      needsMoney: false,
    },
    changeNeedsMoney: false,
  }
}
