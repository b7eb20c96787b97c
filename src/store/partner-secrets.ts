import { insertEntry } from './audit.ts'
import type { Queries } from './database.ts'
import type { PartnerStore, RotateSecretVerdict } from './partner-types.ts'

/** Call it in a transaction that holds the partner's lock. */
export async function rotateSecret(
  transaction: Queries,
  { id, secret, previousExpiresAt, audit }: Parameters<PartnerStore['rotate']>[0],
): Promise<RotateSecretVerdict> {
  const now = audit.at
  const known = await transaction.selectFrom('partners').select('id').where('id', '=', id).executeTakeFirst()
  if (!known) return { kind: 'absent' }
  const earlier = transaction
    .deleteFrom('partner_secrets')
    .where('partner_id', '=', id)
    .where('purpose', '=', secret.purpose)
  // All of them when they are to end at once; otherwise those that have ended by themselves.
  await (previousExpiresAt <= now ? earlier : earlier.where('expires_at', '<=', now)).execute()
  const ending = await transaction
    .selectFrom('partner_secrets')
    .select('expires_at')
    .where('partner_id', '=', id)
    .where('purpose', '=', secret.purpose)
    .where('expires_at', 'is not', null)
    .executeTakeFirst()
  if (ending) return { kind: 'overlapping', until: ending.expires_at ?? now }
  await transaction
    .updateTable('partner_secrets')
    .set({ expires_at: previousExpiresAt })
    .where('partner_id', '=', id)
    .where('purpose', '=', secret.purpose)
    .execute()
  await transaction
    .insertInto('partner_secrets')
    .values({ partner_id: id, ...secret, created_at: now, expires_at: null })
    .execute()
  await transaction.updateTable('partners').set({ updated_at: now }).where('id', '=', id).execute()
  if (secret.purpose === 'SIGN_IN') await endSessions(transaction, id, previousExpiresAt)
  await insertEntry(transaction, audit)
  return { kind: 'rotated' }
}

/** No session outlives the secret that opened it. */
async function endSessions(transaction: Queries, id: string, at: number): Promise<void> {
  await transaction
    .updateTable('sessions')
    .set({ expires_at: at })
    .where('role', '=', 'PARTNER')
    .where('subject_id', '=', id)
    .where('expires_at', '>', at)
    .execute()
}
