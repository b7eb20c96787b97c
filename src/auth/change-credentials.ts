import { BillingError } from '../billing/error.ts'
import type { CredentialChangeVerdict } from '../billing/login-port.ts'
import type { CredentialVerdict } from '../billing/port.ts'
import type { AccessCall, AccessRefusal, AccessRequest } from './access.ts'
import type { AccessDesk } from './access-desk.ts'

type Accepted = Extract<CredentialVerdict, { kind: 'accepted' }>

/** Confirmed: the pair really signs in. Null where it does and no agreement is in force. */
type Confirmation = { readonly kind: 'confirmed'; readonly subject: Accepted | null }

interface Change {
  readonly subjectId: string
  /** What signs in afterwards. */
  readonly login: string
  readonly password: string
  readonly changes: { readonly login: boolean; readonly password: boolean }
}

/**
 * Writes login or password into the billing and tries them. What the billing answered to the write decides nothing but a
 * listed refusal: an old system reports errors although it wrote, and success although it did not. Nothing is sent twice.
 */
export async function changeCredentials(
  desk: AccessDesk,
  change: Change,
  request: AccessRequest,
): Promise<Confirmation | AccessRefusal> {
  const { subjectId, login, password, changes } = change
  const wanted = { subjectId, login: changes.login ? login : null, password: changes.password ? password : null }
  const verdict = await send(desk, request, () => desk.billing.logins.changeCredentials(wanted, request.call))
  if (verdict.kind === 'refused') return refusalOf(verdict.reason)
  const check = await ask(desk, request, () =>
    desk.billing.credentials.checkCredentials({ login, password }, request.call),
  )
  if (check?.kind === 'accepted' && check.subjectId === subjectId) return { kind: 'confirmed', subject: check }
  if (check?.kind === 'refused' && check.reason === 'NO_ACTIVE_AGREEMENT') return { kind: 'confirmed', subject: null }
  // What was never sent was surely not done. An answer that is whole is believed when the pair does not sign in; where the
  // answer was lost, the billing may be about to carry it out.
  const isUntried = check === null || (check.kind === 'refused' && check.reason === 'NOT_SUPPORTED')
  const isOpen = verdict.kind === 'unknown' || (isUntried && verdict.kind !== 'unsent')
  return { kind: isOpen ? 'not_confirmed' : 'billing_unavailable' }
}

/** What was said to a write; anything but a BillingError is thrown on. */
async function send(
  desk: AccessDesk,
  request: AccessCall,
  write: () => Promise<CredentialChangeVerdict>,
): Promise<CredentialChangeVerdict | { readonly kind: 'unsent' | 'unknown' }> {
  try {
    return await write()
  } catch (error) {
    if (!(error instanceof BillingError)) throw error
    warn(desk, request, error)
    return { kind: error.outcome === 'not_applied' ? 'unsent' : 'unknown' }
  }
}

/** Null when the billing could not say; anything but a BillingError is thrown on. */
export async function ask<T>(desk: AccessDesk, request: AccessCall, question: () => Promise<T>): Promise<T | null> {
  try {
    return await question()
  } catch (error) {
    if (!(error instanceof BillingError)) throw error
    warn(desk, request, error)
    return null
  }
}

function warn(desk: AccessDesk, { caller }: AccessCall, { code, outcome }: BillingError): void {
  desk.options.log?.warn(
    { operation: 'credentials', code, outcome, requestId: caller.requestId },
    'the billing could not be asked',
  )
}

function refusalOf(reason: Extract<CredentialChangeVerdict, { kind: 'refused' }>['reason']): AccessRefusal {
  switch (reason) {
    case 'LOGIN_TAKEN':
      return { kind: 'problem', problem: 'login_taken', field: 'newLogin' }
    case 'LOGIN_NOT_ACCEPTED':
      return { kind: 'problem', problem: 'login_not_allowed', field: 'newLogin' }
    case 'PASSWORD_NOT_ACCEPTED':
      return { kind: 'problem', problem: 'password_not_accepted', field: 'newPassword' }
    case 'NOT_SUPPORTED':
      return { kind: 'not_supported' }
    case 'SUBJECT_NOT_FOUND':
      return { kind: 'billing_unavailable' }
  }
}
