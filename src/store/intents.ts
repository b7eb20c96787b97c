import type { Intent, IntentState } from '../domain/payment-intent.ts'
import { insertNote, insertNoteFor } from './audit.ts'
import type { Database, Queries } from './database.ts'
import { createDueLook } from './due.ts'
import { StoreError } from './error.ts'
import {
  insertIntent,
  insertSharingNotes,
  isDoneBy,
  selectConflicting,
  updateClaimed,
  updateDue,
  updateMoved,
  updateNextInTurn,
  updateSharing,
} from './intent-changes.ts'
import { createIntentReading } from './intent-reading.ts'
import { readIntent } from './intent-row.ts'
import type {
  AcceptVerdict,
  AuditNote,
  ClaimLostVerdict,
  IntentLimits,
  IntentStore,
  NewIntent,
} from './intent-store.ts'
import { endsTurn, movesNoMoney } from './intent-turns.ts'
import { countUsage, giveBackUsage, readLimit } from './payment-usage.ts'
import { type Changed, commitRow } from './row-commit.ts'
import type { StoreCall } from './store.ts'
import type { SqlWords } from './words.ts'

/** Turns that an acceptance takes when what stood in its way is gone each time that it looks. */
const MAX_ACCEPT_TURNS = 5

export function createIntentStore(database: Database): IntentStore {
  const { words } = database

  async function accept(
    intent: NewIntent,
    { leaseMs, audit, limits }: { leaseMs: number; audit: AuditNote; limits: IntentLimits | null },
    call?: StoreCall,
  ): Promise<AcceptVerdict> {
    const commit = {
      table: 'intents' as const,
      change: (queries: Queries) => insertIntent(queries, { intent, limits, leaseMs, words }),
      consequences: (changed: Changed) => [
        insertNoteFor(changed, audit, words),
        ...(limits ? [countUsage(changed, limits)] : []),
      ],
    }
    for (let turn = 0; turn < MAX_ACCEPT_TURNS; turn += 1) {
      const created = await commitRow(database, commit, call)
      if (created) return { kind: 'created', intent: readIntent(created) }
      const conflict = await database.run((queries) => findConflict(queries, intent), call)
      if (conflict) return conflict
    }
    return failUnclear()
  }

  return {
    ...createIntentReading(database),
    accept: (intent, options, call) => accept(intent, { ...options, limits: null }, call),
    acceptWithin: async (intent, options, call) => {
      try {
        return await accept(intent, options, call)
      } catch (error) {
        const limit = readLimit(error)
        if (limit !== null) return { kind: 'limited', limit }
        throw error
      }
    },
    acceptHeld: (intent, options, call) =>
      database.transact((transaction) => acceptHeld(transaction, { intent, ...options, words }), call),
    claimDue: createClaimDue(database),
    claim: async (id, options) => {
      const row = await database.run((queries) => updateClaimed(queries, { id, ...options, words }).executeTakeFirst())
      return row ? readIntent(row) : null
    },
    move: async (claim, change, audit) => {
      assertTold(claim.state, change.to, audit)
      const commit = {
        table: 'intents' as const,
        change: (queries: Queries) => updateMoved(queries, { claim, change, words }),
        consequences: (changed: Changed) => [
          ...(audit ? [insertNoteFor(changed, audit, words)] : []),
          ...(audit && isDoneBy(claim, change)
            ? [insertSharingNotes(changed, audit, words), updateSharing(changed)]
            : []),
          ...(movesNoMoney(claim.state, change.to) ? [giveBackUsage(changed)] : []),
          ...(endsTurn(claim.state, change.to) ? [updateNextInTurn(changed, words)] : []),
        ],
      }
      try {
        const row = await commitRow(database, commit)
        return row ? { kind: 'moved', intent: readIntent(row) } : { kind: 'fence_lost' }
      } catch (error) {
        if (isSerialKeyTaken(error)) return { kind: 'account_busy' }
        throw error
      }
    },
  }
}

function createClaimDue(database: Database): IntentStore['claimDue'] {
  const { words } = database
  const isDue = createDueLook(database, 'intents')
  return async (options) => {
    if (!(await isDue())) return []
    const rows = await database.run((queries) => updateDue(queries, { ...options, words }).execute())
    return rows.map(readIntent).toSorted(byId)
  }
}

/** The row of the claim is kept as it is until the intent is there for whoever claims next. */
async function acceptHeld(
  transaction: Queries,
  {
    intent,
    leaseMs,
    audit,
    claim,
    words,
  }: Parameters<IntentStore['acceptHeld']>[1] & { readonly intent: NewIntent; readonly words: SqlWords },
): Promise<AcceptVerdict | ClaimLostVerdict> {
  const held = await transaction
    .selectFrom('checkouts')
    .select('id')
    .where('id', '=', claim.id)
    .where('fence', '=', claim.fence)
    .where('state', '=', claim.state)
    .modifyEnd(words.forUpdate)
    .executeTakeFirst()
  if (!held) return { kind: 'claim_lost' }
  const row = await insertIntent(transaction, { intent, limits: null, leaseMs, words }).executeTakeFirst()
  if (!row) return (await findConflict(transaction, intent)) ?? failUnclear()
  await insertNote(transaction, audit, words)
  return { kind: 'created', intent: readIntent(row) }
}

function failUnclear(): never {
  throw new StoreError('STORE_FAILED', 'The id of a new payment intent belongs to another one. Ids must be unique.')
}

/** The caller's own id comes first: a repeat is a repeat, whoever else carries the reference by now. */
async function findConflict(queries: Queries, intent: NewIntent): Promise<AcceptVerdict | null> {
  const { known, holder } = selectConflicting(queries, intent)
  const same = await known.executeTakeFirst()
  if (same) return { kind: 'known', intent: readIntent(same) }
  const other = await holder.executeTakeFirst()
  return other ? { kind: 'reference_taken', intent: readIntent(other) } : null
}

/** By the name of the index or column, which both databases put into their message, in whatever language. */
function isSerialKeyTaken(error: unknown): boolean {
  if (!(error instanceof StoreError) || error.code !== 'STORE_DUPLICATE') return false
  return error.cause instanceof Error && /intents[._]serial/.test(error.cause.message)
}

function assertTold(from: IntentState, to: IntentState, audit: AuditNote | null): void {
  if (from === to || audit !== null) return
  throw new StoreError('STORE_FAILED', `A move from ${from} to ${to} has no row for the audit trail.`)
}

function byId(left: Intent, right: Intent): number {
  return left.id < right.id ? -1 : 1
}
