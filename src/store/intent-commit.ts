import { type OperationNodeSource, type RawBuilder, type Selectable, sql } from 'kysely'
import type { Database, Queries } from './database.ts'
import type { StoreCall } from './store.ts'
import type { IntentsTable } from './tables.ts'

type Row = Selectable<IntentsTable>

interface Commit {
  /** Inserts or updates one intent at most, and returns it whole. */
  readonly change: (queries: Queries) => OperationNodeSource & { executeTakeFirst(): Promise<Row | undefined> }
  /** What follows from it: statements that read the changed intent, as it is by then, from `changed`. */
  readonly consequences: (changed: Changed) => readonly RawBuilder<unknown>[]
}

/** The intent that was just changed, as a table of one row called `changed`; of none when nothing was. */
export type Changed = RawBuilder<unknown>

/**
 * One change of an intent with all that follows from it, or nothing of it; answers the intent, or undefined when there was
 * none to change. Where each statement is a journey to a server all of them are one statement, which commits by itself: a
 * transaction of them would be four journeys. Where the database is in this very process, it is a transaction.
 */
export function commitIntent(
  database: Database,
  { change, consequences }: Commit,
  call?: StoreCall,
): Promise<Row | undefined> {
  if (database.kind === 'postgres') {
    return database.run(async (queries) => {
      const parts = consequences(sql`changed`).map((part, place) => sql`, ${sql.raw(`part_${place}`)} as (${part})`)
      const whole = sql<Row>`with changed as (${change(queries)})${sql.join(parts, sql``)} select * from changed`
      const { rows } = await whole.execute(queries)
      return rows[0]
    }, call)
  }
  return database.transact(async (transaction) => {
    const row = await change(transaction).executeTakeFirst()
    if (!row) return undefined
    const changed = sql`(select * from intents where id = ${row.id}) as changed`
    for (const part of consequences(changed)) await part.execute(transaction)
    return row
  }, call)
}
