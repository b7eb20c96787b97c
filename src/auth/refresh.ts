import type { BillingErrorCode } from '../billing/error.ts'
import type { SessionRow, SessionSubject } from '../store/store.ts'
import type { Auth, RefreshVerdict } from './auth.ts'
import { actorOf, type Desk, objectOf, subjectOf } from './desk.ts'
import { createRefreshToken, readRefreshToken } from './refresh-token.ts'

type Request = Parameters<Auth['refreshSession']>[1]

const ENDED: RefreshVerdict = { kind: 'session_ended' }

/**
 * Exchanges a refresh token. The billing is asked whether the agreement still stands, outside any transaction; while it
 * is down the session goes on for a while with the accounts that it had. A token used twice ends the session for both
 * holders. A client that leaves before the exchange keeps a token that works.
 */
export async function refreshSession(
  desk: Desk,
  input: Parameters<Auth['refreshSession']>[0],
  request: Request,
): Promise<RefreshVerdict> {
  const { call, caller } = request
  const { store, now } = desk.options
  const refreshTokenHash = readRefreshToken(input.refreshToken)
  if (refreshTokenHash === null) return ENDED
  const take = await desk.limits.takeRefresh({ caller, now: now() }, call)
  if (take.kind === 'too_many_tries') return take

  const session = await store.sessions.findByRefreshToken(refreshTokenHash, now(), call)
  if (!session) return exchange(desk, { refreshTokenHash, subject: null }, request)
  const check = await checkAgreement(desk, session, request)
  if (check.kind !== 'stands') return check
  // Before the exchange, not after: a failure here must not lose a token that was just made.
  await take.takeBack(call)
  return exchange(desk, { refreshTokenHash, subject: check.subject }, request)
}

async function exchange(
  desk: Desk,
  { refreshTokenHash, subject }: { refreshTokenHash: string; subject: SessionSubject | null },
  { caller, call }: Request,
): Promise<RefreshVerdict> {
  const next = createRefreshToken()
  const rotatedAt = desk.options.now()
  const verdict = await desk.options.store.sessions.rotate(
    {
      refreshTokenHash,
      nextRefreshTokenHash: next.hash,
      subject,
      now: rotatedAt,
      expiresAt: rotatedAt + desk.refreshTokenTtlMs,
      audit: (found) => {
        if (found.kind === 'unknown') return null
        const [actor, id] =
          found.kind === 'rotated' ? [actorOf(found.session), found.session.id] : ['anonymous', found.sessionId]
        const outcome = found.kind === 'rotated' ? 'refreshed' : 'reused'
        return desk.entry({ actor, act: 'refresh', object: objectOf(id), outcome }, caller)
      },
    },
    call,
  )
  if (verdict.kind === 'reused') desk.cache.forget(verdict.sessionId)
  if (verdict.kind !== 'rotated') return ENDED
  desk.cache.forget(verdict.session.id)
  return { kind: 'refreshed', session: await desk.openSession(verdict.session, next.token) }
}

/** Failures that say something about the billing; the others are about us or the client and keep nothing going. */
const BILLING_IS_DOWN: readonly BillingErrorCode[] = [
  'BILLING_UNREACHABLE',
  'BILLING_FAILED',
  'BILLING_OVERLOADED',
  'BILLING_TIMEOUT',
  'BILLING_MALFORMED_ANSWER',
  'BILLING_ANSWER_TOO_LARGE',
  'BILLING_ACCESS_DENIED',
]

/** How long a session goes on unconfirmed. The provider's staff see everybody's accounts: theirs is shorter. */
const UNCONFIRMED_MS = 24 * 3_600_000
const UNCONFIRMED_OPERATOR_MS = 3_600_000

type Agreement =
  /** Null keeps the accounts as they were: the billing cannot say now, or never can. */
  | { readonly kind: 'stands'; readonly subject: SessionSubject | null }
  | { readonly kind: 'session_ended' }
  | { readonly kind: 'billing_unavailable' }

async function checkAgreement(desk: Desk, session: SessionRow, { caller, call }: Request): Promise<Agreement> {
  const { subjectId, role } = session
  const { billing, now } = desk.options
  // The deadline is ours. A client that could make the check fail would keep an ended agreement for ever: so whatever
  // the billing says, nothing goes on for one that has left.
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(desk.refreshCheckMs)])
  const verdict = await desk.askBilling(() => billing.credentials.findSubject({ subjectId, role }, { signal }), caller)
  if (verdict.kind === 'failed') {
    call.signal.throwIfAborted()
    if (!BILLING_IS_DOWN.includes(verdict.error.code)) throw verdict.error
    const unconfirmedMs = now() - session.confirmedAt
    const isTooLong = unconfirmedMs > (role === 'OPERATOR' ? UNCONFIRMED_OPERATOR_MS : UNCONFIRMED_MS)
    return isTooLong ? { kind: 'billing_unavailable' } : { kind: 'stands', subject: null }
  }
  if (verdict.kind === 'refused' && verdict.reason === 'NOT_SUPPORTED') return { kind: 'stands', subject: null }
  if (verdict.kind === 'accepted' && verdict.subjectId === subjectId && verdict.role === role) {
    return { kind: 'stands', subject: subjectOf(verdict, now()) }
  }
  const act = { actor: actorOf(session), act: 'refresh', object: objectOf(session.id), outcome: 'refused' }
  await desk.revoke(session.id, desk.entry(act, caller))
  return { kind: 'session_ended' }
}
