import { insertEntry } from './audit.ts'
import type { Database, Queries } from './database.ts'
import type { PartnerStore } from './partner-types.ts'
import { writeSession } from './session-row.ts'

export function createPartnerSessionStore(
  database: Database,
  lockOf: (id: string) => string,
): Pick<PartnerStore, 'openSession'> {
  return {
    openSession: (opening, call) =>
      database.transact(async (transaction) => {
        await database.lock(transaction, lockOf(opening.session.subjectId))
        return openSession(transaction, opening)
      }, call),
  }
}

async function openSession(
  transaction: Queries,
  { session, secretId, audit }: Parameters<PartnerStore['openSession']>[0],
): Promise<boolean> {
  const secret = await transaction
    .selectFrom('partner_secrets')
    .innerJoin('partners', 'partners.id', 'partner_secrets.partner_id')
    .select('partner_secrets.expires_at')
    .where('partner_secrets.id', '=', secretId)
    .where('partners.id', '=', session.subjectId)
    .where('partners.state', '=', 'ACTIVE')
    .executeTakeFirst()
  if (!secret) return false
  const expiresAt = Math.min(session.expiresAt, secret.expires_at ?? session.expiresAt)
  if (expiresAt <= session.createdAt) return false
  const row = { ...session, expiresAt, role: 'PARTNER', accounts: [], hasMoreAccounts: false } as const
  await transaction
    .insertInto('sessions')
    .values({ ...writeSession({ ...row, confirmedAt: session.createdAt }), revoked_at: null })
    .execute()
  await insertEntry(transaction, audit)
  return true
}
