import { type RawBuilder, sql } from 'kysely'

/** Where the SQL of the two databases differs. Everything else is written once. */
export interface SqlWords {
  /** A whole number of 64 bits. */
  readonly int64: string
  /** A text that sorts by its code points. */
  readonly orderedText: string
  /** A key that the database counts up itself. */
  readonly countedKey: string
  /** Ends `create table`: SQLite checks the columns' types only in strict tables. */
  readonly tableEnd: string
  /** Statements that make the database itself refuse to change or delete rows of a table. */
  readonly appendOnly: (table: string) => readonly string[]
  /** The database's own clock, in milliseconds since the epoch: when the statement began, so one instant within it. */
  readonly now: RawBuilder<number>
  /** Ends a `select` of rows that are about to be changed: those that somebody else is changing are left out. */
  readonly skipLocked: RawBuilder<unknown>
  /** Ends a `select` of rows that must stay as they are until the transaction ends: it waits for whoever is changing them. */
  readonly forUpdate: RawBuilder<unknown>
  /** True where the column is one of the texts; a list of any length is one parameter. */
  readonly isOneOf: (column: string, texts: readonly string[]) => RawBuilder<boolean>
  /** One row when there is such a table where ours would be, otherwise none. */
  readonly findTable: (name: string) => RawBuilder<{ readonly found: number }>
}

export const SQLITE_WORDS: SqlWords = {
  int64: 'integer',
  orderedText: 'text',
  countedKey: 'integer primary key autoincrement',
  tableEnd: ' strict',
  appendOnly: (table) =>
    ['update', 'delete'].map(
      (verb) =>
        `create trigger ${table}_no_${verb} before ${verb} on ${table} begin select raise(abort, '${table} is append-only'); end`,
    ),
  // Seconds as a double, exact to the millisecond when rounded; cut off, it could lose one.
  now: sql`cast(round(unixepoch('subsec') * 1000) as integer)`,
  // Whoever writes is alone.
  skipLocked: sql``,
  forUpdate: sql``,
  isOneOf: (column, texts) => sql`${sql.ref(column)} in (select value from json_each(${JSON.stringify(texts)}))`,
  findTable: (name) => sql`select 1 as found from sqlite_master where type = 'table' and name = ${name}`,
}

export const POSTGRES_WORDS: SqlWords = {
  int64: 'bigint',
  orderedText: 'text collate "C"',
  countedKey: 'bigint generated always as identity primary key',
  tableEnd: '',
  appendOnly: (table) => [
    `create function ${table}_refuse_change() returns trigger language plpgsql as
      $$ begin raise exception '${table} is append-only'; end $$`,
    `create trigger ${table}_append_only before update or delete or truncate on ${table}
      for each statement execute function ${table}_refuse_change()`,
  ],
  now: sql`floor(extract(epoch from statement_timestamp()) * 1000)::bigint`,
  skipLocked: sql`for update skip locked`,
  forUpdate: sql`for update`,
  isOneOf: (column, texts) => sql`${sql.ref(column)} = any(${texts})`,
  findTable: (name) => sql`select 1 as found where to_regclass(${name}) is not null`,
}
