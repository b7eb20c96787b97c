import { sql } from 'kysely'
import type { IntentId } from '../domain/payment-intent.ts'
import type { Database } from './database.ts'
import { StoreError } from './error.ts'
import type { StoreCall } from './store.ts'

/** Who holds a wish, and since when by the store's own clock. */
export interface WishHold {
  readonly intentId: IntentId
  readonly ageMs: number
}

/** Wishes of accounts, each held by one intent at most, over all replicas. What an intent has come to says whether it holds on. */
export interface WishStore {
  /** Takes the wish when nobody holds it, or `over` does; answers who holds it then. The intent need not exist yet. */
  claim(
    claim: { readonly wish: string; readonly intentId: IntentId; readonly over: IntentId | null },
    call?: StoreCall,
  ): Promise<WishHold>
  /** Gives the wish up, if this intent holds it. */
  release(claim: { readonly wish: string; readonly intentId: IntentId }, call?: StoreCall): Promise<void>
}

/** Longer than intents are kept. */
const KEEP_MS = 400 * 86_400_000
/** Each claim sweeps more than it adds. */
const MAX_SWEPT = 10
/** Turns that a claim takes when who stood in its way is gone each time that it looks. */
const MAX_TURNS = 5

export function createWishStore(database: Database): WishStore {
  const { now } = database.words
  return {
    async claim({ wish, intentId, over }, call) {
      await database.run((queries) => {
        const old = queries
          .selectFrom('wishes')
          .select('wish')
          .where('claimed_at', '<', sql<number>`${now} - ${KEEP_MS}`)
        return queries.deleteFrom('wishes').where('wish', 'in', old.limit(MAX_SWEPT)).execute()
      }, call)
      for (let turn = 0; turn < MAX_TURNS; turn += 1) {
        const taken = await database.run(
          (queries) =>
            queries
              .insertInto('wishes')
              .values({ wish, intent_id: intentId, claimed_at: now })
              .onConflict((conflict) =>
                conflict
                  .column('wish')
                  .doUpdateSet({ intent_id: intentId, claimed_at: now })
                  .where('wishes.intent_id', '=', over ?? ''),
              )
              .returning('wish')
              .executeTakeFirst(),
          call,
        )
        if (taken) return { intentId, ageMs: 0 }
        const holder = await database.run(
          (queries) =>
            queries
              .selectFrom('wishes')
              .select(['intent_id', sql<number>`${now} - claimed_at`.as('age')])
              .where('wish', '=', wish)
              .executeTakeFirst(),
          call,
        )
        if (holder) return { intentId: holder.intent_id, ageMs: holder.age }
      }
      throw new StoreError('STORE_BUSY', 'A wish is taken and given up again without a pause. Try again.')
    },
    async release({ wish, intentId }, call) {
      await database.run(
        (queries) => queries.deleteFrom('wishes').where('wish', '=', wish).where('intent_id', '=', intentId).execute(),
        call,
      )
    },
  }
}
