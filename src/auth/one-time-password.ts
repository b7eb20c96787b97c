import type { Viewer } from '../domain/viewer.ts'
import type { AccessRequest, RestoreVerdict, RestrictedVerdict } from './access.ts'
import { type AccessDesk, holderOf, issueCode, judgeCode, maskName } from './access-desk.ts'
import { ask } from './change-credentials.ts'
import { showCode } from './codes.ts'
import { isUsable } from './credentials.ts'
import { actorOf } from './desk.ts'
import { openSessionFor } from './open-session.ts'
import { findHolder } from './password-reset.ts'

const MAX_NAME = 64
const MAX_REFERENCE = 100

/** Opens a session in which nothing but a new password can be set. The one-time password works once. */
export async function signInWithOneTimePassword(
  desk: AccessDesk,
  input: { login: string; oneTimePassword: string },
  request: AccessRequest,
): Promise<RestrictedVerdict> {
  const login = input.login.length > 4 * MAX_NAME ? '' : input.login.trim()
  if (!isUsable(login, MAX_NAME)) return { kind: 'invalid_value', field: 'login' }
  const act = 'one-time-password'
  const checkedAt = desk.options.now()
  const name = { purpose: 'one-time-password', name: login } as const
  const code = await judgeCode(desk, { ...name, typed: input.oneTimePassword, act }, request)
  if (code.kind !== 'right') return code
  const found = await ask(desk, request, () => desk.billing.logins.findLogins({ login }, request.call))
  const known = found?.[0]
  if (known === undefined) return { kind: found === null ? 'billing_unavailable' : 'wrong_code' }
  const { subjectId, role } = known
  const verdict = await ask(desk, request, () =>
    desk.billing.credentials.findSubject({ subjectId, role }, request.call),
  )
  if (verdict === null) return { kind: 'billing_unavailable' }
  // The same person, and an agreement in force; somebody else may have used the code meanwhile.
  if (verdict.kind === 'refused' || !(await code.use())) return { kind: 'wrong_code' }
  const opening = { act, object: maskName(desk, name), scope: 'CHANGE_PASSWORD', checkedAt, ...request } as const
  const session = await openSessionFor(desk, verdict, opening)
  if (session === null) return { kind: 'wrong_code' }
  const { accessToken, accessTokenExpiresAt: expiresAt } = session
  return { kind: 'opened', accessToken, expiresAt }
}

/** A passport's series and number: ten digits, however they are grouped. */
const PASSPORT = /(?<!\d)\d{2}[\s-]?\d{2}[\s№-]*\d{6}(?!\d)/

/**
 * At the office: the operator has seen passport and agreement, and says under which number that was noted. The person gets
 * the login and a one-time password; what was known before goes on working until a new password is set.
 */
export async function restoreLogin(
  desk: AccessDesk,
  { viewer, ...input }: { viewer: Viewer; number: string; documentReference: string },
  request: AccessRequest,
): Promise<RestoreVerdict> {
  const [number, reference] = [input.number, input.documentReference].map((text) =>
    text.length > 4 * MAX_REFERENCE ? '' : text.trim(),
  )
  if (number === undefined || !isUsable(number, MAX_NAME)) return { kind: 'invalid_value', field: 'agreementNumber' }
  // Personal data has no place in the trail, which is never deleted.
  if (reference === undefined || !isUsable(reference, MAX_REFERENCE) || PASSPORT.test(reference)) {
    return { kind: 'invalid_value', field: 'documentReference' }
  }
  if (!desk.billing.capabilities.credentialChanges) return { kind: 'not_supported' }
  const holder = await findHolder(desk, number, request)
  if ('kind' in holder) return holder
  const { login } = holder
  const name = { purpose: 'one-time-password', name: login } as const
  const act = { actor: actorOf(viewer), act: 'restore-login', object: `subject:${holder.subjectId}` }
  const issued = await issueCode(desk, { ...name, ...act, outcome: `issued: ${reference}` }, { request, order: null })
  if ('kind' in issued) return issued
  await desk.codeLimits.forgetGuesses(holderOf(name), request.call)
  return { kind: 'restored', login, oneTimePassword: showCode(issued.code), expiresAt: issued.expiresAt }
}
