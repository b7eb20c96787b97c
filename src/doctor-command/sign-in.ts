import { BillingError } from '../billing/error.ts'
import type { BillingSystem } from '../billing/port.ts'
import type { Evidence } from './evidence.ts'
import { type Failure, toFailure } from './told.ts'

export type SignInState =
  | 'ok'
  /** No connection to any of its addresses, or no answer over it. */
  | 'unreachable'
  /** Somebody answers whose certificate is not trusted. */
  | 'untrusted'
  | 'wrong_credentials'
  /** It knows who asks, and does not let him do that. */
  | 'no_rights'
  /** What it has just opened it does not know any more: bound to an address, or kept by one server of several. */
  | 'session_not_kept'
  /** Refused, and nothing tells why. */
  | 'refused'
  /** It answers, and not to the question. */
  | 'failed'

export interface SignIn {
  readonly state: SignInState
  readonly durationMs: number
  readonly failure: Failure | null
}

/** Asks what needs the gateway's own credentials, and finds out why where it is refused. */
export async function signIn(
  { health }: Pick<BillingSystem, 'health'>,
  { evidence, timeoutMs }: { readonly evidence: Evidence; readonly timeoutMs: number },
): Promise<SignIn> {
  const startedAt = performance.now()
  try {
    // A login and a question.
    await health.ping({ signal: AbortSignal.timeout(timeoutMs * 2) })
    return { state: 'ok', durationMs: performance.now() - startedAt, failure: null }
  } catch (error) {
    const durationMs = performance.now() - startedAt
    return { state: stateOf(error, evidence), durationMs, failure: toFailure(error) }
  }
}

function stateOf(error: unknown, evidence: Evidence): SignInState {
  if (!(error instanceof BillingError)) return 'failed'
  if (error.code === 'BILLING_UNREACHABLE') {
    const isUntrusted = evidence.connections().some(({ failure }) => failure !== null && UNTRUSTED.test(failure))
    return isUntrusted ? 'untrusted' : 'unreachable'
  }
  if (error.code === 'BILLING_TIMEOUT') return evidence.answers() === 0 ? 'unreachable' : 'failed'
  if (error.code !== 'BILLING_ACCESS_DENIED') return 'failed'
  const calls = evidence.calls()
  const refused = calls.findLast(({ code }) => code === 'BILLING_ACCESS_DENIED')
  const hasSession = evidence.signs.list('Q16').length > 0
  // Each of its calls was answered, and none of the answers was a refusal of its own: the session was unknown again.
  if (refused === undefined) return hasSession ? 'session_not_kept' : 'refused'
  const status = evidence.lastStatus(`${refused.system} ${refused.operation}`)
  if (LOGIN.test(refused.operation) || status === 401) return 'wrong_credentials'
  return status === 403 || hasSession ? 'no_rights' : 'refused'
}

const UNTRUSTED = /CERT|_TLS_|_SSL_|UNABLE_TO_|SELF_SIGNED/
const LOGIN = /log[io]n|sign_?in|auth/i

/** What to do about each. */
export const SIGN_IN_ADVICE: Readonly<Record<SignInState, string>> = {
  ok: 'The credentials are accepted.',
  unreachable: 'Nothing answers at the address: look at the address, the port, the name and the firewall.',
  untrusted:
    "The certificate of the address is not trusted: renew it, name the host as it does, or give its authority's with NODE_EXTRA_CA_CERTS.",
  wrong_credentials: 'The login, password or key is refused: compare the variables with what the billing has.',
  no_rights: 'The credentials are known and may not ask this: give them the rights, or allow the address of this host.',
  session_not_kept:
    'A session that was just opened is unknown again: it is bound to an address that changes on the way, or several servers answer and do not share sessions.',
  refused: 'The billing refuses the credentials, or what they may do, and does not say which.',
  failed:
    'Something answers, and not as this billing does: look at the path in the address, and at what stands before the billing.',
}
