import type { BillingCall } from '../billing/port.ts'
import type { SessionRow, SessionSubject } from '../store/store.ts'
import type { Auth, Caller, RefreshVerdict } from './auth.ts'
import { actorOf, type Desk, subjectOf } from './desk.ts'
import { createRefreshToken, readRefreshToken } from './refresh-token.ts'

const ENDED: RefreshVerdict = { kind: 'session_ended' }

/**
 * Exchanges a refresh token. The billing is asked whether the agreement still stands, outside any transaction; while it
 * is down the session goes on with the accounts that it had. A token used twice ends the session for both holders.
 */
export async function refreshSession(
  desk: Desk,
  input: Parameters<Auth['refreshSession']>[0],
  { caller, call }: Parameters<Auth['refreshSession']>[1],
): Promise<RefreshVerdict> {
  const { store, now } = desk.options
  const refreshTokenHash = readRefreshToken(input.refreshToken)
  if (refreshTokenHash === null) return ENDED
  const session = await store.sessions.findByRefreshToken(refreshTokenHash, now())
  const subject = session ? await findSubject(desk, session, { caller, call }) : null
  if (subject === 'ended') return ENDED

  const next = createRefreshToken()
  const rotatedAt = now()
  const verdict = await store.sessions.rotate({
    refreshTokenHash,
    nextRefreshTokenHash: next.hash,
    subject,
    now: rotatedAt,
    expiresAt: rotatedAt + desk.refreshTokenTtlMs,
  })
  if (verdict.kind === 'rotated') {
    desk.cache.forget(verdict.session.id)
    return { kind: 'refreshed', session: await desk.openSession(verdict.session, next.token) }
  }
  if (verdict.kind === 'reused') {
    desk.cache.forget(verdict.sessionId)
    const object = `session:${verdict.sessionId}`
    await desk.audit({ actor: 'anonymous', act: 'refresh', object, outcome: 'reused' }, caller)
  }
  return ENDED
}

/** Null keeps the accounts as they were: the billing cannot say now, or never can. */
async function findSubject(
  desk: Desk,
  session: SessionRow,
  { caller, call }: { caller: Caller; call: BillingCall },
): Promise<SessionSubject | null | 'ended'> {
  const { subjectId, role } = session
  const verdict = await desk.askBilling(
    () => desk.options.billing.credentials.findSubject({ subjectId, role }, call),
    caller,
  )
  if (verdict === null || (verdict.kind === 'refused' && verdict.reason === 'NOT_SUPPORTED')) return null
  if (verdict.kind === 'accepted' && verdict.subjectId === subjectId && verdict.role === role) return subjectOf(verdict)
  await desk.options.store.sessions.revoke(session.id, desk.options.now())
  desk.cache.forget(session.id)
  await desk.audit(
    { actor: actorOf(session), act: 'refresh', object: `session:${session.id}`, outcome: 'refused' },
    caller,
  )
  return 'ended'
}
