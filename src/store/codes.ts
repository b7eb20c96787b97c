import type { CodeStore } from './access-types.ts'
import { insertEntry } from './audit.ts'
import type { Database } from './database.ts'
import { deleteInBatches } from './delete.ts'
import { countWaiting, insertDelivery } from './deliveries.ts'

export function createCodeStore(database: Database): CodeStore {
  const { words } = database
  return {
    put: ({ code, delivery, maxWaiting, audit }, call) =>
      database.transact(async (transaction) => {
        if (delivery !== null && (await countWaiting(transaction, maxWaiting)) >= maxWaiting) return false
        const row = { code_hash: code.codeHash, expires_at: code.expiresAt }
        await transaction
          .insertInto('codes')
          .values({ subject: code.subject, ...row })
          .onConflict((conflict) => conflict.column('subject').doUpdateSet(row))
          .execute()
        if (delivery !== null) await insertDelivery(transaction, delivery, words)
        await insertEntry(transaction, audit)
        return true
      }, call),
    find: async (subject, now, call) => {
      const row = await database.run(
        (queries) =>
          queries
            .selectFrom('codes')
            .selectAll()
            .where('subject', '=', subject)
            .where('expires_at', '>', now)
            .executeTakeFirst(),
        call,
      )
      return row ? { subject: row.subject, codeHash: row.code_hash, expiresAt: row.expires_at } : null
    },
    use: async ({ subject, codeHash }, call) => {
      const { numDeletedRows } = await database.run(
        (queries) =>
          queries
            .deleteFrom('codes')
            .where('subject', '=', subject)
            .where('code_hash', '=', codeHash)
            .executeTakeFirst(),
        call,
      )
      return numDeletedRows === 1n
    },
    drop: async (subjects, call) => {
      await database.run(
        (queries) => queries.deleteFrom('codes').where(words.isOneOf('subject', subjects)).execute(),
        call,
      )
    },
    deleteExpired: (before) =>
      deleteInBatches((limit) =>
        database.run((queries) =>
          queries
            .deleteFrom('codes')
            .where(
              'subject',
              'in',
              queries.selectFrom('codes').select('subject').where('expires_at', '<', before).limit(limit),
            )
            .executeTakeFirst(),
        ),
      ),
  }
}
