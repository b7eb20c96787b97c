import { Kysely, PostgresDialect, sql } from 'kysely'
import { DatabaseError, Pool, TypeOverrides, types } from 'pg'
import { codeOf } from '../observability/thrown.ts'
import type { Engine, Failure, Queries } from './database.ts'
import { StoreError, type StoreErrorCode } from './error.ts'
import { readInt64 } from './int64.ts'
import { preparingPool } from './postgres-prepared.ts'
import type { Tables } from './tables.ts'
import { POSTGRES_WORDS } from './words.ts'

const MAX_CONNECTIONS = 10
const CONNECT_TIMEOUT_MS = 5_000
/** What one statement may take: serving, or migrating, which replicas that start together also wait for. */
const STATEMENT_TIMEOUT_MS = { serving: 10_000, migrating: 600_000 } as const
/** A server that says nothing at all, not even that the statement's time is over, is given up after this much more. */
const SILENCE_MS = 5_000
/** Ends a transaction whose process hangs, so that its locks do not stop the others. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000

/**
 * Connects to a PostgreSQL database; connections are opened when they are needed, at most ten. A commit is on the disk
 * when it is answered, and a server that does otherwise is refused.
 */
export async function openPostgres(url: URL, purpose: keyof typeof STATEMENT_TIMEOUT_MS): Promise<Engine> {
  const pool = new Pool({
    connectionString: withDurableCommits(url),
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS[purpose],
    query_timeout: STATEMENT_TIMEOUT_MS[purpose] + SILENCE_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    application_name: 'billing-gateway',
    keepAlive: true,
    types: readsInt64(),
  })
  // A connection that is lost is replaced by the next query, and the query that it was lost in rejects; unheard, the event would end
  // the process. The pool speaks for idle connections alone, so each is heard itself as well.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', () => {})
  })
  const place = `${url.host || 'the local socket'}${url.pathname}`
  const queries = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparingPool(pool) }) })
  try {
    await assertDurable(queries)
  } catch (error) {
    await queries.destroy()
    throw readFailure(error, place).error
  }
  return {
    kind: 'postgres',
    queries,
    words: POSTGRES_WORDS,
    lock: async (transaction, key) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(transaction)
    },
    readFailure: (error) => readFailure(error, place),
  }
}

/** Said by the connection itself, it wins over what the server, the database, the role or the URL says. */
function withDurableCommits(url: URL): string {
  const durable = new URL(url)
  durable.searchParams.set('options', `${url.searchParams.get('options') ?? ''} -c synchronous_commit=on`)
  // A blank in `options` has to be %20: the driver does not read "+" as one.
  durable.search = durable.search.replaceAll('+', '%20')
  return durable.href
}

/** A pooler in between may drop what a connection asks for, so the server is asked what holds. */
export async function assertDurable(queries: Queries): Promise<void> {
  const { rows } = await sql<{ commits: string; fsync: string }>`
    select current_setting('synchronous_commit') as commits, current_setting('fsync') as fsync`.execute(queries)
  if (rows.every(({ commits, fsync }) => commits !== 'off' && fsync === 'on')) return
  throw new StoreError(
    'STORE_NOT_DURABLE',
    'The PostgreSQL server answers commits before they are on the disk: an accepted payment could be lost. ' +
      'Set fsync and synchronous_commit to on.',
  )
}

function readsInt64(): TypeOverrides {
  const overrides = new TypeOverrides()
  overrides.setTypeParser(types.builtins.INT8, (text) => readInt64(BigInt(text)))
  return overrides
}

function readFailure(error: unknown, place: string): Failure {
  if (!(error instanceof Error) || error instanceof StoreError || error instanceof TypeError) {
    return { error, retryable: false }
  }
  const retryable = error instanceof DatabaseError && RETRYABLE.some((state) => state === error.code)
  return { error: explain(error, place), retryable }
}

/** Serialization failure and deadlock: the server rolled the whole transaction back. */
const RETRYABLE = ['40001', '40P01'] as const

// SQLSTATEs: PostgreSQL manual, appendix A. The first listed prefix decides; any other state is STORE_FAILED.
const CODE_BY_STATE: readonly (readonly [prefix: string, code: StoreErrorCode])[] = [
  ['08', 'STORE_UNREACHABLE'],
  ['57P', 'STORE_UNREACHABLE'],
  ['53', 'STORE_UNREACHABLE'],
  ['28', 'STORE_ACCESS_DENIED'],
  ['3D', 'STORE_ACCESS_DENIED'],
  ['3F', 'STORE_ACCESS_DENIED'],
  ['42501', 'STORE_ACCESS_DENIED'],
  ['40', 'STORE_BUSY'],
  ['55P03', 'STORE_BUSY'],
  ['57014', 'STORE_BUSY'],
  ['23505', 'STORE_DUPLICATE'],
]

/** The server's own text may quote a stored value, so only its code is repeated. */
function explain(error: Error, place: string): StoreError {
  const state = codeOf(error, 'no connection')
  const code = error instanceof DatabaseError ? codeOfState(state) : 'STORE_UNREACHABLE'
  const hint = HINTS.find(([about]) => about === code)?.[1] ?? 'The cause of this error says more.'
  return new StoreError(code, `PostgreSQL at ${place}: ${state}. ${hint}`, { cause: error })
}

function codeOfState(state: string): StoreErrorCode {
  return CODE_BY_STATE.find(([prefix]) => state.startsWith(prefix))?.[1] ?? 'STORE_FAILED'
}

const HINTS: readonly (readonly [code: StoreErrorCode, hint: string])[] = [
  ['STORE_UNREACHABLE', 'It cannot be reached. Check host and port in STORE_URL and that the server runs.'],
  ['STORE_ACCESS_DENIED', 'It does not let us in. Check user, password, database name and rights in STORE_URL.'],
  ['STORE_BUSY', 'Others held it too long. Look for a transaction that hangs.'],
]
