import type { KnownLogin } from '../billing/login-port.ts'
import type { AccessRefusal, AccessRequest, ChangeVerdict } from './access.ts'
import { type AccessDesk, judgeCode, type RightCode } from './access-desk.ts'
import { ask, changeCredentials } from './change-credentials.ts'
import { findLoginProblem, findPasswordProblem } from './credential-policy.ts'
import { isUsable } from './credentials.ts'
import { actorOf, objectOf } from './desk.ts'
import { refuseLogin } from './login-choice.ts'
import { noticeOf } from './notices.ts'

const MAX_NAME = 64

/** A code from a message and a password of one's own choice. Every session of the person ends. */
export async function resetPassword(
  desk: AccessDesk,
  input: { login: string; code: string; newPassword: string },
  request: AccessRequest,
): Promise<ChangeVerdict> {
  const login = input.login.length > 4 * MAX_NAME ? '' : input.login.trim()
  if (!isUsable(login, MAX_NAME)) return { kind: 'invalid_value', field: 'login' }
  const problem = findPasswordProblem(input.newPassword, login)
  if (problem !== null) return { kind: 'problem', problem, field: 'newPassword' }
  const act = 'password-reset'
  const code = await judgeCode(desk, { purpose: 'password-reset', name: login, typed: input.code, act }, request)
  if (code.kind !== 'right') return code
  const found = await ask(desk, request, () => desk.billing.logins.findLogins({ login }, request.call))
  // Nobody has got a code whose login is not there; it may have been changed since.
  const known = found?.[0]
  if (known === undefined) return { kind: found === null ? 'billing_unavailable' : 'wrong_code' }
  const changes = { login: false, password: true }
  const change = { subjectId: known.subjectId, login, password: input.newPassword, changes }
  const result = await changeCredentials(desk, change, request)
  return conclude(desk, { result, known, login, code, act, formerLogins: [login] }, request)
}

/** Login and password of one's own choice, after the agreement was proven. */
export async function setCredentials(
  desk: AccessDesk,
  input: { number: string; code: string; login: string; password: string },
  request: AccessRequest,
): Promise<ChangeVerdict> {
  const [number, login] = [input.number, input.login].map((text) => (text.length > 4 * MAX_NAME ? '' : text.trim()))
  if (number === undefined || !isUsable(number, MAX_NAME)) return { kind: 'invalid_value', field: 'agreementNumber' }
  if (login === undefined || !isUsable(login, MAX_NAME)) return { kind: 'invalid_value', field: 'login' }
  const loginProblem = findLoginProblem(login, [number])
  if (loginProblem !== null) return { kind: 'problem', problem: loginProblem, field: 'login' }
  const problem = findPasswordProblem(input.password, login)
  if (problem !== null) return { kind: 'problem', problem, field: 'password' }
  const act = 'agreement'
  const code = await judgeCode(desk, { purpose: 'agreement', name: number, typed: input.code, act }, request)
  if (code.kind !== 'right') return code
  const found = await findHolder(desk, number, request)
  if ('kind' in found) return found
  const refusal = await refuseLogin(desk, { known: found, login, ownNumbers: [number], field: 'login' }, request)
  if (refusal !== null) return refusal
  const changes = { login: login !== found.login, password: true }
  const change = { subjectId: found.subjectId, login, password: input.password, changes }
  const result = renameFields(await changeCredentials(desk, change, request))
  return conclude(desk, { result, known: found, login, code, act, formerLogins: [found.login, login] }, request)
}

/** The holder of an agreement in force; a member of an organisation is none. */
export async function findHolder(
  desk: AccessDesk,
  number: string,
  request: AccessRequest,
): Promise<KnownLogin | AccessRefusal> {
  const accounts = await ask(desk, request, () => desk.billing.accounts.findAccountsByNumber([number], request.call))
  if (accounts === null) return { kind: 'billing_unavailable' }
  const account = accounts.get(number)
  if (account instanceof Error) return { kind: 'billing_unavailable' }
  if (account === undefined || account.status === 'TERMINATED') return { kind: 'agreement_not_found' }
  const logins = await ask(desk, request, () => desk.billing.logins.findLogins({ accountId: account.id }, request.call))
  if (logins === null) return { kind: 'billing_unavailable' }
  return logins.find(({ role }) => role === 'SUBSCRIBER') ?? { kind: 'agreement_not_found' }
}

interface Conclusion {
  readonly result: ChangeResult
  readonly known: KnownLogin
  readonly login: string
  readonly code: RightCode
  readonly act: string
  /** Codes that were sent for these must not work for whoever has them next. */
  readonly formerLogins: readonly string[]
}

/**
 * What follows when it is done: the code is used up, and whoever was in with the old password is out. When nobody can say
 * whether it was done they are out as well, and the code stays for another try.
 */
async function conclude(
  desk: AccessDesk,
  { result, known, login, code, act, formerLogins }: Conclusion,
  { caller }: AccessRequest,
): Promise<ChangeVerdict> {
  const object = `subject:${known.subjectId}`
  const outcome = outcomeOf(result)
  const topics = login === known.login ? (['password'] as const) : (['login', 'password'] as const)
  const notice = mayBeDone(result) ? noticeOf(known, topics) : null
  const entry = desk.entry({ actor: actorOf(known), act, object, outcome }, caller)
  await desk.notices.tell({ act: entry, notice }, caller)
  if (!mayBeDone(result)) return result
  await endSessions(desk, { owner: known, exceptId: null, act, isChange: true }, caller)
  if (result.kind !== 'confirmed') return result
  await code.use()
  await dropCodes(desk, formerLogins)
  return { kind: 'changed', login, session: null }
}

type ChangeResult = Awaited<ReturnType<typeof changeCredentials>>

/** Whether what was in force before has to end. */
export function mayBeDone(
  result: ChangeResult,
): result is Extract<ChangeResult, { kind: 'confirmed' | 'not_confirmed' }> {
  return result.kind === 'confirmed' || result.kind === 'not_confirmed'
}

export function outcomeOf(refusal: ChangeResult): string {
  if (refusal.kind === 'confirmed') return 'changed'
  if (refusal.kind === 'not_confirmed') return 'not confirmed'
  return refusal.kind === 'problem' ? `refused: ${refusal.problem}` : `refused: ${refusal.kind}`
}

export async function dropCodes(desk: AccessDesk, logins: readonly string[]): Promise<void> {
  const purposes = ['password-reset', 'one-time-password'] as const
  await desk.codeStore.drop(logins.flatMap((login) => purposes.map((purpose) => desk.codes.subjectOf(purpose, login))))
}

/** Goes on when the client leaves: a password was changed. */
export async function endSessions(
  desk: AccessDesk,
  end: { owner: Pick<KnownLogin, 'subjectId' | 'role'>; exceptId: string | null; act: string; isChange: boolean },
  caller: AccessRequest['caller'],
): Promise<number> {
  const { owner, exceptId, act, isChange } = end
  const ids = await desk.options.store.sessions.revokeOfSubject({
    owner: { subjectId: owner.subjectId, role: owner.role },
    exceptId,
    isChange,
    now: desk.options.now(),
    audit: (id) => desk.entry({ actor: actorOf(owner), act, object: objectOf(id), outcome: 'ended' }, caller),
  })
  for (const id of ids) desk.cache.forget(id)
  return ids.length
}

/** The form has other names for them. */
function renameFields<T extends { readonly kind: string }>(result: T | AccessRefusal): T | AccessRefusal {
  if (result.kind !== 'problem' || !('field' in result)) return result
  return { ...result, field: result.field === 'newLogin' ? 'login' : 'password' }
}
