import { type Books, createBooks } from './abills-books.ts'
import { CABINET_ROUTES } from './abills-cabinet.ts'
import { type Clock, createClock } from './abills-clock.ts'
import { CREDIT_ROUTES } from './abills-credit.ts'
import { EXTRA_ROUTES } from './abills-extras.ts'
import type { Fault } from './abills-faults.ts'
import { globalRoute } from './abills-global.ts'
import { INTERNET_ROUTES } from './abills-internet.ts'
import { INVOICE_ROUTES } from './abills-invoices.ts'
import { MESSAGE_ROUTES } from './abills-messages.ts'
import { createOffice, type Office } from './abills-office.ts'
import { PAYMENT_ROUTES } from './abills-payments.ts'
import type { Request, Route } from './abills-routes.ts'
import { DEMO_LOGINS, type DemoLogin, seed, seedFirst } from './abills-seed.ts'
import { sessionRoutes } from './abills-session.ts'
import { USER_ROUTES } from './abills-users.ts'
import { startWire } from './abills-wire.ts'
import { readBalance, readHoldup, type Settings, settle, type World } from './abills-world.ts'

/**
 * A stand-in for the API of an ABillS billing on the wire, written from recorded exchanges with a running one and, where
 * those are silent, from its published sources: paths, names, types that flip with what they hold, refusals, pages of 25
 * rows, the few calls that it works on at once, and money that doubles when it is sent twice. It shares no code with the
 * gateway, so that the two can only agree by being right.
 */
export interface AbillsDouble {
  /** With /api.cgi at its end. */
  readonly url: string
  readonly apiKey: string
  readonly logins: readonly DemoLogin[]
  /** What the billing truly has, whatever it answered. */
  readonly books: Books
  /** The account's money as a decimal: "1450.2". */
  balanceOf(uid: number): string
  /** The freeze that is planned or runs; null where there is none. */
  holdupOf(uid: number): { readonly from: string; readonly to: string; readonly isRunning: boolean } | null
  /** How the installation is configured; may be changed at any time. */
  readonly settings: Settings
  readonly clock: Clock
  readonly office: Office
  /** The next calls of a route, like "POST /payments/users/:uid/", go wrong so. A route that is not there throws. */
  break(route: string, fault: Fault, times?: number): void
  /** The last calls that came in, the oldest first: "GET /users/2". */
  readonly calls: readonly string[]
  /** The most calls that were under way at once. */
  readonly mostAtOnce: number
  /** Ends when nothing is under way, late writes included. */
  idle(): Promise<void>
  close(): Promise<void>
}

export interface AbillsOptions {
  readonly port?: number
  readonly host?: string
  /** Milliseconds since the epoch; the real time where it is not given. */
  readonly startAt?: number
  readonly timeZone?: string
  readonly settings?: Partial<Settings>
  /** A fresh installation: one account, one tariff, no history. */
  readonly isEmpty?: boolean
}

const ROUTES = [
  ...USER_ROUTES,
  ...PAYMENT_ROUTES,
  ...INTERNET_ROUTES,
  ...CREDIT_ROUTES,
  ...MESSAGE_ROUTES,
  ...CABINET_ROUTES,
  ...INVOICE_ROUTES,
  ...EXTRA_ROUTES,
]

export async function startAbillsDouble(options: AbillsOptions = {}): Promise<AbillsDouble> {
  const { port = 0, host = '127.0.0.1', startAt = Date.now(), timeZone = 'UTC' } = options
  const clock = createClock(startAt, timeZone)
  const settings: Settings = { ...defaultSettings(), ...options.settings }
  const world: World = { books: createBooks(), clock, settings }
  if (options.isEmpty) seedFirst(world)
  else seed(world)
  const wire = await startWire({ world, routesFor, port, host })
  return {
    url: wire.url,
    apiKey: settings.apiKey,
    logins: DEMO_LOGINS,
    get books() {
      settle(world)
      return world.books
    },
    balanceOf: (uid) => {
      settle(world)
      return readBalance(world, uid)
    },
    holdupOf: (uid) => {
      settle(world)
      return readHoldup(world, uid)
    },
    settings,
    clock,
    office: createOffice(world),
    break: (route, fault, times = 1) => wire.plan({ route: knownRoute(route), fault, times }),
    calls: wire.calls,
    get mostAtOnce() {
      return wire.mostAtOnce
    },
    idle: wire.idle,
    close: wire.close,
  }
}

function routesFor(request: Request): readonly Route[] {
  const routes = [...sessionRoutes(request), ...ROUTES]
  return [globalRoute(routes, request), ...routes]
}

/** A misspelt route would never go wrong, and the test that waits for it would see nothing. */
function knownRoute(name: string): string {
  const anybody = { method: '', path: '', query: {}, body: '', key: '', sid: '', address: '' }
  if (routesFor(anybody).some(({ method, path }) => `${method} ${path}` === name)) return name
  throw new Error(`There is no route ${name}.`)
}

/** As the recorded installation was at its end. */
function defaultSettings(): Settings {
  return {
    apiKey: 'double-api-key',
    creditRule: { sum: 300_000_000n, days: 3, price: 50_000_000n, monthChanges: 1 },
    holdup: { minDays: 1, maxDays: 180 },
    tariffChange: true,
    passwordChange: true,
    profileChange: false,
    messageRights: false,
    sessionTimeoutMs: 86_400_000,
    bruteforceLimit: 10,
    capacity: 4,
    latencyMs: 2,
  }
}
