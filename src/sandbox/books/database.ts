import { closeSync, openSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite'
import { BooksError } from './error.ts'

export type Row = Record<string, SQLOutputValue>

/** SQLite with prepared statements kept by their text. Integers are read as bigint; the readers below narrow them. */
export interface Database {
  all(sql: string, ...values: SQLInputValue[]): Row[]
  find(sql: string, ...values: SQLInputValue[]): Row | null
  run(sql: string, ...values: SQLInputValue[]): void
  /** Several statements without parameters. */
  execute(sql: string): void
  /** All or nothing, durable when it returns. A transaction inside another one joins it. */
  transaction<T>(work: () => T): T
  /** Does the work, answers what it answers, and undoes it. Not within a transaction. */
  rehearse<T>(work: () => T): T
  close(): void
}

/** Opens a file, or ":memory:". Each commit is on the disk before it returns. UNUSABLE_FILE when it is no database. */
export function openDatabase(file: string): Database {
  const connection = connect(file)
  const statements = new Map<string, StatementSync>()
  let inTransaction = false

  function prepare(sql: string): StatementSync {
    const known = statements.get(sql)
    if (known) return known
    const statement = connection.prepare(sql)
    statements.set(sql, statement)
    return statement
  }

  function transaction<T>(work: () => T): T {
    if (inTransaction) return work()
    connection.exec('BEGIN IMMEDIATE')
    inTransaction = true
    try {
      const result = work()
      connection.exec('COMMIT')
      return result
    } catch (error) {
      if (connection.isTransaction) connection.exec('ROLLBACK')
      throw error
    } finally {
      inTransaction = false
    }
  }

  function rehearse<T>(work: () => T): T {
    connection.exec('BEGIN IMMEDIATE')
    inTransaction = true
    try {
      return work()
    } finally {
      if (connection.isTransaction) connection.exec('ROLLBACK')
      inTransaction = false
    }
  }

  return {
    all: (sql, ...values) => prepare(sql).all(...values),
    find: (sql, ...values) => prepare(sql).get(...values) ?? null,
    run: (sql, ...values) => void prepare(sql).run(...values),
    execute: (sql) => connection.exec(sql),
    transaction,
    rehearse,
    close: () => {
      if (connection.isOpen) connection.close()
    },
  }
}

const SQLITE_BUSY = 5
/** A program that is being replaced needs a moment to let go. */
const LOCK_PATIENCE_MS = 2000

function connect(file: string): DatabaseSync {
  let connection: DatabaseSync | null = null
  try {
    // Names and addresses, invented or not, are for the owner's eyes. SQLite gives its side files the same mode.
    if (file !== ':memory:') closeSync(openSync(file, 'a', 0o600))
    connection = new DatabaseSync(file, {
      readBigInts: true,
      enableForeignKeyConstraints: true,
      timeout: LOCK_PATIENCE_MS,
    })
    // Two programs on one file would each have a clock of their own: the second one is refused.
    connection.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;')
    connection.exec('BEGIN IMMEDIATE; COMMIT;')
    return connection
  } catch (error) {
    connection?.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) {
      throw new BooksError('UNUSABLE_FILE', `${file} is in use by another sandbox. Stop that one, or set another file.`)
    }
    throw new BooksError('UNUSABLE_FILE', `${file} cannot be opened: ${String(error)}`)
  }
}

/** Kopecks, exact. */
export function readAmount(row: Row, column: string): bigint {
  const value = row[column]
  if (typeof value !== 'bigint') throw new TypeError(`Column ${column} holds no integer.`)
  return value
}

/** Ids, instants and codes; they stay below 2^53. */
export function readInteger(row: Row, column: string): number {
  return Number(readAmount(row, column))
}

export function readIntegerOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : readInteger(row, column)
}

export function readText(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw new TypeError(`Column ${column} holds no text.`)
  return value
}

export function readTextOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : readText(row, column)
}
