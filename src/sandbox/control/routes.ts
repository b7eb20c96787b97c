import type { Desk } from '../desk.ts'
import { KINDS } from '../faults/kinds.ts'
import { OPERATION_NAMES } from '../operations.ts'
import {
  advanceClock,
  createAccount,
  describeAccount,
  findAccount,
  postPayment,
  readDebits,
  readLedger,
} from './books.ts'
import { readDevices } from './devices.ts'
import { readCapacity, readOperation, readRule, readRules } from './faults.ts'
import { readOrders, setOrderRules } from './orders.ts'
import { postPromise, readPromises } from './promised.ts'
import { bad } from './read.ts'
import { readReceipts, setRegistrar } from './registrar.ts'
import { postTicket, readTickets } from './tickets.ts'

interface ControlRequest {
  /** The path after /control. */
  readonly parts: readonly string[]
  readonly query: URLSearchParams
  readonly body: () => unknown
}

export interface ControlRoute {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  /** A part that starts with a colon stands for any text. */
  readonly path: readonly string[]
  readonly text: string
  readonly status?: number
  readonly run: (desk: Desk, request: ControlRequest) => unknown
}

export const ROUTES: readonly ControlRoute[] = [
  { method: 'GET', path: [], text: 'This list', run: describeControl },
  {
    method: 'GET',
    path: ['faults'],
    text: 'All fault rules, and how often each fault struck',
    run: ({ faults }) => faults.list(),
  },
  {
    method: 'PUT',
    path: ['faults'],
    text: 'Replaces all fault rules: { operation: rule }',
    run({ faults }, { body }) {
      const rules = readRules(body())
      faults.clear()
      for (const [operation, rule] of rules) faults.set(operation, rule)
      return faults.list()
    },
  },
  { method: 'DELETE', path: ['faults'], text: 'Ends all faults', run: ({ faults }) => faults.clear() },
  {
    method: 'GET',
    path: ['faults', ':operation'],
    text: 'The rule of one operation, null without one',
    run: ({ faults }, { parts }) => faults.list()[readOperation(parts[1] ?? '')] ?? null,
  },
  {
    method: 'PUT',
    path: ['faults', ':operation'],
    text: 'Replaces the rule of one operation: { latency, errorRate, faults: [{ kind, rate, times, … }], seed }',
    run({ faults }, { parts, body }) {
      const operation = readOperation(parts[1] ?? '')
      faults.set(operation, readRule(body(), operation))
      return faults.list()[operation]
    },
  },
  {
    method: 'DELETE',
    path: ['faults', ':operation'],
    text: 'Ends the faults of one operation',
    run: ({ faults }, { parts }) => faults.clear(readOperation(parts[1] ?? '')),
  },
  {
    method: 'GET',
    path: ['capacity'],
    text: 'The capacity model, null without one',
    run: ({ capacity }) => capacity.get(),
  },
  {
    method: 'PUT',
    path: ['capacity'],
    text: 'Works on so many calls at once, each for so long: { concurrent, serviceTimeMs }',
    run({ capacity }, { body }) {
      capacity.set(readCapacity(body()))
      return capacity.get()
    },
  },
  { method: 'DELETE', path: ['capacity'], text: 'No limit any more', run: ({ capacity }) => capacity.set(null) },
  {
    method: 'GET',
    path: ['calls'],
    text: 'Calls per operation, peaks in flight, logins',
    run: ({ calls }) => calls.report(),
  },
  { method: 'DELETE', path: ['calls'], text: 'Counters back to zero', run: ({ calls }) => calls.reset() },
  {
    method: 'GET',
    path: ['in-flight'],
    text: 'Calls that the billing works on now, and those that it will carry out late',
    run: ({ calls, late }) => ({ inFlight: calls.inFlight(), late: late.waiting() }),
  },
  {
    method: 'GET',
    path: ['ledger'],
    text: 'Payments and charges in order of posting: ?afterId=0&limit=1000',
    run: ({ books }, { query }) => readLedger(books, query),
  },
  {
    method: 'GET',
    path: ['debits'],
    text: 'Those charges that somebody asked for with AddDebit, with their receipts: ?afterId=0',
    run: ({ books }, { query }) => readDebits(books, query),
  },
  {
    method: 'GET',
    path: ['doubles'],
    text: 'The numbers of payments that doubleCredit wrote a second time',
    run: ({ doubles }) => ({ recordIds: [...doubles] }),
  },
  {
    method: 'POST',
    path: ['payments'],
    text: 'A payment of a foreign writer: { number, amount: "100.50", classId, receipt, comment, manager, paidAt }',
    status: 201,
    run: ({ books }, { body }) => postPayment(books, body()),
  },
  {
    method: 'GET',
    path: ['tickets'],
    text: 'The tickets of an account with their messages: ?account=100001, ?account=none or ?extid=…',
    run: ({ books }, { query }) => readTickets(books, query),
  },
  {
    method: 'POST',
    path: ['tickets'],
    text: 'A ticket { number, classId, subject, text, side, author, manager, status }, or a message { ticketId, text, side, author, status }',
    status: 201,
    run: ({ books }, { body }) => postTicket(books, body()),
  },
  {
    method: 'GET',
    path: ['orders'],
    text: 'The orders of an account, newest first: ?account=100001',
    run: ({ books }, { query }) => readOrders(books, query),
  },
  {
    method: 'PUT',
    path: ['order-rules'],
    text: 'Whether an order that an open one stands in the way of is refused: { conflicts: "refused" | "taken" }',
    run: ({ books }, { body }) => setOrderRules(books, body()),
  },
  {
    method: 'GET',
    path: ['promises'],
    text: 'The promised payments of an account: ?account=100001',
    run: ({ books }, { query }) => readPromises(books, query),
  },
  {
    method: 'POST',
    path: ['promises'],
    text: 'A promised payment that the office gives: { number, amount: "500.00", comment, manager }',
    status: 201,
    run: ({ books }, { body }) => postPromise(books, body()),
  },
  {
    method: 'GET',
    path: ['devices'],
    text: 'The devices of an account: ?account=100001',
    run: ({ books }, { query }) => readDevices(books, query),
  },
  {
    method: 'GET',
    path: ['receipts'],
    text: 'The documents that the registrar of receipts has taken, in order',
    run: readReceipts,
  },
  {
    method: 'PUT',
    path: ['registrar'],
    text: 'How the registrar works: { delayMs, faults: [{ kind, times }] }',
    run: (desk, { body }) => setRegistrar(desk, body()),
  },
  {
    method: 'GET',
    path: ['clock'],
    text: "The billing's clock",
    run: ({ books }) => ({ now: new Date(books.now()).toISOString() }),
  },
  {
    method: 'POST',
    path: ['clock'],
    text: 'Moves the clock on: { advanceMs } or { advanceDays }',
    run: ({ books }, { body }) => advanceClock(books, body()),
  },
  {
    method: 'POST',
    path: ['accounts'],
    text: 'A new account: { number, type: "P" | "O", login, password }',
    status: 201,
    run: ({ books }, { body }) => createAccount(books, body()),
  },
  {
    method: 'GET',
    path: ['accounts', ':number'],
    text: 'Both ids, money and state of an account',
    run: ({ books }, { parts }) => describeAccount(findAccount(books, parts[1] ?? '')),
  },
  {
    method: 'POST',
    path: ['accounts', ':number', 'terminate'],
    text: 'Ends the agreement',
    run({ books }, { parts }) {
      const account = books.terminateAccount(findAccount(books, parts[1] ?? '').number)
      if (account === null) throw bad('the account cannot be terminated')
      return describeAccount(account)
    },
  },
  {
    method: 'POST',
    path: ['sessions', 'expire'],
    text: 'Ends all SOAP sessions',
    run: ({ sessions }) => ({ expired: sessions.expireAll() }),
  },
]

function describeControl(): object {
  return {
    resources: ROUTES.map(({ method, path, text }) => `${method} /${['control', ...path].join('/')} — ${text}`),
    operations: ['*', ...OPERATION_NAMES],
    faults: Object.fromEntries(Object.entries(KINDS).map(([kind, { text }]) => [kind, text])),
  }
}
