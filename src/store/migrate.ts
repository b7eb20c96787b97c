import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Queries } from './database.ts'
import { StoreError } from './error.ts'
import type { SqlWords } from './words.ts'

/** One numbered step of the tables. Its statements are the same text for ever: a checksum of them is kept. */
export interface Migration {
  readonly name: string
  statements(words: SqlWords): readonly string[]
}

const PATIENCE_MS = 60_000

/**
 * Brings the tables up to date, all missing steps in one transaction under a lock: of several processes that start at
 * once one migrates and the others find the work done.
 *
 * Rejects with STORE_NEWER when a newer program was here, and with STORE_FOREIGN when an applied step is not ours.
 */
export async function migrate(
  database: Database,
  options: { migrations: readonly Migration[]; now: () => number },
): Promise<void> {
  await database.transact(
    async (transaction) => {
      await database.lock(transaction, 'billing-gateway migrations')
      const { int64, tableEnd } = database.words
      await sql
        .raw(
          `create table if not exists migrations
          (name text primary key, checksum text not null, applied_at ${int64} not null)${tableEnd}`,
        )
        .execute(transaction)
      const applied = await transaction.selectFrom('migrations').selectAll().orderBy('name').execute()
      assertOurs(applied, options.migrations, database.words)
      for (const migration of options.migrations.slice(applied.length)) {
        await apply(transaction, { migration, words: database.words, appliedAt: options.now() })
      }
    },
    { patienceMs: PATIENCE_MS },
  )
}

function assertOurs(
  applied: readonly { name: string; checksum: string }[],
  migrations: readonly Migration[],
  words: SqlWords,
): void {
  for (const [position, { name, checksum }] of applied.entries()) {
    const ours = migrations[position]
    if (!ours) {
      throw new StoreError(
        'STORE_NEWER',
        `The database holds the migration ${name}, which this program does not know. Run the newer program, or restore a backup.`,
      )
    }
    if (ours.name !== name || checksumOf(ours, words) !== checksum) {
      throw new StoreError(
        'STORE_FOREIGN',
        `The database was made by other migrations: it holds ${name} where this program has its own ${ours.name}. ` +
          'Check that STORE_URL names the database of this gateway.',
      )
    }
  }
}

async function apply(
  transaction: Queries,
  step: { migration: Migration; words: SqlWords; appliedAt: number },
): Promise<void> {
  for (const statement of step.migration.statements(step.words)) await sql.raw(statement).execute(transaction)
  await transaction
    .insertInto('migrations')
    .values({
      name: step.migration.name,
      checksum: checksumOf(step.migration, step.words),
      applied_at: step.appliedAt,
    })
    .execute()
}

/** Indentation may change with the formatter; the statements may not. */
function checksumOf(migration: Migration, words: SqlWords): string {
  const text = migration.statements(words).join(';\n').replaceAll(/\s+/g, ' ')
  return createHash('sha256').update(text).digest('hex')
}
