import type { Database } from './database.ts'
import { deleteInBatches } from './delete.ts'
import type { TryStore } from './store.ts'

export function createTryStore(database: Database): TryStore {
  return {
    record: ({ subject, now, windowMs, max }) =>
      database.transact(async (transaction) => {
        await database.lock(transaction, `tries ${subject}`)
        await transaction
          .deleteFrom('tries')
          .where('subject', '=', subject)
          .where('tried_at', '<=', now - windowMs)
          .execute()
        const stored = await transaction
          .selectFrom('tries')
          .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min<number | null>('tried_at').as('oldestAt')])
          .where('subject', '=', subject)
          .executeTakeFirstOrThrow()
        if (stored.count < max) {
          await transaction.insertInto('tries').values({ subject, tried_at: now }).execute()
        }
        return { count: stored.count + 1, oldestAt: stored.oldestAt ?? now }
      }),
    forget: async (subject) => {
      await database.run((queries) => queries.deleteFrom('tries').where('subject', '=', subject).execute())
    },
    deleteBefore: (before) =>
      deleteInBatches((limit) =>
        database.run((queries) =>
          queries
            .deleteFrom('tries')
            .where(
              'id',
              'in',
              queries.selectFrom('tries').select('id').where('tried_at', '<', before).orderBy('tried_at').limit(limit),
            )
            .executeTakeFirst(),
        ),
      ),
  }
}
