import type { Auth, SignInVerdict } from './auth.ts'
import { readCredentials } from './credentials.ts'
import type { Desk } from './desk.ts'
import { openSessionFor } from './open-session.ts'

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
  const checkedAt = now()
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
  const opening = { ...act, scope: 'FULL', checkedAt, caller, call } as const
  const session = await openSessionFor(desk, verdict, opening)
  // Another try tells which password it is now.
  return session === null ? { kind: 'billing_unavailable' } : { kind: 'opened', session }
}
