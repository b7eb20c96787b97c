import type { BillingCall } from '../billing/port.ts'
import type { Arrival, Auth, AuthenticationVerdict } from './auth.ts'
import { actorOf, createDesk, type Desk, objectOf, viewerOf } from './desk.ts'
import type { AuthOptions } from './options.ts'
import { admitPartner } from './partner-access.ts'
import { signInPartner } from './partner-sign-in.ts'
import { refreshSession } from './refresh.ts'
import { signIn } from './sign-in.ts'

/**
 * Sign-in, sessions and tokens over the store and the billing's credentials. Rejects with StoreErrors, and with the
 * reason of an aborted signal.
 */
export function createAuth(options: AuthOptions): Auth {
  return createAuthAt(createDesk(options))
}

/** The same at a desk that others use as well: they share limits, and forget a session at once. */
export function createAuthAt(desk: Desk): Auth {
  return {
    signIn: (input, request) => signIn(desk, input, request),
    refreshSession: (input, request) => refreshSession(desk, input, request),
    signOut: async (viewer, caller) => {
      const act = { actor: actorOf(viewer), act: 'sign-out', object: objectOf(viewer.sessionId), outcome: 'ended' }
      await desk.revoke(viewer.sessionId, desk.entry(act, caller))
    },
    signInPartner: (input, request) => signInPartner(desk, input, request),
    authenticate: (authorization, call, arrival) => authenticate(desk, authorization, { call, arrival }),
  }
}

// RFC 6750, section 2.1; the scheme's name is case-insensitive (RFC 9110, section 11.1).
const BEARER = /^bearer +([A-Za-z0-9._~+/-]+=*)$/i
const MAX_HEADER_CHARACTERS = 4_200

async function authenticate(
  desk: Desk,
  authorization: string | undefined,
  { call, arrival }: { call: BillingCall | undefined; arrival: Arrival | undefined },
): Promise<AuthenticationVerdict> {
  if (authorization === undefined) return { kind: 'anonymous' }
  const token = authorization.length > MAX_HEADER_CHARACTERS ? null : BEARER.exec(authorization)?.[1]
  if (!token) return { kind: 'refused', reason: 'invalid' }
  const verifying = desk.tokens.verify(token)
  const verdict = verifying instanceof Promise ? await verifying : verifying
  if (verdict.kind !== 'valid') return { kind: 'refused', reason: verdict.kind }
  const { claims } = verdict
  const finding = desk.cache.find(claims.sessionId, call?.signal)
  const session = finding instanceof Promise ? await finding : finding
  const isLive =
    session !== null &&
    session.revokedAt === null &&
    session.expiresAt > desk.options.now() &&
    session.subjectId === claims.subjectId &&
    session.role === claims.role
  if (!isLive) return { kind: 'refused', reason: 'invalid' }
  if (session.role === 'PARTNER') return admitPartner(desk, session, { arrival, call })
  return { kind: 'viewer', viewer: viewerOf(session) }
}
