import { type RawBuilder, sql } from 'kysely'
import type { IntentState } from '../domain/payment-intent.ts'
import { insertNoteFor } from './audit.ts'
import type { Queries } from './database.ts'
import { writeIntent } from './intent-row.ts'
import type { AuditNote, IntentChange, IntentClaim, IntentLimits, NewIntent } from './intent-store.ts'
import type { Changed } from './row-commit.ts'
import type { SqlWords } from './words.ts'

interface Lease {
  readonly leaseMs: number
  readonly words: SqlWords
}

/** Inserts nothing when any of the unique keys is taken; another process that is about to take it is waited for. */
export function insertIntent(
  queries: Queries,
  { intent, limits, leaseMs, words }: Lease & { intent: NewIntent; limits: IntentLimits | null },
) {
  return queries
    .insertInto('intents')
    .values({
      ...writeIntent(intent),
      state: 'ACCEPTED',
      fence: 1,
      attempt: 0,
      absences: 0,
      accepted_at: words.now,
      changed_at: words.now,
      due_at: later(words, leaseMs),
      limit_day: limits === null || limits.maxMinorUnitsPerDay === null ? null : limits.dayStart,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
}

/** What keeps an intent from being inserted: the one of the same orderer's id, or the holder of the reference. */
export function selectConflicting(
  queries: Queries,
  intent: Pick<NewIntent, 'principal' | 'kind' | 'externalId' | 'reference'>,
) {
  const ofKind = queries.selectFrom('intents').selectAll().where('kind', '=', intent.kind)
  return {
    known: ofKind.where('principal', '=', intent.principal).where('external_id', '=', intent.externalId),
    holder: ofKind.where('reference', '=', intent.reference).where(IS_NOT_REJECTED),
  }
}

/** As the index over references has it: with a parameter instead of the word it could not be used. */
export const IS_NOT_REJECTED = sql<boolean>`state <> 'REJECTED'`

export function updateDue(queries: Queries, { limit, leaseMs, words }: Lease & { limit: number }) {
  return (
    queries
      // Materialized, so that it is read once: read again it would lock, and claim, more than the limit.
      .with(
        (name) => name('due').materialized(),
        (queries) =>
          queries
            .selectFrom('intents')
            .select('id')
            .where('due_at', '<=', words.now)
            .orderBy('due_at')
            .orderBy('id')
            .limit(limit)
            .modifyEnd(words.skipLocked),
      )
      .updateTable('intents')
      .set({ fence: sql`fence + 1`, due_at: later(words, leaseMs) })
      .where('id', 'in', (is) => is.selectFrom('due').select('due.id'))
      .returningAll()
  )
}

/** What recovery would never look at again, it does not look at because of a claim either. */
export function updateClaimed(
  queries: Queries,
  { id, states, leaseMs, words }: Lease & { id: string; states: readonly IntentState[] },
) {
  return queries
    .updateTable('intents')
    .set({
      fence: sql`fence + 1`,
      due_at: sql`case when due_at is not null then ${later(words, leaseMs)} end`,
    })
    .where('id', '=', id)
    .where(words.isOneOf('state', states))
    .returningAll()
}

export function updateMoved(
  queries: Queries,
  { claim, change, words }: { claim: IntentClaim; change: IntentChange; words: SqlWords },
) {
  return queries
    .updateTable('intents')
    .set({
      state: change.to,
      due_at: laterOrNever(words, change.dueInMs),
      changed_at: change.to === claim.state ? undefined : words.now,
      attempt: sql`attempt + ${(change.begins ? 1 : 0) - (change.unsent ? 1 : 0)}`,
      sent_at: change.begins ? words.now : undefined,
      absences: change.begins ? 0 : change.absences,
      settled_at: change.settledInMs === undefined ? undefined : later(words, change.settledInMs),
      watch_until: change.watchForMs === undefined ? undefined : laterOrNever(words, change.watchForMs),
      mark: change.mark,
      sent_for: change.sentFor,
      record_id: change.recordId,
      registered_at: change.registeredAt,
      refusal: change.refusal,
      attention: isDoneBy(claim, change) ? attentionWhenDone(claim, change) : change.attention,
    })
    .where('id', '=', claim.id)
    .where('fence', '=', claim.fence)
    .where('state', '=', claim.state)
    .returningAll()
}

/** Whether a move ends with a record that is its own from then on. */
export function isDoneBy({ state }: Pick<IntentClaim, 'state'>, { to, recordId }: IntentChange): boolean {
  return to === 'DONE' && state !== 'DONE' && typeof recordId === 'string'
}

/** A record that a payment is done by already cannot be this one's as well: somebody is told, and not the money alone. */
function attentionWhenDone({ id }: IntentClaim, { recordId, attention }: IntentChange) {
  const otherwise = attention === undefined ? sql`attention` : sql`${attention}`
  return sql<string | null>`case when kind = 'PAYMENT' and exists (
      select 1 from intents as other
      where other.record_id = ${recordId} and other.kind = 'PAYMENT' and other.state = 'DONE' and other.id <> ${id})
    then 'RECORD_SHARED' else ${otherwise} end`
}

/** Those that name the record by which `changed` is done, if it is a payment. */
function othersOf(changed: Changed): RawBuilder<unknown> {
  return sql`kind = 'PAYMENT' and state = 'DONE'
    and record_id = (select record_id from ${changed} where kind = 'PAYMENT') and id <> (select id from ${changed})`
}

/** Shows the other payments of a shared record to a person, and what is wrong with them already stays so. */
export function updateSharing(changed: Changed): RawBuilder<unknown> {
  return sql`update intents set attention = coalesce(attention, 'RECORD_SHARED') where ${othersOf(changed)}`
}

/** The trail's rows of that. Written before it: where statements follow each other, they find what they tell of. */
export function insertSharingNotes(changed: Changed, audit: AuditNote, { now }: SqlWords): RawBuilder<unknown> {
  const others = sql`intents where ${othersOf(changed)}`
  return insertNoteFor(others, { ...audit, outcome: 'DONE RECORD_SHARED' }, { now, objectOf: sql`'intent:' || id` })
}

/**
 * Makes due at once whoever has waited longest for the turn of an account that `changed` has just left. One that somebody
 * is changing right now is about to take the turn by itself, and waiting for it would be waiting for each other.
 */
export function updateNextInTurn(changed: Changed, { now, skipLocked }: SqlWords): RawBuilder<unknown> {
  return sql`update intents set due_at = ${now} where due_at > ${now} and id in (
    select id from intents
    where serial_key = (select serial_key from ${changed}) and state = 'ACCEPTED'
      and id <> (select id from ${changed})
    order by id limit 1 ${skipLocked})`
}

/** So long after now; a part of a millisecond counts as a whole one. */
function later(words: SqlWords, ms: number) {
  return sql<number>`${words.now} + ${Math.ceil(ms)}`
}

function laterOrNever(words: SqlWords, ms: number | null) {
  return ms === null ? null : later(words, ms)
}
