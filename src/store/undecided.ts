import type { IntentKind } from '../domain/payment-intent.ts'
import type { Database } from './database.ts'

/** How much is under way that belongs to the billing that it was ordered of. */
export interface UndecidedStore {
  /** Orders of these kinds that are neither carried out nor refused, those that wait for a person included. */
  countIntents(kinds: readonly IntentKind[]): Promise<number>
  /** Transfers whose money is on its way, between two orders as well. */
  countTransfers(): Promise<number>
}

export function createUndecidedStore(database: Database): UndecidedStore {
  return {
    countIntents: async (kinds) => {
      const { count } = await database.run((queries) =>
        queries
          .selectFrom('intents')
          .select(({ fn }) => fn.countAll<number | string | bigint>().as('count'))
          .where('state', 'not in', ['DONE', 'REJECTED'])
          .where('kind', 'in', [...kinds])
          .executeTakeFirstOrThrow(),
      )
      return Number(count)
    },
    countTransfers: async () => {
      const { count } = await database.run((queries) =>
        queries
          .selectFrom('transfers')
          .select(({ fn }) => fn.countAll<number | string | bigint>().as('count'))
          .where('state', 'not in', ['DONE', 'REFUSED', 'RETURNED'])
          .executeTakeFirstOrThrow(),
      )
      return Number(count)
    },
  }
}
