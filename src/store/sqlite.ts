import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { type Engine, type Failure, insist } from './database.ts'
import { StoreError } from './error.ts'
import { createSqliteDialect } from './sqlite-dialect.ts'
import type { Tables } from './tables.ts'
import { SQLITE_WORDS } from './words.ts'

/** Several processes that open a new file at once take turns at switching it to WAL. */
const OPENING_PATIENCE_MS = 30_000

/**
 * Opens or creates a database file, readable by its owner only. A commit is on the disk when it is answered (WAL with
 * synchronous=FULL: one fsync per commit).
 */
export async function openSqlite(file: string): Promise<Engine> {
  await createFile(file)
  const database = openFile(file)
  try {
    await insist(async () => prepare(database), { patienceMs: OPENING_PATIENCE_MS, readFailure })
  } catch (error) {
    database.close()
    throw error
  }
  return {
    kind: 'sqlite',
    queries: new Kysely<Tables>({ dialect: createSqliteDialect(database) }),
    words: SQLITE_WORDS,
    // A transaction that may write is the only one of its kind: it begins with `begin immediate`.
    lock: async () => {},
    readFailure,
  }
}

async function createFile(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    const handle = await open(file, 'a', 0o600)
    await handle.close()
  } catch (error) {
    throw unwritable(file, error)
  }
}

function openFile(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { timeout: 0, enableForeignKeyConstraints: true })
  } catch (error) {
    throw unwritable(file, error)
  }
}

function prepare(database: DatabaseSync): void {
  const mode = database.prepare('pragma journal_mode = wal').get()?.['journal_mode']
  if (mode !== 'wal') {
    throw new StoreError(
      'STORE_UNWRITABLE',
      'The file system of the SQLite database has no shared memory (WAL). Use a local disk, or PostgreSQL.',
    )
  }
  database.exec('pragma synchronous = full; pragma trusted_schema = off')
}

function unwritable(file: string, cause: unknown): StoreError {
  const code = textOf(cause, 'code') ?? 'unknown error'
  return new StoreError(
    'STORE_UNWRITABLE',
    `The SQLite database ${file} cannot be opened for writing (${code}). ` +
      'Check the path in STORE_URL or DATA_DIR and the rights of its folder.',
    { cause },
  )
}

// Primary result codes: https://www.sqlite.org/rescode.html
const BUSY = 5
const LOCKED = 6
const READONLY = 8
const CORRUPT = 11
const FULL = 13
const CANTOPEN = 14
const NOTADB = 26
// Extended result codes.
const CONSTRAINT_PRIMARYKEY = 1555
const CONSTRAINT_UNIQUE = 2067

function readFailure(error: unknown): Failure {
  if (!(error instanceof Error) || textOf(error, 'code') !== 'ERR_SQLITE_ERROR') return { error, retryable: false }
  const extendedCode = numberOf(error, 'errcode')
  const resultCode = extendedCode & 0xff
  const options = { cause: error }
  if (extendedCode === CONSTRAINT_UNIQUE || extendedCode === CONSTRAINT_PRIMARYKEY) {
    const text = `SQLite holds a row with a key of this one already (result code ${extendedCode}).`
    return { error: new StoreError('STORE_DUPLICATE', text, options), retryable: false }
  }
  switch (resultCode) {
    case BUSY:
    case LOCKED:
      return {
        error: new StoreError(
          'STORE_BUSY',
          'Another process has held the SQLite database too long. Look for one that hangs on it.',
          options,
        ),
        retryable: true,
      }
    case READONLY:
    case CANTOPEN:
    case FULL:
      return {
        error: new StoreError(
          'STORE_UNWRITABLE',
          `The SQLite database cannot be written (result code ${resultCode}). Check free space and rights.`,
          options,
        ),
        retryable: false,
      }
    case CORRUPT:
    case NOTADB:
      return {
        error: new StoreError(
          'STORE_CORRUPT',
          'The file is not a readable SQLite database. Check the path in STORE_URL, or restore a backup.',
          options,
        ),
        retryable: false,
      }
    default:
      return {
        error: new StoreError('STORE_FAILED', `SQLite refused a statement (result code ${resultCode}).`, options),
        retryable: false,
      }
  }
}

function textOf(value: unknown, name: string): string | null {
  const found: unknown = Object(value)[name]
  return typeof found === 'string' ? found : null
}

function numberOf(value: unknown, name: string): number {
  const found: unknown = Object(value)[name]
  return typeof found === 'number' ? found : 0
}
