import { sql } from 'kysely'
import type { IntentId, IntentKind } from '../domain/payment-intent.ts'
import type { Database, Queries } from './database.ts'
import { IS_NOT_REJECTED } from './intent-changes.ts'
import { readIntent, readState } from './intent-row.ts'
import type { IntentCounts, IntentPageKey, IntentStore } from './intent-store.ts'
import type { SqlWords } from './words.ts'

type Reading = Omit<IntentStore, 'accept' | 'claimDue' | 'claim' | 'move'>

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
    findTakenPaymentIds: async (query) => {
      const rows = await database.run((queries) => selectTaken(queries, { ...query, words }).execute())
      return new Set(rows.flatMap(({ payment_id: id }) => id ?? []))
    },
    listAttention: async (page) =>
      (await database.run((queries) => selectAttention(queries, page).execute())).map(readIntent),
    list: async (page) => (await database.run((queries) => selectPage(queries, page).execute())).map(readIntent),
    findByReferences: async (kind, references) =>
      (await database.run((queries) => selectByReferences(queries, { kind, references, words }).execute())).map(
        readIntent,
      ),
    findCancellations: async (ids) =>
      (await database.run((queries) => selectCancellations(queries, { ids, words }).execute())).map(readIntent),
    readUsage: async (query) => {
      const usage = await database.run((queries) => selectUsage(queries, query).executeTakeFirstOrThrow())
      return { sumTodayMinorUnits: BigInt(usage.sum_today), paymentsLastMinute: usage.last_minute }
    },
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

export function selectTaken(
  queries: Queries,
  { paymentIds, except, words }: Parameters<Reading['findTakenPaymentIds']>[0] & { words: SqlWords },
) {
  return queries
    .selectFrom('intents')
    .select('payment_id')
    .where(words.isOneOf('payment_id', paymentIds))
    .where('id', '<>', except)
}

/** Begins with the condition of its index, and narrows it. */
export function selectAttention(queries: Queries, { afterId, limit }: Parameters<Reading['listAttention']>[0]) {
  const page = selectIntents(queries)
    .where(NEEDS_A_PERSON)
    .where(sql<boolean>`state in ('OPERATOR', 'DONE', 'REJECTED')`)
  return (afterId === null ? page : page.where('id', '>', afterId)).orderBy('id').limit(limit)
}

export function selectPage(queries: Queries, { principal, kind, from, to, afterId, limit }: IntentPageKey) {
  let page = selectIntents(queries)
    .where('kind', '=', kind)
    .where('accepted_at', '>=', from)
    .where('accepted_at', '<', to)
  if (principal !== null) page = page.where('principal', '=', principal)
  if (afterId !== null) page = page.where('id', '>', afterId)
  return page.orderBy('id').limit(limit)
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

/** All from one index, without a row of the table. */
export function selectUsage(
  queries: Queries,
  { principal, dayStart, minuteStart }: Parameters<Reading['readUsage']>[0],
) {
  return queries
    .selectFrom('intents')
    .select([
      sql<
        number | bigint
      >`cast(coalesce(sum(amount_minor_units) filter (where accepted_at >= ${dayStart}), 0) as bigint)`.as('sum_today'),
      sql<number>`count(*) filter (where accepted_at >= ${minuteStart})`.as('last_minute'),
    ])
    .where('principal', '=', principal)
    .where('kind', '=', 'PAYMENT')
    .where('accepted_at', '>=', Math.min(dayStart, minuteStart))
    .where(IS_NOT_REJECTED)
}

export function selectCounts(queries: Queries) {
  const states = queries
    .selectFrom('intents')
    .select((is) => ['state as of', is.fn.countAll<number>().as('count')])
    .where(sql<boolean>`state not in ('DONE', 'REJECTED')`)
    .groupBy('state')
  const attention = queries
    .selectFrom('intents')
    .select((is) => [sql<string>`'attention'`.as('of'), is.fn.countAll<number>().as('count')])
    .where(NEEDS_A_PERSON)
    .where('attention', 'is not', null)
  return states.unionAll(attention)
}

const NEEDS_A_PERSON = sql<boolean>`(attention is not null or state = 'OPERATOR')`

function readCounts(rows: readonly { of: string; count: number }[]): IntentCounts {
  const counts = new Map(rows.map(({ of, count }) => [of === 'attention' ? of : readState(of), count]))
  const { ACCEPTED, SENDING, UNKNOWN, OPERATOR, attention }: Partial<Record<string, number>> =
    Object.fromEntries(counts)
  return {
    ACCEPTED: ACCEPTED ?? 0,
    SENDING: SENDING ?? 0,
    UNKNOWN: UNKNOWN ?? 0,
    OPERATOR: OPERATOR ?? 0,
    attention: attention ?? 0,
  }
}

function selectIntents(queries: Queries) {
  return queries.selectFrom('intents').selectAll()
}
