import { sql } from 'kysely'
import type { Channel } from '../domain/message.ts'
import type { AuditedDelivery, ClaimedDelivery, DeliveryStore, NewDelivery } from './access-types.ts'
import { insertEntry, insertNote } from './audit.ts'
import type { Database, Queries } from './database.ts'
import { deleteInBatches } from './delete.ts'
import { createDueLook } from './due.ts'
import type { SqlWords } from './words.ts'

export function createDeliveryStore(database: Database): DeliveryStore {
  const { words } = database
  const isDue: Readonly<Record<Channel, () => Promise<boolean>>> = {
    SMS: createDueLook(database, 'deliveries', sql`channel = 'SMS'`),
    EMAIL: createDueLook(database, 'deliveries', sql`channel = 'EMAIL'`),
  }
  return {
    put: ({ act, messages, maxWaiting }, call) =>
      database.transact(async (transaction) => {
        await insertEntry(transaction, act)
        return insertAudited(transaction, { messages, maxWaiting, words })
      }, call),
    claim: async (wanted) => {
      if (!(await isDue[wanted.channel]())) return []
      const rows = await database.run((queries) => updateDue(queries, wanted, words).execute())
      return rows
        .toSorted((one, other) => one.created_at - other.created_at)
        .map(
          (row): ClaimedDelivery => ({
            id: row.id,
            kind: row.kind,
            payload: row.payload ?? '',
            requestId: row.request_id,
            claim: row.claim,
            attempts: row.attempts,
            isExpired: row.is_expired === 1,
          }),
        )
    },
    settle: (delivery, { state, note }) =>
      database.transact(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('deliveries')
          .set({ state, payload: null, due_at: null, settled_at: words.now })
          .where('id', '=', delivery.id)
          .where('claim', '=', delivery.claim)
          .where('state', '=', 'WAITING')
          .executeTakeFirst()
        if (numUpdatedRows === 1n) await insertNote(transaction, note, words)
        return numUpdatedRows === 1n
      }),
    postpone: async (delivery, delayMs, counts = 'a try') => {
      const { numUpdatedRows } = await database.run((queries) =>
        queries
          .updateTable('deliveries')
          .set({ due_at: later(words, delayMs), attempts: sql`attempts + ${counts === 'a try' ? 1 : 0}` })
          .where('id', '=', delivery.id)
          .where('claim', '=', delivery.claim)
          .where('state', '=', 'WAITING')
          .executeTakeFirst(),
      )
      return numUpdatedRows === 1n
    },
    deleteSettled: (olderThanMs) =>
      deleteInBatches((limit) =>
        database.run((queries) =>
          queries
            .deleteFrom('deliveries')
            .where('id', 'in', (is) =>
              is
                .selectFrom('deliveries')
                .select('id')
                .where('settled_at', '<', later(words, -olderThanMs))
                .limit(limit),
            )
            .executeTakeFirst(),
        ),
      ),
  }
}

export async function insertDelivery(queries: Queries, delivery: NewDelivery, words: SqlWords): Promise<void> {
  await writeDelivery(queries, delivery, { words, dueInMs: -HEAD_START_MS }).execute()
}

/** For what nobody waits for. False, and nothing is written, when there is a message of this id already. */
export async function insertDeliveryOnce(queries: Queries, delivery: NewDelivery, words: SqlWords): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await writeDelivery(queries, delivery, { words, dueInMs: 0 })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Codes and notices are sent before any number of notifications: they count as due for an hour already. */
const HEAD_START_MS = 3_600_000

function writeDelivery(
  queries: Queries,
  delivery: NewDelivery,
  { words, dueInMs }: { words: SqlWords; dueInMs: number },
) {
  return queries.insertInto('deliveries').values({
    id: delivery.id,
    kind: delivery.kind,
    channel: delivery.channel,
    state: 'WAITING',
    payload: delivery.payload,
    request_id: delivery.requestId,
    created_at: words.now,
    expires_at: later(words, delivery.ttlMs),
    due_at: later(words, dueInMs),
    attempts: 0,
    claim: 0,
    settled_at: null,
  })
}

/** All of them with their rows of the trail, or none where as many wait as may. */
export async function insertAudited(
  queries: Queries,
  { messages, maxWaiting, words }: { messages: readonly AuditedDelivery[]; maxWaiting: number; words: SqlWords },
): Promise<boolean> {
  if (messages.length === 0) return true
  if ((await countWaiting(queries, maxWaiting)) >= maxWaiting) return false
  for (const { delivery, audit } of messages) {
    await insertDelivery(queries, delivery, words)
    await insertEntry(queries, audit)
  }
  return true
}

/** How many wait, counted no further than `atMost`. */
export async function countWaiting(queries: Queries, atMost: number): Promise<number> {
  const { count } = await queries
    .selectFrom((from) =>
      from.selectFrom('deliveries').select('id').where('due_at', 'is not', null).limit(atMost).as('waiting'),
    )
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

function updateDue(
  queries: Queries,
  { channel, limit, leaseMs }: Parameters<DeliveryStore['claim']>[0],
  words: SqlWords,
) {
  return (
    queries
      // Materialized, so that it is read once: read again it would lock, and claim, more than the limit.
      .with(
        (name) => name('due').materialized(),
        (part) =>
          part
            .selectFrom('deliveries')
            .select('id')
            .where('channel', '=', channel)
            .where('due_at', '<=', words.now)
            .orderBy('due_at')
            .limit(limit)
            .modifyEnd(words.skipLocked),
      )
      .updateTable('deliveries')
      .set({ claim: sql`claim + 1`, due_at: later(words, leaseMs) })
      .where('id', 'in', (is) => is.selectFrom('due').select('due.id'))
      .returningAll()
      .returning(sql<number>`case when expires_at <= ${words.now} then 1 else 0 end`.as('is_expired'))
  )
}

function later({ now }: SqlWords, delayMs: number) {
  return sql<number>`${now} + ${Math.round(delayMs)}`
}
