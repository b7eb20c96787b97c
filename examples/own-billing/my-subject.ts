import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import {
  type Books,
  type ConformanceSubject,
  type Connections,
  connectModule,
  type FaultKind,
  type Faults,
  type Office,
} from 'billing-gateway/conformance'

// Proves the adapter: npm run conformance -- --module ./my-billing.ts --subject ./my-subject.ts
// Where your billing runs elsewhere, MY_LEGACY names the program that plays it.

const LEGACY = process.env['MY_LEGACY'] ?? fileURLToPath(new URL('legacy/main.ts', import.meta.url))
const SETTINGS = { timeZone: 'Europe/Moscow', currency: 'RUB', timeoutMs: 2000, maxConcurrency: 4 } as const

/** What the desk of the billing says: its own word, past the adapter. */
type Desk = (act: string, query?: Readonly<Record<string, string | number>>) => Promise<unknown>

export async function startSubject({ module }: { readonly module: string }): Promise<ConformanceSubject> {
  const { url, desk, stop } = await startLegacy()
  const connect = (at: string, timeoutMs: number) => {
    const access = { MY_BILLING_URL: at, MY_BILLING_TOKEN: 'demo-token', MY_BILLING_PASSWORD: 'demo-secret' }
    return connectModule(module, access, { ...SETTINGS, timeoutMs })
  }
  const opened = [await connect(url, SETTINGS.timeoutMs)]
  const [billing] = opened
  if (billing === undefined) throw new Error('no billing')
  const connections: Connections = {
    settings: ['timeoutMs'],
    async open({ timeoutMs = SETTINGS.timeoutMs }) {
      const another = await connect(url, timeoutMs)
      opened.push(another)
      return another
    },
  }
  return {
    billing,
    currency: SETTINGS.currency,
    timeZone: SETTINGS.timeZone,
    now: () => Date.now(),
    books: tellBooks(desk),
    office: openOffice(desk),
    logins: {
      person: { login: 'romashka', password: 'demo', numbers: ['200300'] },
      twoAgreements: { login: 'anna', password: 'demo', numbers: ['007123', '100200'] },
      organization: { login: 'romashka', password: 'demo', numbers: ['200300'] },
    },
    samples: { unknownAccountId: '999999', unknownRecordId: '999999' },
    connections,
    faults: tellFaults(desk),
    calls: {
      of: async (operation) => Number(Object(await desk('calls'))[OPERATIONS[operation] ?? ''] ?? 0),
      reset: async () => void (await desk('forget-calls')),
    },
    async close() {
      await Promise.all(opened.map((one) => one.close()))
      await stop()
    },
  }
}

async function startLegacy(): Promise<{ url: string; desk: Desk; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, [LEGACY, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(createInterface(child.stdout), 'line')
  const url = String(line).replace('listening on ', '')
  return {
    url,
    async desk(act, query = {}) {
      const texts = Object.entries(query).map(([name, value]) => [name, String(value)])
      const answer = await fetch(`${url}/desk/${act}?${new URLSearchParams(texts).toString()}`)
      return await answer.json()
    },
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** The rows of a list, whatever they hold. */
async function listOf(desk: Desk, act: string): Promise<readonly Row[]> {
  const rows = await desk(act)
  if (!Array.isArray(rows)) throw new Error(`${act}: no list`)
  return rows.map((row) => ({
    text: (name) => String(Object(row)[name]),
    sum: (name) => Number(Object(row)[name]).toFixed(2),
  }))
}

interface Row {
  text(name: string): string
  /** Decimal text. */
  sum(name: string): string
}

const METHODS: Readonly<Record<string, string>> = { 1: 'CASH', 2: 'BANK_CARD', 3: 'TERMINAL', 4: 'SBP' }
const STATES: Readonly<Record<string, string>> = { on: 'ACTIVE', debt: 'SUSPENDED_FOR_DEBT', pause: 'FROZEN' }

function tellPayment(row: Row) {
  return {
    id: row.text('number'),
    accountId: row.text('customer'),
    status: 'DONE' as const,
    amount: row.sum('sum'),
    externalId: row.text('docno') || null,
    method: METHODS[row.text('kind')] ?? 'UNKNOWN',
    paidAt: Math.floor(Number(row.text('paidAt')) / 1000) * 1000,
    postedAt: Math.floor(Number(row.text('bookedAt')) / 1000) * 1000,
  }
}

function tellBooks(desk: Desk): Books {
  const ledger = async () => (await listOf(desk, 'journal')).map(tellPayment)
  return {
    ledger,
    async payments(id) {
      const own = (await ledger()).filter(({ accountId }) => accountId === id)
      return own.toReversed().map(({ accountId: _account, postedAt: _posted, ...payment }) => payment)
    },
    async accounts() {
      const rows = await listOf(desk, 'customers')
      return rows.map((row) => ({
        id: row.text('id'),
        number: row.text('agreement'),
        kind: row.text('type') === 'company' ? ('ORGANIZATION' as const) : ('PERSON' as const),
        balance: row.sum('balance').replace('-0.00', '0.00'),
        creditLimit: row.sum('limit'),
        credited: row.sum('paid'),
        spent: row.sum('spent'),
        amountToRestore: row.text('state') === 'debt' ? row.sum('balance').replace('-', '') : null,
      }))
    },
    async services(id) {
      const rows = (await listOf(desk, 'subscriptions')).filter((row) => row.text('customer') === id)
      return rows.map((row) => ({
        id: row.text('id'),
        tariffId: row.text('plan'),
        status: STATES[row.text('state')] ?? 'TERMINATED',
      }))
    },
    async tariffs() {
      return (await listOf(desk, 'plans')).map((row) => ({ id: row.text('id'), monthlyFee: row.sum('price') }))
    },
  }
}

function openOffice(desk: Desk): Office {
  return {
    async openAccount() {
      const { id, agreement, login, password } = Object(await desk('open'))
      return { id: String(id), number: String(agreement), login: String(login), password: String(password) }
    },
    terminateAccount: async (customer) => void (await desk('close', { customer })),
    charge: async (customer, sum) => void (await desk('charge', { customer, sum })),
    postPayment: async ({ accountId: customer, amount: sum, reference: docno = '' }) =>
      void (await desk('pay', { customer, sum, docno })),
  }
}

/** The port's names of operations, and how the billing calls what serves them. */
const OPERATIONS: Readonly<Record<string, string>> = {
  findAccounts: '/customers',
  listPayments: 'ListPayments',
  postPayment: 'Deposit',
  findPostings: 'FindPayments',
  listPostings: 'Journal',
}

const OF_READING = [
  'noAnswer',
  'htmlPage',
  'serverError',
  'overloaded',
  'emptyBody',
  'cutAnswer',
  'malformed',
  'hugeAnswer',
  'unlistedFault',
] as const satisfies readonly FaultKind[]

function tellFaults(desk: Desk): Faults {
  return {
    abilities: {
      findAccounts: OF_READING,
      listPayments: OF_READING,
      findPostings: OF_READING,
      listPostings: OF_READING,
      postPayment: [...OF_READING, 'loseAnswer', 'loseRequest', 'lateWrite', 'errorAfterWriting', 'doubleWrite'],
    },
    async cause(operation, kind, { times, delayMs = 0 }) {
      const often = times === undefined ? {} : { times }
      await desk('mood', { operation: OPERATIONS[operation] ?? operation, kind, delay: delayMs, ...often })
    },
    clear: async () => void (await desk('calm')),
  }
}
