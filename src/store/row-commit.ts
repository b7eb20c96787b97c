import { type OperationNodeSource, type RawBuilder, sql } from 'kysely'
import type { Database, Queries } from './database.ts'
import type { StoreCall } from './store.ts'

interface Commit<Row extends { readonly id: string }> {
  readonly table: 'intents' | 'transfers'
  /** Inserts or updates one row at most, and returns it whole. */
  readonly change: (queries: Queries) => OperationNodeSource & { executeTakeFirst(): Promise<Row | undefined> }
  /** What follows from it: statements that read the changed row, as it is by then, from `changed`. */
  readonly consequences: (changed: Changed) => readonly RawBuilder<unknown>[]
}

/** The row that was just changed, as a table of one row called `changed`; of none when nothing was. */
export type Changed = RawBuilder<unknown>

/**
 * One change of a row with all that follows from it, or nothing of it; answers the row, or undefined when there was none to
 * change. Where each statement is a journey to a server all of them are one statement, which commits by itself: a
 * transaction of them would be four journeys. Where the database is in this very process, it is a transaction.
 */
export function commitRow<Row extends { readonly id: string }>(
  database: Database,
  { table, change, consequences }: Commit<Row>,
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
    const changed = sql`(select * from ${sql.table(table)} where id = ${row.id}) as changed`
    for (const part of consequences(changed)) await part.execute(transaction)
    return row
  }, call)
}
