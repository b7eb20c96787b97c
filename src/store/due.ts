import { type CompiledQuery, sql } from 'kysely'
import type { Database } from './database.ts'
import type { Tables } from './tables.ts'

/** Tables of what is taken up when its time has come. */
type DueTable = {
  [Name in keyof Tables]: Tables[Name] extends { readonly due_at: number | null } ? Name : never
}[keyof Tables]

/**
 * Whether any row of the table is due, by the database's clock. The workers of every replica look for work once or twice a second, and
 * nearly always there is none. A claim that finds none has taken the lock of those who write all the same, and its SQL is put together
 * anew each time; this look reads one place of an index, and its SQL is made once. Where it is true somebody else may be quicker.
 */
export function createDueLook(database: Database, table: DueTable, condition = sql`1 = 1`): () => Promise<boolean> {
  let look: CompiledQuery | null = null
  return () =>
    database.run(async (queries) => {
      look ??=
        sql`select 1 from ${sql.table(table)} where ${condition} and due_at <= ${database.words.now} limit 1`.compile(
          queries,
        )
      const { rows } = await queries.executeQuery(look)
      return rows.length > 0
    })
}
