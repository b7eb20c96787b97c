import { sql } from 'kysely'
import type { IntentId, IntentKind } from '../domain/payment-intent.ts'
import type { Database, Queries } from './database.ts'
import { IS_NOT_REJECTED } from './intent-changes.ts'
import { readIntent } from './intent-row.ts'
import type { IntentCounts, IntentPageKey, IntentStore, TakenQuery } from './intent-store.ts'
import type { SqlWords } from './words.ts'

type Reading = Omit<IntentStore, 'accept' | 'acceptHeld' | 'acceptWithin' | 'claimDue' | 'claim' | 'move'>

export function createIntentReading(database: Database): Reading {
  const { words } = database
  return {
    find: async (id) => {
      const row = await database.run((queries) => selectIntents(queries).where('id', '=', id).executeTakeFirst())
      return row ? readIntent(row) : null
    },
    findByExternalId: async (key) => {
      const row = await database.run((queries) => selectByExternalId(queries, key).executeTakeFirst())
      return row ? readIntent(row) : null
    },
    findTakenRecordIds: async (query) => {
      const rows = await database.run((queries) => selectTaken(queries, { ...query, words }).execute())
      return new Set(rows.flatMap(({ record_id: id }) => id ?? []))
    },
    findSharedRecordIds: async (recordIds) => {
      const rows = await database.run((queries) => selectShared(queries, { recordIds, words }).execute())
      return new Set(rows.flatMap(({ record_id: id }) => id ?? []))
    },
    listAttention: async (page) =>
      (await database.run((queries) => selectAttention(queries, page).execute())).map(readIntent),
    list: async (page) => (await database.run((queries) => selectPage(queries, page).execute())).map(readIntent),
    findByReferences: async (kind, references) =>
      (await database.run((queries) => selectByReferences(queries, { kind, references, words }).execute())).map(
        readIntent,
      ),
    findInTurn: async (serialKey) => {
      const row = await database.run((queries) => selectInTurn(queries, serialKey).executeTakeFirst())
      return row ? readIntent(row) : null
    },
    findCancellations: async (ids) =>
      (await database.run((queries) => selectCancellations(queries, { ids, words }).execute())).map(readIntent),
    countDone: async (key) =>
      (await database.run((queries) => selectDone(queries, key).executeTakeFirstOrThrow())).count,
    count: async () => readCounts(await database.run((queries) => selectCounts(queries).execute())),
  }
}

export function selectByExternalId(
  queries: Queries,
  { principal, kind, externalId }: Parameters<Reading['findByExternalId']>[0],
) {
  return selectIntents(queries)
    .where('principal', '=', principal)
    .where('kind', '=', kind)
    .where('external_id', '=', externalId)
}

/** With the condition of its index. */
export function selectInTurn(queries: Queries, serialKey: string) {
  return selectIntents(queries).where('serial_key', '=', serialKey).where(sql<boolean>`state in ('SENDING', 'UNKNOWN')`)
}

export function selectTaken(
  queries: Queries,
  { kinds, recordIds, except, doneBefore, words }: TakenQuery & { words: SqlWords },
) {
  const taken = queries
    .selectFrom('intents')
    .select('record_id')
    .where(words.isOneOf('record_id', recordIds))
    .where(words.isOneOf('kind', kinds))
    .where('id', '<>', except)
  return doneBefore === undefined ? taken : taken.where('state', '=', 'DONE').where('changed_at', '<', doneBefore)
}

export function selectShared(
  queries: Queries,
  { recordIds, words }: { recordIds: readonly string[]; words: SqlWords },
) {
  return queries
    .selectFrom('intents')
    .select('record_id')
    .where(words.isOneOf('record_id', recordIds))
    .where('kind', '=', 'PAYMENT')
    .where('state', '=', 'DONE')
    .groupBy('record_id')
    .having(sql<boolean>`count(*) > 1`)
}

/** Begins with the condition of its index, and narrows it. */
export function selectAttention(queries: Queries, { afterId, limit }: Parameters<Reading['listAttention']>[0]) {
  const page = selectIntents(queries)
    .where(NEEDS_A_PERSON)
    .where(sql<boolean>`state in ('OPERATOR', 'DONE', 'REJECTED')`)
  return (afterId === null ? page : page.where('id', '>', afterId)).orderBy('id').limit(limit)
}

/**
 * First the ids of the whole period, from an index alone, then the rows of the page. In one step a planner may walk all
 * intents in the order of their ids instead, in the hope of meeting the period soon.
 */
export function selectPage(queries: Queries, { principal, kind, from, to, afterId, limit }: IntentPageKey) {
  let accepted = queries
    .selectFrom('intents')
    .select('id')
    .where('kind', '=', kind)
    .where('accepted_at', '>=', from)
    .where('accepted_at', '<', to)
  if (principal !== null) accepted = accepted.where('principal', '=', principal)
  if (afterId !== null) accepted = accepted.where('id', '>', afterId)
  return queries
    .with(
      (name) => name('accepted').materialized(),
      () => accepted,
    )
    .selectFrom('intents')
    .selectAll('intents')
    .where('id', 'in', (is) => is.selectFrom('accepted').select('accepted.id').orderBy('accepted.id').limit(limit))
    .orderBy('id')
}

export function selectByReferences(
  queries: Queries,
  { kind, references, words }: { kind: IntentKind; references: readonly string[]; words: SqlWords },
) {
  return selectIntents(queries)
    .where('kind', '=', kind)
    .where(words.isOneOf('reference', references))
    .where(IS_NOT_REJECTED)
    .orderBy('id')
}

export function selectCancellations(queries: Queries, { ids, words }: { ids: readonly IntentId[]; words: SqlWords }) {
  return selectIntents(queries)
    .where(words.isOneOf('relates_to', ids))
    .where('kind', '=', 'CANCELLATION')
    .where(IS_NOT_REJECTED)
    .orderBy('id')
}

/** From the index of the principal alone. */
export function selectDone(queries: Queries, { principal, kind, since }: Parameters<Reading['countDone']>[0]) {
  return queries
    .selectFrom('intents')
    .select(sql<number>`count(*)`.as('count'))
    .where('principal', '=', principal)
    .where('kind', '=', kind)
    .where('accepted_at', '>=', since)
    .where('state', '=', 'DONE')
}

/**
 * Open intents are found by being due, which they always are, and the others by needing a person. An index by state would
 * be full of the dead versions of every payment, and tempt the planner to look there for a single one.
 */
export function selectCounts(queries: Queries) {
  const count = sql<number>`count(*)`.as('count')
  const due = queries
    .selectFrom('intents')
    .select(['state as of', count])
    .where('due_at', 'is not', null)
    .where(sql<boolean>`state in ('ACCEPTED', 'SENDING', 'UNKNOWN')`)
    .groupBy('state')
  const needing = queries.selectFrom('intents').where(NEEDS_A_PERSON)
  const waiting = needing.select([sql<string>`'OPERATOR'`.as('of'), count]).where('state', '=', 'OPERATOR')
  const attention = needing.select([sql<string>`'attention'`.as('of'), count]).where('attention', 'is not', null)
  return due.unionAll(waiting).unionAll(attention)
}

const NEEDS_A_PERSON = sql<boolean>`(attention is not null or state = 'OPERATOR')`

function readCounts(rows: readonly { of: string; count: number }[]): IntentCounts {
  const countOf = (name: keyof IntentCounts) => rows.find(({ of }) => of === name)?.count ?? 0
  return {
    ACCEPTED: countOf('ACCEPTED'),
    SENDING: countOf('SENDING'),
    UNKNOWN: countOf('UNKNOWN'),
    OPERATOR: countOf('OPERATOR'),
    attention: countOf('attention'),
  }
}

function selectIntents(queries: Queries) {
  return queries.selectFrom('intents').selectAll()
}
