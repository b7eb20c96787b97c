import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createReferenceBilling, type ReferenceOptions } from '../../src/billing/reference/index.ts'
import { startSandbox } from '../../src/sandbox/start.ts'

/** One fault of the sandbox; `GET /control` lists the kinds. */
export interface Fault {
  readonly kind: string
  readonly rate?: number
  /** How often, then it ends; left out, it goes on. */
  readonly times?: number
  readonly delayMs?: number
  readonly variant?: 'bytes' | 'header' | 'declaration' | 'both' | 'echo' | 'empty'
}

export interface FaultRule {
  readonly latency?: number | { readonly p50Ms: number; readonly p99Ms: number }
  readonly errorRate?: number
  readonly faults?: readonly Fault[]
}

export interface SandboxAccount {
  readonly restId: number
  readonly soapId: number
  readonly number: string
  readonly state: number
  readonly regionId: number
  /** Money is decimal text. */
  readonly balance: string
  readonly paidTotal: string
  readonly chargedTotal: string
  readonly creditLimit: string
}

export interface LedgerPayment {
  readonly recordId: number
  readonly soapId: number
  readonly status: number
  readonly amount: string
  readonly classId: number
  readonly paidAt: string
  readonly postedAt: string
  readonly receipt: string | null
  readonly comment: string | null
  /** The login that posted it. */
  readonly manager: string | null
}

export interface Ledger {
  readonly payments: readonly LedgerPayment[]
  readonly charges: readonly { readonly recordId: number; readonly soapId: number; readonly amount: string }[]
}

/** Instants are RFC 3339. */
export interface SandboxTicket {
  readonly ticketId: number
  /** Null for a ticket of somebody without an account. */
  readonly soapId: number | null
  readonly classId: number
  readonly status: number
  readonly subject: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly manager: string | null
  readonly externalId: string | null
  readonly mark: number | null
  readonly contact: { readonly name: string; readonly phone: string; readonly address: string } | null
  /** Oldest first; side 0 is the subscriber, 1 the provider. */
  readonly messages: readonly {
    readonly messageId: number
    readonly side: 0 | 1
    readonly author: string | null
    readonly text: string
    readonly createdAt: string
  }[]
}

/** Money is decimal text, instants are RFC 3339. */
export interface SandboxOrder {
  readonly orderId: number
  readonly classId: number
  readonly status: number
  readonly serviceId: number | null
  readonly tariffId: number | null
  readonly price: string
  readonly accrued: string
  readonly fee: string
  readonly reason: number
  readonly extId: string | null
  readonly createdAt: string
  readonly dueAt: string | null
  readonly closedAt: string | null
}

export interface SandboxReceipts {
  readonly documents: readonly {
    readonly uuid: string
    readonly externalId: string
    readonly operation: string
    readonly total: string
    readonly client: string
    readonly itemName: string
    readonly vat: string
    readonly fate: string
  }[]
  /** How often somebody has asked for a token. */
  readonly logins: number
}

/** A running sandbox with its control interface. What the ledger says is what happened. */
export interface TestSandbox {
  readonly url: string
  readonly restUrl: string
  readonly soapUrl: string
  /** The billing's own books, to judge by. */
  readonly books: Awaited<ReturnType<typeof startSandbox>>['books']
  /** Everything that the reference adapter needs to reach it. */
  readonly billingOptions: ReferenceOptions
  /** Replaces the rule of one operation ("rest.accounts", "soap.GetPayments", "*"). */
  setFault(operation: string, rule: FaultRule | Fault | string): Promise<void>
  clearFaults(): Promise<void>
  setCapacity(capacity: { concurrent: number; serviceTimeMs: number } | null): Promise<void>
  /** Calls by operation since the last reset; operations that were not called are absent. */
  calls(): Promise<Readonly<Record<string, number>>>
  /** SOAP sessions opened since the last reset. */
  logins(): Promise<number>
  resetCalls(): Promise<void>
  inFlight(): Promise<number>
  ledger(): Promise<Ledger>
  /** Milliseconds since the epoch. */
  now(): Promise<number>
  advanceClock(advanceMs: number): Promise<void>
  findAccount(number: string): Promise<SandboxAccount>
  createAccount(account: { number: string; type: 'P' | 'O'; login: string; password: string }): Promise<SandboxAccount>
  terminateAccount(number: string): Promise<void>
  /** A payment of a foreign writer, as a cash desk posts it. */
  postPayment(payment: Readonly<Record<string, string | number>>): Promise<void>
  /** The tickets of an account by its contract number, newest first. */
  tickets(number: string): Promise<readonly SandboxTicket[]>
  /** The tickets that carry what another program calls them, newest first. */
  ticketsByExternalId(externalId: string): Promise<readonly SandboxTicket[]>
  /**
   * A ticket `{ number, subject, text, classId, side, author, manager, status }` or a message `{ ticketId, text, side,
   * author, status }`, as somebody writes it in the old system itself. Answers the whole ticket.
   */
  postTicket(ticket: Readonly<Record<string, string | number>>): Promise<SandboxTicket>
  /** The orders of an account by its contract number, newest first. */
  orders(number: string): Promise<readonly SandboxOrder[]>
  /** Whether an order that an open one stands in the way of is refused, as it is at first. */
  setOrderConflicts(conflicts: 'refused' | 'taken'): Promise<void>
  expireSessions(): Promise<void>
  /** What the registrar of receipts has taken, in order; the judge of what was registered how often. */
  receipts(): Promise<SandboxReceipts>
  /** How long a cash register takes, and what befalls the next calls and documents. */
  setRegistrar(order: { delayMs?: number; faults?: readonly { kind: string; times?: number }[] }): Promise<void>
  close(): Promise<void>
}

/** Starts a sandbox of its own in a temporary directory on a free port; `close` removes it all. */
export async function startTestSandbox(options: { accounts?: number; startAt?: number } = {}): Promise<TestSandbox> {
  const directory = await mkdtemp(join(tmpdir(), 'billing-sandbox-'))
  const sandbox = await startSandbox({ accounts: 50, ...options, file: join(directory, 'books.sqlite'), port: 0 })
  const send = createControl(`${sandbox.url}/control`)
  const restUrl = `${sandbox.url}/rest`
  const soapUrl = `${sandbox.url}/soap`
  return {
    url: sandbox.url,
    restUrl,
    soapUrl,
    books: sandbox.books,
    billingOptions: {
      restUrl,
      soapUrl,
      restKey: 'sandbox-key',
      soapLogin: 'gateway',
      soapPassword: 'gateway',
      timeZone: 'Europe/Moscow',
      currency: 'RUB',
      timeoutMs: 5000,
      maxConcurrency: 8,
    },
    setFault: async (operation, rule) => void (await send('PUT', `/faults/${operation}`, toRule(rule))),
    clearFaults: async () => void (await send('DELETE', '/faults')),
    setCapacity: async (capacity) =>
      void (await (capacity === null ? send('DELETE', '/capacity') : send('PUT', '/capacity', capacity))),
    async calls() {
      const report = await send<CallsReport>('GET', '/calls')
      const called = Object.entries(report.operations).filter(([, { calls }]) => calls > 0)
      return Object.fromEntries(called.map(([operation, { calls }]) => [operation, calls]))
    },
    logins: async () => (await send<CallsReport>('GET', '/calls')).logins,
    resetCalls: async () => void (await send('DELETE', '/calls')),
    inFlight: async () => (await send<{ inFlight: number }>('GET', '/in-flight')).inFlight,
    ledger: () => readLedger(send),
    now: async () => Date.parse((await send<{ now: string }>('GET', '/clock')).now),
    advanceClock: async (advanceMs) => void (await send('POST', '/clock', { advanceMs })),
    findAccount: (number) => send<SandboxAccount>('GET', `/accounts/${encodeURIComponent(number)}`),
    createAccount: (account) => send<SandboxAccount>('POST', '/accounts', account),
    terminateAccount: async (number) => void (await send('POST', `/accounts/${encodeURIComponent(number)}/terminate`)),
    postPayment: async (payment) => void (await send('POST', '/payments', payment)),
    tickets: async (number) =>
      (await send<{ tickets: SandboxTicket[] }>('GET', `/tickets?account=${encodeURIComponent(number)}`)).tickets,
    ticketsByExternalId: async (externalId) =>
      (await send<{ tickets: SandboxTicket[] }>('GET', `/tickets?extid=${encodeURIComponent(externalId)}`)).tickets,
    postTicket: (ticket) => send<SandboxTicket>('POST', '/tickets', ticket),
    orders: async (number) =>
      (await send<{ orders: SandboxOrder[] }>('GET', `/orders?account=${encodeURIComponent(number)}`)).orders,
    setOrderConflicts: async (conflicts) => void (await send('PUT', '/order-rules', { conflicts })),
    expireSessions: async () => void (await send('POST', '/sessions/expire')),
    receipts: () => send<SandboxReceipts>('GET', '/receipts'),
    setRegistrar: async (order) => void (await send('PUT', '/registrar', order)),
    async close() {
      await sandbox.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** A reference adapter over a sandbox. */
export function connectBilling(sandbox: TestSandbox, options: Partial<ReferenceOptions> = {}) {
  return createReferenceBilling({ ...sandbox.billingOptions, ...options })
}

interface CallsReport {
  readonly logins: number
  readonly operations: Readonly<Record<string, { readonly calls: number }>>
}

type Control = <T>(method: string, path: string, body?: unknown) => Promise<T>

function createControl(url: string): Control {
  return async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const content = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await fetch(url + path, { method, headers: { 'content-type': 'application/json' }, ...content })
    if (!response.ok) throw new Error(`${method} /control${path}: ${response.status} ${await response.text()}`)
    const value: T = JSON.parse(await response.text())
    return value
  }
}

async function readLedger(send: Control): Promise<Ledger> {
  const payments: LedgerPayment[] = []
  const charges: Ledger['charges'][number][] = []
  let afterId: number | null = 0
  while (afterId !== null) {
    const page: Ledger & { nextAfterId: number | null } = await send('GET', `/ledger?limit=10000&afterId=${afterId}`)
    payments.push(...page.payments)
    charges.push(...page.charges)
    afterId = page.nextAfterId
  }
  return { payments, charges }
}

function toRule(rule: FaultRule | Fault | string): FaultRule {
  if (typeof rule === 'string') return { faults: [{ kind: rule }] }
  return 'kind' in rule ? { faults: [rule] } : rule
}
