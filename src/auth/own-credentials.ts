import type { KnownLogin } from '../billing/login-port.ts'
import { ownsAccount, type Viewer } from '../domain/viewer.ts'
import type { AccessCall, AccessRefusal, AccessRequest, ChangeVerdict, PasswordRefusal } from './access.ts'
import { type AccessDesk, maskName } from './access-desk.ts'
import { ask, changeCredentials } from './change-credentials.ts'
import type { NoticeTopic } from './codes.ts'
import { findLoginProblem, findPasswordProblem } from './credential-policy.ts'
import { isUsable, MAX_PASSWORD_CHARACTERS } from './credentials.ts'
import { actorOf } from './desk.ts'
import { refuseLogin } from './login-choice.ts'
import { noticeOf } from './notices.ts'
import { openSessionFor } from './open-session.ts'
import { dropCodes, endSessions, mayBeDone, outcomeOf } from './password-reset.ts'

/**
 * A new password for whoever is signed in. It takes the present one, unless the session was opened with a one-time
 * password: that session ends, and a whole one takes its place. All other sessions end.
 */
export async function changePassword(
  desk: AccessDesk,
  { viewer, ...input }: { viewer: Viewer; currentPassword: string | null; newPassword: string },
  request: AccessRequest,
): Promise<ChangeVerdict> {
  const early = findPasswordProblem(input.newPassword, null)
  if (early !== null) return { kind: 'problem', problem: early, field: 'newPassword' }
  const known = await findOwnLogin(desk, viewer, request)
  if ('kind' in known) return known
  const { login, subjectId } = known
  const problem = findPasswordProblem(input.newPassword, login)
  if (problem !== null) return { kind: 'problem', problem, field: 'newPassword' }
  const act = 'change-password'
  const isRestricted = viewer.isRestricted === true
  const refusal = isRestricted
    ? null
    : await checkPresent(desk, { known, password: input.currentPassword, act }, request)
  if (refusal !== null) return refusal
  const changes = { login: false, password: true }
  const change = { subjectId, login, password: input.newPassword, changes }
  const result = await changeCredentials(desk, change, request)
  await auditChange(desk, { known, act, topic: 'password', result }, request)
  if (!mayBeDone(result)) return result
  await dropCodes(desk, [login])
  // A session that may do nothing else stays until that is done for certain.
  const exceptId = isRestricted && result.kind === 'confirmed' ? null : viewer.sessionId
  await endSessions(desk, { owner: known, exceptId, act, isChange: true }, request.caller)
  if (result.kind !== 'confirmed') return result
  if (!isRestricted || result.subject === null) return { kind: 'changed', login, session: null }
  const opening = { act: 'sign-in', object: maskName(desk, { purpose: 'one-time-password', name: login }) }
  const session = await openSessionFor(desk, result.subject, {
    ...opening,
    scope: 'FULL',
    checkedAt: desk.options.now(),
    ...request,
  })
  return { kind: 'changed', login, session }
}

/** Null when it is the password of whoever is signed in; a wrong one counts, and is a row of the trail with that act. */
export async function confirmPassword(
  desk: AccessDesk,
  { viewer, password, act }: { viewer: Viewer; password: string; act: string },
  request: AccessCall,
): Promise<PasswordRefusal | null> {
  const known = await findOwnLogin(desk, viewer, request)
  return 'kind' in known ? known : checkPresent(desk, { known, password, act }, request)
}

/** Another login; the password and all sessions stay. Codes that were asked for with either login do not work any more. */
export async function changeLogin(
  desk: AccessDesk,
  { viewer, ...input }: { viewer: Viewer; currentPassword: string; newLogin: string },
  request: AccessRequest,
): Promise<ChangeVerdict> {
  const newLogin = input.newLogin.length > 256 ? '' : input.newLogin.trim()
  // Of what he holds himself: a member who had the number for a login would keep the holder from it.
  const ownNumbers = viewer.accounts.filter(({ id }) => ownsAccount(viewer, id)).map(({ number }) => number)
  const problem = findLoginProblem(newLogin, ownNumbers)
  if (problem !== null) return { kind: 'problem', problem, field: 'newLogin' }
  const known = await findOwnLogin(desk, viewer, request)
  if ('kind' in known) return known
  const act = 'change-login'
  // The password first: what is told afterwards is not for whoever has merely found an open session.
  const refusal =
    (await checkPresent(desk, { known, password: input.currentPassword, act }, request)) ??
    refuseLoginOfPassword(newLogin, input.currentPassword) ??
    (await refuseLogin(desk, { known, login: newLogin, ownNumbers, field: 'newLogin' }, request))
  if (refusal !== null) return refusal
  const changes = { login: true, password: false }
  const change = { subjectId: known.subjectId, login: newLogin, password: input.currentPassword, changes }
  const result = await changeCredentials(desk, change, request)
  await auditChange(desk, { known, act, topic: 'login', result }, request)
  if (!mayBeDone(result)) return result
  await dropCodes(desk, [known.login, newLogin])
  if (result.kind !== 'confirmed') return result
  return { kind: 'changed', login: newLogin, session: null }
}

/** A login that the present password repeats would tell it; what else is wrong with an old password is not judged here. */
function refuseLoginOfPassword(login: string, password: string): AccessRefusal | null {
  const isTold = findPasswordProblem(password, login) === 'password_is_login'
  return isTold ? { kind: 'problem', problem: 'login_not_allowed', field: 'newLogin' } : null
}

async function findOwnLogin(
  desk: AccessDesk,
  { subjectId, role }: Viewer,
  request: AccessCall,
): Promise<KnownLogin | PasswordRefusal> {
  if (!desk.billing.capabilities.credentialChanges) return { kind: 'not_supported' }
  const found = await ask(desk, request, () => desk.billing.logins.findLogins({ subjectId }, request.call))
  if (found === null) return { kind: 'billing_unavailable' }
  return found.find((known) => known.role === role) ?? { kind: 'billing_unavailable' }
}

/** Whoever holds an open session may not guess the password either: it counts with the sign-ins of that login. */
async function checkPresent(
  desk: AccessDesk,
  { known, password, act }: { known: KnownLogin; password: string | null; act: string },
  request: AccessCall,
): Promise<PasswordRefusal | null> {
  if (password === null || !isUsable(password, MAX_PASSWORD_CHARACTERS)) return { kind: 'wrong_password' }
  const { login, subjectId } = known
  const { caller, call } = request
  const take = await desk.limits.takeSignIn({ login, caller, now: desk.options.now() }, call)
  if (take.kind === 'too_many_tries') return take
  const verdict = await ask(desk, request, () => desk.billing.credentials.checkCredentials({ login, password }, call))
  if (verdict === null) return { kind: 'billing_unavailable' }
  if (verdict.kind === 'accepted' && verdict.subjectId === subjectId) {
    await take.takeBack(call)
    return null
  }
  await auditEnd(desk, { known, act, outcome: 'refused: wrong_password' }, request)
  return { kind: 'wrong_password' }
}

async function auditChange(
  desk: AccessDesk,
  change: { known: KnownLogin; act: string; topic: NoticeTopic; result: Awaited<ReturnType<typeof changeCredentials>> },
  { caller }: AccessCall,
): Promise<void> {
  const { known, act, topic, result } = change
  const outcome = outcomeOf(result)
  const entry = desk.entry({ actor: actorOf(known), act, object: `subject:${known.subjectId}`, outcome }, caller)
  await desk.notices.tell({ act: entry, notice: mayBeDone(result) ? noticeOf(known, [topic]) : null }, caller)
}

/** Without the client's signal: what was done or refused is told of also for one that has left. */
async function auditEnd(
  desk: AccessDesk,
  { known, act, outcome }: { known: KnownLogin; act: string; outcome: string },
  { caller }: AccessCall,
): Promise<void> {
  const object = `subject:${known.subjectId}`
  await desk.options.store.audit.append(desk.entry({ actor: actorOf(known), act, object, outcome }, caller))
}
