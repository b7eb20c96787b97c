import { randomUUID } from 'node:crypto'
import { isPartnerId } from '../domain/partner.ts'
import type { PartnerRecord, PartnerSecret } from '../store/partner-types.ts'
import type { Auth, PartnerSignInVerdict } from './auth.ts'
import { isUsable, MAX_PASSWORD_CHARACTERS } from './credentials.ts'
import type { Desk } from './desk.ts'
import { isDemoPartner } from './partner-demo.ts'
import { createAddressCheck } from './partner-known.ts'
import { isSameHash } from './partner-secrets.ts'

/** What is hashed with when there is no partner: the work shall be the same. */
const NOBODYS_SALT = 'bm9ib2R5J3Mgc2FsdA'

/**
 * Opens a session of ten minutes for a partner. The steps are the same whether it exists, is blocked or calls from
 * elsewhere: look-up, the network's limit, the partner's limit, one hash, one row in the trail. Only the trail says why.
 */
export async function signInPartner(
  desk: Desk,
  { partnerId, secret }: Parameters<Auth['signInPartner']>[0],
  { caller, call }: Parameters<Auth['signInPartner']>[1],
): Promise<PartnerSignInVerdict> {
  const { options, limits } = desk
  if (!isPartnerId(partnerId)) return { kind: 'invalid_value', field: 'partnerId' }
  if (!isUsable(secret, MAX_PASSWORD_CHARACTERS)) return { kind: 'invalid_value', field: 'secret' }
  const found = await options.store.partners.find(partnerId, call)
  const record = isDemoPartner(partnerId) && options.acceptsDemoPartner !== true ? null : found
  const isFromThere = record !== null && createAddressCheck(record.partner)(caller.address)

  const take = await limits.takePartnerSignIn({ partnerId, isFromThere, caller, now: options.now() }, call)
  if (take.kind === 'too_many_tries') return take
  const hash = await desk.hasher.hash(secret, record?.salt ?? NOBODYS_SALT)
  if (hash === null) return { kind: 'too_many_tries', retryAfterSeconds: 1 }

  const now = options.now()
  const match = findMatch(record, hash, now)
  const object = record === null ? limits.maskPartner(partnerId) : `partner:${partnerId}`
  const refuse = async (outcome: string): Promise<PartnerSignInVerdict> => {
    // Without the client's signal: nobody keeps a guess out of the trail by leaving.
    await options.store.audit.append(
      desk.entry({ actor: 'anonymous', act: 'partner-sign-in', object, outcome }, caller),
    )
    return { kind: 'wrong_credentials' }
  }
  if (record === null) return refuse('unknown')
  if (match === null) return refuse('wrong-secret')
  if (record.partner.state !== 'ACTIVE') return refuse('blocked')
  if (!isFromThere) return refuse('address')

  await take.takeBack(call)
  const { id, name } = record.partner
  const expiresAt = Math.min(now + desk.accessTokenTtlMs, match.expiresAt ?? Number.POSITIVE_INFINITY)
  const session = { id: randomUUID(), subjectId: id, displayName: name, createdAt: now, expiresAt }
  const audit = desk.entry({ actor: `PARTNER:${id}`, act: 'partner-sign-in', object, outcome: 'accepted' }, caller)
  const isOpen = await options.store.partners.openSession({ session, secretId: match.id, audit }, call)
  if (!isOpen) return refuse('ended-meanwhile')
  const { token, expiresAt: tokenExpiresAt } = await desk.tokens.issue({
    subjectId: id,
    sessionId: session.id,
    role: 'PARTNER',
  })
  return {
    kind: 'opened',
    session: {
      accessToken: token,
      accessTokenExpiresAt: Math.min(expiresAt, tokenExpiresAt),
      partner: record.partner,
    },
  }
}

function findMatch(record: PartnerRecord | null, hash: string, now: number): PartnerSecret | null {
  const valid = (record?.secrets ?? []).filter(
    ({ purpose, expiresAt }) => purpose === 'SIGN_IN' && (expiresAt === null || expiresAt > now),
  )
  return valid.find(({ material }) => isSameHash(material, hash)) ?? null
}
