import type { RawBuilder } from 'kysely'
import type { Database, Queries } from './database.ts'
import type { AuditNote } from './intent-store.ts'
import type { AuditEntry, AuditStore } from './store.ts'
import type { SqlWords } from './words.ts'

/** The longest text that one column of the trail keeps, in UTF-16 units. */
const MAX_TEXT = 200

/** There is no way to change or delete here, and the tables' triggers refuse it too. */
export function createAuditStore(database: Database): AuditStore {
  return {
    append: (entry, call) => database.run((queries) => insertEntry(queries, entry), call),
    list: async ({ afterId, limit }) => {
      const rows = await database.run((queries) =>
        queries.selectFrom('audit').selectAll().where('id', '>', afterId).orderBy('id').limit(limit).execute(),
      )
      return rows.map(({ id, happened_at: at, request_id: requestId, ...texts }) => ({ id, at, requestId, ...texts }))
    },
  }
}

/** Adds the row of an act to its transaction; null adds none. */
export async function insertEntry(queries: Queries, entry: AuditEntry | null): Promise<void> {
  if (entry) await insertAt(queries, entry, entry.at)
}

/** The same at the instant of the database's own clock. */
export async function insertNote(queries: Queries, note: AuditNote | null, { now }: SqlWords): Promise<void> {
  if (note) await insertAt(queries, note, now)
}

async function insertAt(queries: Queries, note: AuditNote, at: number | RawBuilder<number>): Promise<void> {
  await queries
    .insertInto('audit')
    .values({ happened_at: at, ...writeNote(note) })
    .execute()
}

function writeNote(entry: AuditNote) {
  return {
    actor: plain(entry.actor),
    act: plain(entry.act),
    object: plain(entry.object),
    outcome: plain(entry.outcome),
    request_id: plain(entry.requestId),
  }
}

/** A request id may come from a client: no NUL that PostgreSQL refuses, no line break that forges a second row. */
function plain(text: string): string {
  return text
    .slice(0, MAX_TEXT)
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, '\uFFFD')
}
