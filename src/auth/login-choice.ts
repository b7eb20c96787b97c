import type { KnownLogin } from '../billing/login-port.ts'
import type { AccessField, AccessRefusal, AccessRequest } from './access.ts'
import type { AccessDesk } from './access-desk.ts'
import { ask } from './change-credentials.ts'
import { listOtherSpellings } from './credential-policy.ts'

/** More than anybody needs to find a free login; without a bound the answers would list whose logins there are. */
const MAX_CHOICES_PER_HOUR = 10

/**
 * Null when the login is nobody's contract number, and nobody's login in another case; whether it is taken as it is written
 * the billing says when it is told to set it. Whoever has shown password or code may ask, and each time counts.
 */
export async function refuseLogin(
  desk: AccessDesk,
  choice: { known: KnownLogin; login: string; ownNumbers: readonly string[]; field: AccessField },
  request: AccessRequest,
): Promise<AccessRefusal | null> {
  const { known, login, ownNumbers, field } = choice
  if (login === known.login || ownNumbers.includes(login)) return null
  const { caller, call } = request
  const subject = desk.limits.nameSubject('choice', `${known.role}:${known.subjectId}`)
  const attempt = { caller, now: desk.options.now(), act: 'choose-login' } as const
  const take = await desk.limits.takeNamed(attempt, [{ subject, max: MAX_CHOICES_PER_HOUR }], call)
  if (take.kind === 'too_many_tries') return take
  const others = listOtherSpellings(login)
  const found = await ask(desk, request, () =>
    Promise.all([
      desk.billing.accounts.findAccountsByNumber([login, ...others], call),
      ...others.map((spelling) => desk.billing.logins.findLogins({ login: spelling }, call)),
    ]),
  )
  if (found === null) return { kind: 'billing_unavailable' }
  const [accounts, ...twins] = found
  // Somebody else's contract number would be taken for theirs.
  if ([...accounts.keys()].some((number) => !ownNumbers.includes(number))) {
    return { kind: 'problem', problem: 'login_not_allowed', field }
  }
  const isTaken = twins.flat().some(({ subjectId, role }) => subjectId !== known.subjectId || role !== known.role)
  return isTaken ? { kind: 'problem', problem: 'login_taken', field } : null
}
