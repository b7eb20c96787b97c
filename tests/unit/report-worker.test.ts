import { readdir } from 'node:fs/promises'
import { expect, onTestFinished, test } from 'vitest'
import { BillingError } from '../../src/billing/error.ts'
import type { StatementBilling } from '../../src/billing/port.ts'
import { zeroMoney } from '../../src/domain/money.ts'
import type { Statement } from '../../src/domain/statement.ts'
import { renderCsv } from '../../src/reports/csv.ts'
import { createFolderFiles } from '../../src/reports/files.ts'
import { type ReportWorker, startReportWorker, WORKER_SETTINGS } from '../../src/reports/worker.ts'
import type { Store } from '../../src/store/store.ts'
import { createLogRecorder } from '../support/log-recorder.ts'
import { rubles } from '../support/reports.ts'
import { createTemporaryFolder, describeStores, type FreshDatabase } from '../support/stores.ts'

const NOTE = { actor: 'SUBSCRIBER:1', act: 'statement-export', object: 'export', outcome: 'ordered', requestId: 'r' }
const ACCOUNT = {
  id: '17',
  kind: 'PERSON',
  number: '007123',
  keys: {},
  status: 'ACTIVE',
  balance: { amount: rubles(0n), creditLimit: rubles(0n), credited: rubles(0n), spent: rubles(0n) },
  regionId: null,
  operatorId: null,
  amountToRestore: null,
} as const

type Read = (from: string, call: { readonly signal: AbortSignal }) => Promise<Statement | BillingError>

/** A billing that answers each part of the period as it is told. */
function createBilling(read: Read) {
  const statements: StatementBilling = {
    async readStatements(keys, call) {
      const [key] = keys
      return key === undefined ? new Map() : new Map([[key, await read(key.period.from, call)]])
    },
  }
  return {
    statements,
    accounts: { findAccounts: async () => new Map([['17', ACCOUNT]]), findAccountsByNumber: never },
    profiles: { findProfiles: async () => new Map(), findSettings: never, updateProfile: never, updateSettings: never },
    operators: { findOperators: async () => new Map() },
  }
}

async function never(): Promise<never> {
  throw new Error('Nobody asks for that.')
}

function statement(from: string, opening = 0n): Statement {
  const entry = { id: from, kind: 'PAYMENT', amount: rubles(100n), at: Date.parse(from), description: from } as const
  return {
    accountId: '17',
    period: { from, to: from },
    opening: rubles(opening),
    credited: rubles(100n),
    debited: zeroMoney('RUB'),
    closing: rubles(opening + 100n),
    entries: [entry],
  }
}

/** Each month begins where the one before has ended. */
const months: Read = async (from) => statement(from, BigInt((Number(from.slice(5, 7)) - 1) * 100))

async function order(store: Store, id = 'a') {
  await store.exports.create(
    {
      id,
      owner: { role: 'SUBSCRIBER', subjectId: '1' },
      wish: {
        accountId: '17',
        accountKind: 'PERSON',
        accountNumber: '007123',
        period: { from: '2026-01-01', to: '2026-06-30' },
        format: 'CSV',
        language: 'en',
      },
      idempotencyKey: id,
      requestId: 'r',
    },
    { maxOpen: 9, maxKept: 9, note: NOTE },
  )
}

function start({ store, folder }: { store: Store; folder: string }, read: Read, settings: object = {}): ReportWorker {
  const worker = startReportWorker({
    store,
    billing: createBilling(read),
    files: createFolderFiles(folder),
    renderers: { CSV: renderCsv, XLSX: renderCsv, PDF: renderCsv },
    timeZone: 'Europe/Moscow',
    now: Date.now,
    log: createLogRecorder().log,
    settings: { ...WORKER_SETTINGS, pollMs: 10, pulseMs: 20, firstPauseMs: 1, ...settings },
  })
  onTestFinished(() => worker.stop())
  return worker
}

async function prepare(openFresh: () => Promise<FreshDatabase>) {
  const database = await openFresh()
  return { store: await database.open(), other: await database.open(), folder: await createTemporaryFolder() }
}

const stateOf = (store: Store) => async () => (await store.exports.find('a'))?.state

describeStores((openFresh) => {
  test('B4 an export that one process has begun is finished by another, when the first leaves and when it dies', async () => {
    const { store, other, folder } = await prepare(openFresh)
    await order(store)
    const asked = Promise.withResolvers<void>()
    const hanging: Read = async (_from, { signal }) => {
      asked.resolve()
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    }
    const first = start({ store, folder }, hanging)
    await asked.promise
    await expect.poll(stateOf(store)).toBe('RUNNING')
    await first.stop()
    expect(await store.exports.find('a')).toMatchObject({ state: 'QUEUED' })
    // One that dies says nothing: its lease ends.
    expect(await store.exports.claim(30)).toMatchObject({ id: 'a', attempts: 0 })
    start({ store: other, folder }, months)
    await expect.poll(stateOf(store), { timeout: 5000 }).toBe('DONE')
    expect(await store.exports.find('a')).toMatchObject({ entryCount: 6, progress: 100 })
    expect(await readdir(folder)).toEqual(['a.csv'])
  })

  test('B4 a part that does not begin where the one before has ended is read anew, and never becomes a file', async () => {
    const { store, folder } = await prepare(openFresh)
    await order(store)
    let turns = 0
    const leaping: Read = async (from) => {
      if (from === '2026-01-01') turns += 1
      return from === '2026-04-01' ? statement(from, 12_345n) : months(from, { signal: new AbortController().signal })
    }
    start({ store, folder }, leaping, { maxAttempts: 3 })
    await expect.poll(stateOf(store), { timeout: 5000 }).toBe('FAILED')
    expect(await store.exports.find('a')).toMatchObject({ failure: 'STATEMENT_DOES_NOT_ADD_UP' })
    expect(turns).toBe(3)
    expect(await readdir(folder)).toEqual([])
  })

  test('B4 a day with more entries than an answer holds ends the export by name', async () => {
    const { store, folder } = await prepare(openFresh)
    await order(store)
    const asked: string[] = []
    const huge: Read = async (from) => {
      asked.push(from)
      return new BillingError('BILLING_ANSWER_TOO_LARGE', 'Too large.', { outcome: 'not_applied' })
    }
    start({ store, folder }, huge)
    await expect.poll(stateOf(store), { timeout: 5000 }).toBe('FAILED')
    expect(await store.exports.find('a')).toMatchObject({ failure: 'TOO_MANY_ENTRIES' })
    expect(asked).toHaveLength(5)
  })
})
