import { insertEntry } from './audit.ts'
import type { Database } from './database.ts'
import { readSession } from './session-row.ts'
import type { SessionStore } from './store.ts'

/** More than one person ever has. */
const MAX_LISTED = 100

/** All sessions of one person at once. */
export function createOwnedSessions(database: Database): Pick<SessionStore, 'listOpen' | 'revokeOfSubject'> {
  return {
    listOpen: async (owner, now, call) => {
      const rows = await database.run(
        (queries) =>
          queries
            .selectFrom('sessions')
            .selectAll()
            .where('subject_id', '=', owner.subjectId)
            .where('role', '=', owner.role)
            .where('revoked_at', 'is', null)
            .where('expires_at', '>', now)
            .orderBy('last_seen_at', 'desc')
            .orderBy('id')
            .limit(MAX_LISTED)
            .execute(),
        call,
      )
      return rows.map(readSession)
    },
    revokeOfSubject: ({ owner, exceptId, now, audit }, call) =>
      database.transact(async (transaction) => {
        const ended = await transaction
          .updateTable('sessions')
          .set({ revoked_at: now })
          .where('subject_id', '=', owner.subjectId)
          .where('role', '=', owner.role)
          .where('id', '!=', exceptId ?? '')
          .where('revoked_at', 'is', null)
          .where('expires_at', '>', now)
          .returning('id')
          .execute()
        for (const { id } of ended) await insertEntry(transaction, audit(id))
        return ended.map(({ id }) => id)
      }, call),
  }
}
