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

  return {
    all: (sql, ...values) => prepare(sql).all(...values),
    find: (sql, ...values) => prepare(sql).get(...values) ?? null,
    run: (sql, ...values) => void prepare(sql).run(...values),
    execute: (sql) => connection.exec(sql),
    transaction,
    close: () => {
      if (connection.isOpen) connection.close()
    },
  }
}

function connect(file: string): DatabaseSync {
  let connection: DatabaseSync | null = null
  try {
    connection = new DatabaseSync(file, { readBigInts: true, enableForeignKeyConstraints: true, timeout: 5000 })
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;')
    return connection
  } catch (error) {
    connection?.close()
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
