import { randomUUID } from 'node:crypto'
import type { Auth, SignInVerdict } from './auth.ts'
import { readCredentials } from './credentials.ts'
import { actorOf, type Desk, subjectOf } from './desk.ts'
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
  const credentials = readCredentials(input)
  if (credentials.kind === 'invalid_value') return credentials
  const { login, password } = credentials
  const maskedLogin = limits.maskLogin(login)
  const auditRefusal = (outcome: string) =>
    desk.audit({ actor: 'anonymous', act: 'sign-in', object: maskedLogin, outcome }, caller)

  const retryAfterSeconds = await limits.take({ login, address: caller.address, now: options.now() })
  if (retryAfterSeconds !== null) {
    await auditRefusal('limited')
    return { kind: 'too_many_tries', retryAfterSeconds }
  }
  const verdict = await desk.askBilling(
    () => options.billing.credentials.checkCredentials({ login, password }, call),
    caller,
  )
  if (verdict === null || (verdict.kind === 'refused' && verdict.reason === 'NOT_SUPPORTED')) {
    await auditRefusal('unavailable')
    return { kind: 'billing_unavailable' }
  }
  if (verdict.kind === 'refused') {
    await auditRefusal('refused')
    return { kind: 'wrong_credentials' }
  }
  const createdAt = options.now()
  const session = {
    id: randomUUID(),
    subjectId: verdict.subjectId,
    role: verdict.role,
    ...subjectOf(verdict),
    createdAt,
    expiresAt: createdAt + desk.refreshTokenTtlMs,
  }
  const refreshToken = createRefreshToken()
  await options.store.sessions.create(session, refreshToken.hash)
  await desk.audit({ actor: actorOf(session), act: 'sign-in', object: maskedLogin, outcome: 'accepted' }, caller)
  await limits.forgetLogin(login)
  return { kind: 'opened', session: await desk.openSession({ ...session, revokedAt: null }, refreshToken.token) }
}
