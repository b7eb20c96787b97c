import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Client } from 'pg'

const ADMIN_URL = process.env['TEST_POSTGRES_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres'

/** A store of the sweep's own: a file in its folder, or a schema of the PostgreSQL server. */
export async function createStoreUrl(
  kind: 'sqlite' | 'postgres',
  folder: string,
): Promise<{ readonly url: string; drop(): Promise<void> }> {
  if (kind === 'sqlite') return { url: `sqlite:${join(folder, 'gateway.sqlite')}`, drop: async () => {} }
  const schema = `sweep_${randomUUID().replaceAll('-', '')}`
  await administrate(`create schema ${schema}`)
  const url = new URL(ADMIN_URL)
  url.searchParams.set('options', `-c search_path=${schema}`)
  // A blank in `options` has to be %20: the driver does not read "+" as one.
  return { url: url.href.replaceAll('+', '%20'), drop: () => administrate(`drop schema ${schema} cascade`) }
}

async function administrate(sql: string): Promise<void> {
  const client = new Client({ connectionString: ADMIN_URL, connectionTimeoutMillis: 3_000 })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
