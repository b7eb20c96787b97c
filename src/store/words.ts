/** Where the SQL of the two databases differs. Everything else is written once. */
export interface SqlWords {
  /** A whole number of 64 bits. */
  readonly int64: string
  /** A key that the database counts up itself. */
  readonly countedKey: string
  /** Ends `create table`: SQLite checks the columns' types only in strict tables. */
  readonly tableEnd: string
  /** Statements that make the database itself refuse to change or delete rows of a table. */
  readonly appendOnly: (table: string) => readonly string[]
}

export const SQLITE_WORDS: SqlWords = {
  int64: 'integer',
  countedKey: 'integer primary key autoincrement',
  tableEnd: ' strict',
  appendOnly: (table) =>
    ['update', 'delete'].map(
      (verb) =>
        `create trigger ${table}_no_${verb} before ${verb} on ${table} begin select raise(abort, '${table} is append-only'); end`,
    ),
}

export const POSTGRES_WORDS: SqlWords = {
  int64: 'bigint',
  countedKey: 'bigint generated always as identity primary key',
  tableEnd: '',
  appendOnly: (table) => [
    `create function ${table}_refuse_change() returns trigger language plpgsql as
      $$ begin raise exception '${table} is append-only'; end $$`,
    `create trigger ${table}_append_only before update or delete or truncate on ${table}
      for each statement execute function ${table}_refuse_change()`,
  ],
}
