import { randomUUID } from 'node:crypto'
import type { Auth, SignInVerdict } from './auth.ts'
import { readCredentials } from './credentials.ts'
import { actorOf, type Desk, objectOf, subjectOf } from './desk.ts'
import { createRefreshToken } from './refresh-token.ts'

/**
 * Opens a session. The steps are the same whether the login exists or not: form, network's limit, login's limit,
 * billing, audit. Tries count also while the billing is down: a guesser must not learn to provoke that.
 */
export async function signIn(
  desk: Desk,
  input: Parameters<Auth['signIn']>[0],
  { caller, call }: Parameters<Auth['signIn']>[1],
): Promise<SignInVerdict> {
  const { options, limits } = desk
  const { store, now } = options
  const credentials = readCredentials(input)
  if (credentials.kind === 'invalid_value') return credentials
  const { login, password } = credentials
  const act = { act: 'sign-in', object: limits.maskLogin(login) }
  // Without the client's signal: nobody keeps a guess out of the trail by leaving.
  const auditRefusal = (outcome: string) =>
    store.audit.append(desk.entry({ ...act, actor: 'anonymous', outcome }, caller))

  const take = await limits.takeSignIn({ login, caller, now: now() }, call)
  if (take.kind === 'too_many_tries') return take
  const verdict = await desk.askBilling(
    () => options.billing.credentials.checkCredentials({ login, password }, call),
    caller,
  )
  if (verdict.kind === 'failed' || (verdict.kind === 'refused' && verdict.reason === 'NOT_SUPPORTED')) {
    await auditRefusal('unavailable')
    return { kind: 'billing_unavailable' }
  }
  if (verdict.kind === 'refused') {
    await auditRefusal('refused')
    return { kind: 'wrong_credentials' }
  }
  // Before the session, not after: a failure here must not lose one that is open already.
  await take.takeBack(call)
  const createdAt = now()
  const session = {
    id: randomUUID(),
    subjectId: verdict.subjectId,
    role: verdict.role,
    ...subjectOf(verdict, createdAt),
    createdAt,
    expiresAt: createdAt + desk.refreshTokenTtlMs,
  }
  const refreshToken = createRefreshToken()
  const audit = desk.entry({ ...act, actor: actorOf(session), outcome: 'accepted' }, caller)
  const displacedAudit = (id: string) =>
    desk.entry({ actor: actorOf(session), act: 'sign-in', object: objectOf(id), outcome: 'displaced' }, caller)
  const opening = { session, refreshTokenHash: refreshToken.hash, audit, displacedAudit }
  const displaced = await store.sessions.create({ ...opening, maxPerSubject: desk.maxSessionsPerSubject }, call)
  for (const id of displaced) desk.cache.forget(id)
  return { kind: 'opened', session: await desk.openSession({ ...session, revokedAt: null }, refreshToken.token) }
}
