import { insertEntry } from './audit.ts'
import type { Database, Queries } from './database.ts'
import { readSession } from './session-row.ts'
import type { SessionOwner, SessionStore } from './store.ts'

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
    revokeOfSubject: ({ owner, exceptId, now, isChange = false, audit }, call) =>
      database.transact(async (transaction) => {
        if (isChange) await noteChange(database, transaction, { owner, now })
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

async function noteChange(
  database: Database,
  transaction: Queries,
  { owner, now }: { owner: SessionOwner; now: number },
): Promise<void> {
  await database.lock(transaction, lockOf(owner))
  await transaction
    .insertInto('credential_changes')
    .values({ role: owner.role, subject_id: owner.subjectId, changed_at: now })
    .onConflict((is) => is.columns(['role', 'subject_id']).doUpdateSet({ changed_at: now }))
    .execute()
}

/** Whether another password was set after that. Until the transaction ends nobody sets one. */
export async function isChangedSince(
  database: Database,
  transaction: Queries,
  { owner, checkedAt }: { owner: SessionOwner; checkedAt: number },
): Promise<boolean> {
  await database.lock(transaction, lockOf(owner))
  const change = await transaction
    .selectFrom('credential_changes')
    .select('changed_at')
    .where('role', '=', owner.role)
    .where('subject_id', '=', owner.subjectId)
    .where('changed_at', '>', checkedAt)
    .executeTakeFirst()
  return change !== undefined
}

function lockOf({ role, subjectId }: SessionOwner): string {
  return `credentials ${role}:${subjectId}`
}
