import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Pool } from 'pg'
import type { StoreKind } from './options.ts'

const TEXT = 'x'.repeat(200)
const CONNECTIONS = 10

/** How many rows a second the store takes when each is a transaction of its own: what durability alone costs. */
export function measureInserts(
  kind: StoreKind,
  where: { readonly folder: string; readonly postgresUrl: string; readonly seconds: number },
): Promise<number> {
  return kind === 'sqlite' ? insertIntoSqlite(where) : insertIntoPostgres(where)
}

async function insertIntoSqlite({ folder, seconds }: { folder: string; seconds: number }): Promise<number> {
  const file = join(folder, 'inserts.sqlite')
  const database = new DatabaseSync(file)
  try {
    database.exec('pragma journal_mode = wal; pragma synchronous = full')
    database.exec('create table rows (id integer primary key, content text not null) strict')
    const insert = database.prepare('insert into rows (content) values (?)')
    const until = performance.now() + seconds * 1000
    let count = 0
    while (performance.now() < until) {
      insert.run(TEXT)
      count += 1
    }
    return count / seconds
  } finally {
    database.close()
    for (const end of ['', '-wal', '-shm']) await rm(`${file}${end}`, { force: true })
  }
}

async function insertIntoPostgres({ postgresUrl, seconds }: { postgresUrl: string; seconds: number }): Promise<number> {
  const pool = new Pool({ connectionString: postgresUrl, max: CONNECTIONS })
  try {
    await pool.query(
      'create table bench_rows (id bigint generated always as identity primary key, content text not null)',
    )
    const until = performance.now() + seconds * 1000
    let count = 0
    const insertOn = async () => {
      while (performance.now() < until) {
        await pool.query({ name: 'insert', text: 'insert into bench_rows (content) values ($1)', values: [TEXT] })
        count += 1
      }
    }
    await Promise.all(Array.from({ length: CONNECTIONS }, insertOn))
    await pool.query('drop table bench_rows')
    return count / seconds
  } finally {
    await pool.end()
  }
}
