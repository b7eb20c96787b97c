import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Client } from 'pg'
import { describe, onTestFinished } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'

/** A database of one test's own, gone when the test is over. */
export interface FreshDatabase {
  readonly kind: Store['kind']
  readonly url: string
  /** Opens it, once more each time, as another process would; all are closed after the test. */
  open(): Promise<Store>
  /** Raw access beside the store: what is really there. */
  query(sql: string): Promise<readonly Record<string, unknown>[]>
}

export type OpenFresh = () => Promise<FreshDatabase>

const ADMIN_URL = process.env['TEST_POSTGRES_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres'
const postgresFailure = await tryPostgres()

/**
 * Runs a suite on SQLite and on PostgreSQL (TEST_POSTGRES_URL, by default the local server). Without a server the
 * PostgreSQL half is shown as skipped; with CI=true its absence is a failure.
 */
export function describeStores(suite: (openFresh: OpenFresh) => void): void {
  describe('on SQLite', () => {
    suite(openFreshSqlite)
  })
  describePostgres(suite)
}

/** The half of it on PostgreSQL. */
export function describePostgres(suite: (openFresh: OpenFresh) => void): void {
  const isSkipped = postgresFailure !== null && process.env['CI'] !== 'true'
  if (isSkipped) process.stderr.write(`Tests on PostgreSQL are skipped: ${postgresFailure}\n`)
  describe.skipIf(isSkipped)('on PostgreSQL', () => {
    suite(openFreshPostgres)
  })
}

/** A SQLite database in a folder of its own. */
export async function openFreshSqlite(): Promise<FreshDatabase> {
  const folder = await createTemporaryFolder()
  const file = join(folder, 'store.sqlite')
  return {
    ...opener('sqlite', `sqlite:${file}`),
    query: async (sql) => {
      const database = new DatabaseSync(file)
      try {
        return database.prepare(sql).all()
      } finally {
        database.close()
      }
    },
  }
}

/** A folder that is deleted after the test. */
export async function createTemporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'billing-gateway-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A PostgreSQL schema of its own: every table of the store is made in it. */
async function openFreshPostgres(): Promise<FreshDatabase> {
  if (postgresFailure !== null) throw new Error(postgresFailure)
  const schema = `test_${randomUUID().replaceAll('-', '')}`
  await administrate(`create schema ${schema}`)
  onTestFinished(async () => {
    await administrate(`drop schema ${schema} cascade`)
  })
  const url = new URL(ADMIN_URL)
  url.searchParams.set('options', `-c search_path=${schema}`)
  // A blank in `options` has to be %20: the driver does not read "+" as one.
  const text = url.href.replaceAll('+', '%20')
  return { ...opener('postgres', text), query: (sql) => administrate(sql, text) }
}

function opener(kind: Store['kind'], url: string): Pick<FreshDatabase, 'kind' | 'url' | 'open'> {
  return {
    kind,
    url,
    open: async () => {
      const store = await openStore(url)
      onTestFinished(() => store.close())
      return store
    },
  }
}

async function administrate(sql: string, url = ADMIN_URL): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000 })
  await client.connect()
  try {
    const { rows } = await client.query(sql)
    return rows
  } finally {
    await client.end()
  }
}

async function tryPostgres(): Promise<string | null> {
  try {
    await administrate('select 1')
    return null
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return `no server answers (${code}). Start one, or set TEST_POSTGRES_URL.`
  }
}
