import { sql } from 'kysely'
import type { NotificationPreferences } from '../domain/notification.ts'
import { insertEntry, insertNote } from './audit.ts'
import type { Database, Queries } from './database.ts'
import { countWaiting, insertDeliveryOnce } from './deliveries.ts'
import { createDueLook } from './due.ts'
import { readNotification, writePreferences } from './notification-row.ts'
import type {
  NextLook,
  Notification,
  NotificationKey,
  NotificationStore,
  WatchedNotification,
} from './notification-types.ts'
import { writeAccountRef } from './session-row.ts'
import type { SqlWords } from './words.ts'

export function createNotificationStore(database: Database): NotificationStore {
  const { words } = database
  const isDue = createDueLook(database, 'notifications')
  return {
    find: async (key, call) => {
      const row = await database.run((queries) => selectOne(queries, key).executeTakeFirst(), call)
      return row ? readNotification(row) : null
    },
    findById: async (id, call) => {
      const row = await database.run((queries) => selectById(queries, id).executeTakeFirst(), call)
      return row ? readNotification(row) : null
    },
    save: (target, options, call) =>
      database.transact((transaction) => save(database, transaction, { target, ...options }), call),
    mute: ({ id, channel, audit }, call) =>
      database.transact(async (transaction) => {
        await database.lock(transaction, lockOf(id))
        const row = await selectById(transaction, id).executeTakeFirst()
        if (!row) return false
        const { preferences } = readNotification(row)
        const muted = withoutChannel(preferences, channel)
        if (writePreferences(muted) === row.preferences) return true
        await setPreferences(transaction, { id, preferences: muted, state: row.state, words })
        await insertEntry(transaction, audit)
        return true
      }, call),
    claimDue: async (options) => {
      if (!(await isDue())) return []
      const rows = await database.run((queries) => updateDue(queries, { ...options, words }).execute())
      return rows.map((row): WatchedNotification => ({ ...readNotification(row), state: row.state, claim: row.claim }))
    },
    advance: (claimed, next) => database.transact((transaction) => advance(database, transaction, { claimed, next })),
    hasten: async (accountIds) => {
      if (accountIds.length === 0) return
      await database.run((queries) =>
        queries
          .updateTable('notifications')
          .set({ due_at: sql`case when is_claimed = 1 then due_at else ${words.now} end`, is_touched: 1 })
          .where(words.isOneOf('account_id', accountIds))
          .where('due_at', '>', words.now)
          .execute(),
      )
    },
  }
}

type Saving = Parameters<NotificationStore['save']>[1] & { readonly target: Parameters<NotificationStore['save']>[0] }

async function save(
  database: Database,
  transaction: Queries,
  { target, change, keepState, audit }: Saving,
): Promise<Notification | null> {
  const { words } = database
  const { account, person, contactAccount } = target
  const key = { accountId: account.id, person }
  await database.lock(transaction, `notifications ${account.id} ${person}`)
  const known = await selectOne(transaction, key).executeTakeFirst()
  // A look or an `unsubscribe` may come between: what they have left is what is changed.
  if (known) await database.lock(transaction, lockOf(known.id))
  const row = known && (await selectOne(transaction, key).executeTakeFirst())
  const before = row ? readNotification(row).preferences : null
  const preferences = change(before)
  if (preferences === null) return null
  if (row && before) {
    const state = row.state === null ? null : keepState(row.state, { before, after: preferences })
    const accounts = { account: writeAccountRef(account), contact_account: writeAccountRef(contactAccount) }
    await setPreferences(transaction, { id: row.id, preferences, state, words, ...accounts })
    if (row.preferences !== writePreferences(preferences)) await insertEntry(transaction, audit)
    return { ...target, preferences, id: row.id }
  }
  await transaction
    .insertInto('notifications')
    .values({
      id: target.id,
      account_id: account.id,
      person,
      account: writeAccountRef(account),
      contact_account: writeAccountRef(contactAccount),
      preferences: writePreferences(preferences),
      state: null,
      changed_at: words.now,
      due_at: wantsNothing(preferences) ? null : words.now,
      claim: 0,
    })
    .execute()
  await insertEntry(transaction, audit)
  return { ...target, preferences }
}

async function setPreferences(
  transaction: Queries,
  change: {
    readonly id: string
    readonly preferences: NotificationPreferences
    readonly state: string | null
    readonly words: SqlWords
    readonly account?: string
    readonly contact_account?: string
  },
): Promise<void> {
  const { id, preferences, words, ...columns } = change
  await transaction
    .updateTable('notifications')
    .set({
      ...columns,
      preferences: writePreferences(preferences),
      changed_at: words.now,
      due_at: wantsNothing(preferences) ? null : words.now,
      claim: sql`claim + 1`,
      is_claimed: 0,
    })
    .where('id', '=', id)
    .execute()
}

async function advance(
  database: Database,
  transaction: Queries,
  { claimed, next }: { claimed: Pick<WatchedNotification, 'id' | 'claim'>; next: NextLook },
): Promise<'advanced' | 'lost' | 'full'> {
  const { words } = database
  const { messages, notes, maxWaiting, state, dueInMs } = next
  await database.lock(transaction, lockOf(claimed.id))
  if (messages.length > 0 && (await countWaiting(transaction, maxWaiting)) >= maxWaiting) return 'full'
  const { numUpdatedRows } = await transaction
    .updateTable('notifications')
    .set({
      state,
      due_at: sql`case when is_touched = 1 then ${words.now} else ${later(words, dueInMs)} end`,
      claim: sql`claim + 1`,
      is_claimed: 0,
      is_touched: 0,
    })
    .where('id', '=', claimed.id)
    .where('claim', '=', claimed.claim)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return 'lost'
  for (const { delivery, audit } of messages) {
    if (await insertDeliveryOnce(transaction, delivery, words)) await insertEntry(transaction, audit)
  }
  for (const note of notes) await insertNote(transaction, note, words)
  return 'advanced'
}

function updateDue(queries: Queries, { limit, leaseMs, words }: { limit: number; leaseMs: number; words: SqlWords }) {
  return (
    queries
      // Materialized, so that it is read once: read again it would lock, and claim, more than the limit.
      .with(
        (name) => name('due').materialized(),
        (part) =>
          part
            .selectFrom('notifications')
            .select('id')
            .where('due_at', '<=', words.now)
            .orderBy('due_at')
            .limit(limit)
            .modifyEnd(words.skipLocked),
      )
      .updateTable('notifications')
      .set({ claim: sql`claim + 1`, due_at: later(words, leaseMs), is_claimed: 1, is_touched: 0 })
      .where('id', 'in', (is) => is.selectFrom('due').select('due.id'))
      .returningAll()
  )
}

function selectOne(queries: Queries, { accountId, person }: NotificationKey) {
  return queries
    .selectFrom('notifications')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('person', '=', person)
}

function selectById(queries: Queries, id: string) {
  return queries.selectFrom('notifications').selectAll().where('id', '=', id)
}

/** Who changes a row and who has looked at it wait for each other. */
function lockOf(id: string): string {
  return `notification ${id}`
}

function wantsNothing({ choices }: NotificationPreferences): boolean {
  return Object.values(choices).every((channels) => channels.length === 0)
}

function withoutChannel(preferences: NotificationPreferences, channel: string): NotificationPreferences {
  const { LOW_BALANCE, PAYMENT_RECEIVED, ORDER_DONE, TICKET_ANSWERED } = preferences.choices
  const without = <T extends string>(channels: readonly T[]) => channels.filter((one) => one !== channel)
  const choices = {
    LOW_BALANCE: without(LOW_BALANCE),
    PAYMENT_RECEIVED: without(PAYMENT_RECEIVED),
    ORDER_DONE: without(ORDER_DONE),
    TICKET_ANSWERED: without(TICKET_ANSWERED),
  }
  return { ...preferences, choices }
}

function later({ now }: SqlWords, delayMs: number) {
  return sql<number>`${now} + ${Math.round(delayMs)}`
}
