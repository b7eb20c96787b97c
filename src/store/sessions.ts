import type { Selectable } from 'kysely'
import { insertEntry } from './audit.ts'
import type { Database, Queries } from './database.ts'
import { deleteInBatches } from './delete.ts'
import { createOwnedSessions, isChangedSince } from './session-owners.ts'
import { readSession, writeSession, writeSubject } from './session-row.ts'
import type { Opening, RotateVerdict, Rotation, SessionRow, SessionStore } from './store.ts'
import type { SessionsTable } from './tables.ts'

export function createSessionStore(database: Database): SessionStore {
  return {
    create: (opening, call) =>
      database.transact(async (transaction) => {
        const { session, refreshTokenHash, checkedAt, audit, displacedAudit } = opening
        const isStale =
          checkedAt !== undefined && (await isChangedSince(database, transaction, { owner: session, checkedAt }))
        if (isStale) return null
        await transaction
          .insertInto('sessions')
          .values({ ...writeSession(session), revoked_at: null })
          .execute()
        await insertToken(transaction, refreshTokenHash, session.id)
        await insertEntry(transaction, audit)
        const displaced = await makeRoom(transaction, opening)
        for (const id of displaced) await insertEntry(transaction, displacedAudit(id))
        return displaced
      }, call),
    find: (id) =>
      database.run(async (queries) =>
        readFound(await queries.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst()),
      ),
    findByRefreshToken: (refreshTokenHash, now, call) =>
      database.run(
        async (queries) =>
          readFound(
            await queries
              .selectFrom('sessions')
              .innerJoin('refresh_tokens', 'refresh_tokens.session_id', 'sessions.id')
              .selectAll('sessions')
              .where('refresh_tokens.token_hash', '=', refreshTokenHash)
              .where('refresh_tokens.used_at', 'is', null)
              .where('sessions.revoked_at', 'is', null)
              .where('sessions.expires_at', '>', now)
              .executeTakeFirst(),
          ),
        call,
      ),
    rotate: (change, call) =>
      database.transact(async (transaction) => {
        const verdict = await rotate(transaction, change)
        await insertEntry(transaction, change.audit(verdict))
        return verdict
      }, call),
    revoke: ({ id, now, audit }, call) =>
      database.transact(async (transaction) => {
        const ended = await revoke(transaction, id, now)
        if (ended) await insertEntry(transaction, audit)
        return ended
      }, call),
    ...createOwnedSessions(database),
    deleteEnded: (before) => deleteEnded(database, before),
  }
}

/** A change of credentials that is as old stands in the way of no sign-in any more. */
async function deleteEnded(database: Database, before: number): Promise<number> {
  await database.run((queries) => queries.deleteFrom('credential_changes').where('changed_at', '<', before).execute())
  return deleteInBatches((limit) =>
    database.run((queries) =>
      queries
        .deleteFrom('sessions')
        .where(
          'id',
          'in',
          queries
            .selectFrom('sessions')
            .select('id')
            .where((is) => is.or([is('expires_at', '<', before), is('revoked_at', '<', before)]))
            .limit(limit),
        )
        .executeTakeFirst(),
    ),
  )
}

/** More than one call ever finds. */
const MAX_DISPLACED = 1_000

async function makeRoom(transaction: Queries, { session, maxPerSubject }: Opening): Promise<readonly string[]> {
  const tooMany = transaction
    .selectFrom('sessions')
    .select('id')
    .where('subject_id', '=', session.subjectId)
    .where('role', '=', session.role)
    .where('id', '!=', session.id)
    .orderBy((is) => is.case().when('revoked_at', 'is', null).then(0).else(1).end())
    .orderBy('expires_at', 'desc')
    .orderBy('created_at', 'desc')
    .limit(MAX_DISPLACED)
    .offset(maxPerSubject - 1)
  const gone = await transaction
    .deleteFrom('sessions')
    .where('id', 'in', tooMany)
    .returning(['id', 'revoked_at', 'expires_at'])
    .execute()
  const isOpen = (row: (typeof gone)[number]) => row.revoked_at === null && row.expires_at > session.createdAt
  return gone.filter(isOpen).map(({ id }) => id)
}

async function rotate(transaction: Queries, change: Rotation): Promise<RotateVerdict> {
  const used = await useUp(transaction, change)
  if (used === null) return judgeUnusable(transaction, change)
  const session = await transaction
    .updateTable('sessions')
    .set({
      expires_at: change.expiresAt,
      last_seen_at: change.now,
      ...(change.subject ? writeSubject(change.subject) : {}),
    })
    .where('id', '=', used)
    .where('revoked_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  if (!session) return { kind: 'unknown' }
  // A used token older than the longest life of a token cannot come back from an honest client: forget it.
  await transaction
    .deleteFrom('refresh_tokens')
    .where('session_id', '=', used)
    .where('used_at', '<=', change.now - (change.expiresAt - change.now))
    .execute()
  await insertToken(transaction, change.nextRefreshTokenHash, used)
  return { kind: 'rotated', session: readSession(session) }
}

/** Marks the token as used and answers its session's id; null when it cannot be used. Of two at once one gets the id. */
async function useUp(transaction: Queries, { refreshTokenHash, now }: Rotation): Promise<string | null> {
  const used = await transaction
    .updateTable('refresh_tokens')
    .set({ used_at: now })
    .where('token_hash', '=', refreshTokenHash)
    .where('used_at', 'is', null)
    .where((is) =>
      is.exists(
        is
          .selectFrom('sessions')
          .select('sessions.id')
          .whereRef('sessions.id', '=', 'refresh_tokens.session_id')
          .where('sessions.revoked_at', 'is', null)
          .where('sessions.expires_at', '>', now),
      ),
    )
    .returning('session_id')
    .executeTakeFirst()
  return used?.session_id ?? null
}

async function judgeUnusable(transaction: Queries, { refreshTokenHash, now }: Rotation): Promise<RotateVerdict> {
  const token = await transaction
    .selectFrom('refresh_tokens')
    .select(['session_id', 'used_at'])
    .where('token_hash', '=', refreshTokenHash)
    .executeTakeFirst()
  if (!token || token.used_at === null) return { kind: 'unknown' }
  const ended = await revoke(transaction, token.session_id, now)
  return ended ? { kind: 'reused', sessionId: token.session_id } : { kind: 'unknown' }
}

async function revoke(queries: Queries, id: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await queries
    .updateTable('sessions')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

async function insertToken(queries: Queries, tokenHash: string, sessionId: string): Promise<void> {
  await queries
    .insertInto('refresh_tokens')
    .values({ token_hash: tokenHash, session_id: sessionId, used_at: null })
    .execute()
}

function readFound(row: Selectable<SessionsTable> | undefined): SessionRow | null {
  return row ? readSession(row) : null
}
