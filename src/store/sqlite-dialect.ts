import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite'
import { CompiledQuery, type Dialect, type Driver, type SqliteDatabase, SqliteDialect } from 'kysely'
import { LRUCache } from 'lru-cache'
import { readInt64 } from './int64.ts'

type SqliteStatement = ReturnType<SqliteDatabase['prepare']>

/** Prepared statements that are kept; the queries of this program are far fewer. */
const MAX_STATEMENTS = 200

/**
 * Kysely's SQLite dialect over Node's own SQLite. Kysely was written for another driver: Node's takes parameters one by
 * one instead of in an array, and throws at integers beyond 2^53 unless they are read as bigint.
 */
export function createSqliteDialect(database: DatabaseSync): Dialect {
  const dialect = new SqliteDialect({ database: adapt(database) })
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => beginImmediately(dialect.createDriver(), database),
    createIntrospector: (queries) => dialect.createIntrospector(queries),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  }
}

function adapt(database: DatabaseSync): SqliteDatabase {
  const statements = new LRUCache<string, SqliteStatement>({ max: MAX_STATEMENTS })
  return {
    prepare: (sql) => {
      const statement = statements.get(sql) ?? prepare(database, sql)
      statements.set(sql, statement)
      return statement
    },
    close: () => {
      statements.clear()
      database.close()
    },
  }
}

function prepare(database: DatabaseSync, sql: string): SqliteStatement {
  const statement = database.prepare(sql)
  statement.setReadBigInts(true)
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(bind)).map(readRow),
    run: (parameters) => statement.run(...parameters.map(bind)),
    *iterate(parameters) {
      for (const row of statement.iterate(...parameters.map(bind))) yield readRow(row)
    },
  }
}

/** Whole numbers go in as integers: Node would bind every number as a double. */
function bind(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'bigint') return value
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value
  if (typeof value === 'boolean') return value ? 1n : 0n
  if (value instanceof Uint8Array) return value
  throw new TypeError(`SQLite has no column for a value of type ${typeof value}`)
}

function readRow(row: Record<string, SQLOutputValue>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? readInt64(value) : value]),
  )
}

/**
 * A transaction takes the write lock when it begins. One that read first and wrote later would fail when somebody else
 * wrote in between.
 */
function beginImmediately(driver: Driver, database: DatabaseSync): Driver {
  return {
    init: (options) => driver.init(options),
    acquireConnection: (options) => driver.acquireConnection(options),
    beginTransaction: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw('begin immediate'))
    },
    commitTransaction: (connection) => driver.commitTransaction(connection),
    // After a full disk SQLite has rolled back by itself, and `rollback` would hide the reason behind its own error.
    rollbackTransaction: async (connection) => {
      if (database.isTransaction) await driver.rollbackTransaction(connection)
    },
    releaseConnection: (connection, options) => driver.releaseConnection(connection, options),
    destroy: (options) => driver.destroy(options),
  }
}
