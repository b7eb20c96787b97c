import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Database, Queries } from './database.ts'
import type { AuditNote } from './intent-store.ts'
import type { AuditEntry, AuditQuery, AuditRow, AuditStore } from './store.ts'
import type { AuditTable } from './tables.ts'
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
      return rows.map(readRow)
    },
    search: async (query, call) => {
      const rows = await database.run((queries) => selectMatching(queries, query).execute(), call)
      return rows.map(readRow)
    },
    listByObjects: async (objects, { limit }, call) => {
      const rows =
        objects.length === 0
          ? []
          : await database.run(
              (queries) => selectNewest(queries, { objects, limit, words: database.words }).execute(),
              call,
            )
      return Map.groupBy(
        rows.map(({ place: _place, ...row }) => readRow(row)),
        ({ object }) => object,
      )
    },
  }
}

/** Every filter has an index that is in this order, so that a page costs what it holds. */
function selectMatching(queries: Queries, { actor, act, object, from, to, before, limit }: AuditQuery) {
  let rows = queries.selectFrom('audit').selectAll()
  if (actor !== null) rows = rows.where('actor', '=', actor)
  if (act !== null) rows = rows.where('act', '=', act)
  if (object !== null) rows = rows.where('object', '=', object)
  if (from !== null) rows = rows.where('happened_at', '>=', from)
  if (to !== null) rows = rows.where('happened_at', '<', to)
  if (before !== null) rows = rows.where(sql<boolean>`(happened_at, id) < (${before.at}, ${before.id})`)
  return rows.orderBy('happened_at', 'desc').orderBy('id', 'desc').limit(limit)
}

function selectNewest(
  queries: Queries,
  { objects, limit, words }: { objects: readonly string[]; limit: number; words: SqlWords },
) {
  const placed = queries
    .selectFrom('audit')
    .selectAll()
    .select(sql<number>`row_number() over (partition by object order by happened_at desc, id desc)`.as('place'))
    .where(words.isOneOf('object', objects))
  return queries
    .selectFrom(placed.as('placed'))
    .selectAll()
    .where('place', '<=', limit)
    .orderBy('happened_at')
    .orderBy('id')
}

function readRow({ id, happened_at: at, request_id: requestId, ...texts }: Selectable<AuditTable>): AuditRow {
  return { id, at, requestId, ...texts }
}

/** Adds the row of an act to its transaction; null adds none. */
export async function insertEntry(queries: Queries, entry: AuditEntry | null): Promise<void> {
  if (!entry) return
  await queries
    .insertInto('audit')
    .values({ happened_at: entry.at, ...writeNote(entry) })
    .execute()
}

/** The same at the instant of the database's own clock. */
export async function insertNote(queries: Queries, note: AuditNote, { now }: SqlWords): Promise<void> {
  await queries
    .insertInto('audit')
    .values({ happened_at: now, ...writeNote(note) })
    .execute()
}

/** The same for each row of a table; `objectOf` tells the object of each, where that is not the note's. */
export function insertNoteFor(
  table: RawBuilder<unknown>,
  note: AuditNote,
  { now, objectOf }: Pick<SqlWords, 'now'> & { readonly objectOf?: RawBuilder<string> },
): RawBuilder<unknown> {
  const { actor, act, object, outcome, request_id: requestId } = writeNote(note)
  return sql`insert into audit (happened_at, actor, act, object, outcome, request_id)
    select ${now}, ${actor}, ${act}, ${objectOf ?? object}, ${outcome}, ${requestId} from ${table}`
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
