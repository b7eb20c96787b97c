import type { Selectable } from 'kysely'
import { createContentChanges } from './content-changes.ts'
import { readContent } from './content-row.ts'
import type { ContentFilter, ContentStore } from './content-types.ts'
import type { Database, Queries } from './database.ts'
import type { ContentTable } from './tables.ts'

export function createContentStore(database: Database): ContentStore {
  return {
    list: async (filter) => (await database.run((queries) => list(queries, filter))).map(readContent),
    find: async ({ kind, ids, shownAt }) => {
      if (ids.length === 0) return new Map()
      const rows = await database.run((queries) =>
        selectShown(queries, { kind, shownAt })
          .where('id', 'in', [...ids])
          .execute(),
      )
      return new Map(rows.map((row) => [row.id, readContent(row)]))
    },
    ...createContentChanges(database),
  }
}

function list(queries: Queries, filter: ContentFilter): Promise<Selectable<ContentTable>[]> {
  const { regionId, topic, after } = filter
  let query = selectShown(queries, filter)
  if (topic !== null) query = query.where('topic', '=', topic)
  if (regionId === null) query = query.where('region_id', 'is', null)
  if (typeof regionId === 'string') {
    query = query.where((is) => is.or([is('region_id', 'is', null), is('region_id', '=', regionId)]))
  }
  if (after !== null) {
    query = query.where((is) =>
      is.or([
        is('sort_key', '<', after.sortKey),
        is.and([is('sort_key', '=', after.sortKey), is('id', '<', after.id)]),
      ]),
    )
  }
  return query.orderBy('sort_key', 'desc').orderBy('id', 'desc').limit(filter.limit).execute()
}

function selectShown(queries: Queries, { kind, shownAt }: Pick<ContentFilter, 'kind' | 'shownAt'>) {
  const there = queries.selectFrom('content').selectAll().where('kind', '=', kind).where('removed_at', 'is', null)
  if (shownAt === null) return there
  return there
    .where('starts_at', '<=', shownAt)
    .where((is) => is.or([is('ends_at', 'is', null), is('ends_at', '>', shownAt)]))
}
