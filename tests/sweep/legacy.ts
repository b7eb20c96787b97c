import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const SANDBOX = fileURLToPath(new URL('../../src/sandbox/main.ts', import.meta.url))
const PAGE_ROWS = 1000

export interface LedgerRow {
  readonly recordId: number
  readonly soapId: number
  /** 1 counts, 2 was taken back. */
  readonly status: number
  /** Decimal text. */
  readonly amount: string
  readonly receipt: string | null
  readonly comment: string | null
  readonly manager: string | null
  readonly postedAt: string
}

export type DebitRow = Pick<LedgerRow, 'recordId' | 'soapId' | 'amount' | 'receipt'>

export interface ForeignPayment {
  readonly number: string
  /** Decimal text. */
  readonly amount: string
  readonly receipt?: string
  readonly comment?: string
}

/** The sandbox billing in a process of its own, and its control interface: what its ledger says is what happened. */
export interface Legacy {
  readonly url: string
  setFaults(operation: string, rule: unknown): Promise<void>
  clearFaults(): Promise<void>
  addForeignPayment(payment: ForeignPayment): Promise<void>
  terminate(number: string): Promise<void>
  expireSessions(): Promise<void>
  /** Calls that are to be carried out late. */
  countLate(): Promise<number>
  readLedger(): Promise<readonly LedgerRow[]>
  /** What was taken from accounts for others. */
  readDebits(): Promise<readonly DebitRow[]>
  /** Rows that the billing wrote a second time, by its own count. */
  readDoubles(): Promise<ReadonlySet<number>>
  findSoapId(number: string): Promise<number>
  findRestId(number: string): Promise<number>
  findOperatorId(number: string): Promise<number>
  createAccount(number: string): Promise<void>
  stop(): Promise<void>
}

export async function startLegacy(file: string): Promise<Legacy> {
  const child = fork(SANDBOX, {
    env: { PATH: process.env['PATH'], SANDBOX_PORT: '0', SANDBOX_FILE: file, SANDBOX_ACCOUNTS: '100' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [message] = await once(child, 'message')
  const url = String(Object(message).url)

  async function control(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${url}/control/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 200)}`)
    const value: unknown = text === '' ? null : JSON.parse(text)
    return value
  }

  return {
    url,
    setFaults: async (operation, rule) => void (await control('PUT', `faults/${operation}`, rule)),
    clearFaults: async () => void (await control('DELETE', 'faults')),
    addForeignPayment: async (payment) => void (await control('POST', 'payments', payment)),
    terminate: async (number) => void (await control('POST', `accounts/${number}/terminate`)),
    expireSessions: async () => void (await control('POST', 'sessions/expire')),
    async countLate() {
      const inFlight = Object(await control('GET', 'in-flight'))
      return Number(inFlight.late)
    },
    async readLedger() {
      const rows: LedgerRow[] = []
      for (let afterId: number | null = 0; afterId !== null; ) {
        const page = readPage(await control('GET', `ledger?afterId=${afterId}&limit=${PAGE_ROWS}`))
        rows.push(...page.rows)
        afterId = page.nextAfterId
      }
      return rows
    },
    async readDoubles() {
      const { recordIds } = Object(await control('GET', 'doubles'))
      if (!Array.isArray(recordIds)) throw new Error('The doubles cannot be read.')
      return new Set(recordIds.map(Number))
    },
    async readDebits() {
      const { debits } = Object(await control('GET', 'debits?afterId=0'))
      if (!Array.isArray(debits)) throw new Error('The debits cannot be read.')
      return debits.map((row: unknown): DebitRow => {
        const { recordId, soapId, amount, receipt } = Object(row)
        return { recordId, soapId, amount, receipt }
      })
    },
    findRestId: async (number) => Number(Object(await control('GET', `accounts/${number}`)).restId),
    findOperatorId: async (number) => Number(Object(await control('GET', `accounts/${number}`)).operatorId),
    findSoapId: async (number) => Number(Object(await control('GET', `accounts/${number}`)).soapId),
    createAccount: async (number) => void (await control('POST', 'accounts', { number, password: 'demo' })),
    async stop() {
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      await exit
    },
  }
}

function readPage(value: unknown): { rows: readonly LedgerRow[]; nextAfterId: number | null } {
  const { payments, nextAfterId } = Object(value)
  if (!Array.isArray(payments)) throw new Error('The ledger cannot be read.')
  const rows = payments.map((row: unknown): LedgerRow => {
    const { recordId, soapId, status, amount, receipt, comment, manager, postedAt } = Object(row)
    return { recordId, soapId, status, amount, receipt, comment, manager, postedAt }
  })
  return { rows, nextAfterId: typeof nextAfterId === 'number' ? nextAfterId : null }
}
