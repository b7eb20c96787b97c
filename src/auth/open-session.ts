import { randomUUID } from 'node:crypto'
import type { BillingCall, CredentialVerdict } from '../billing/port.ts'
import type { SessionScope } from '../store/store.ts'
import type { Caller, OpenSession } from './auth.ts'
import { actorOf, type Desk, objectOf, subjectOf } from './desk.ts'
import { describeDevice } from './device.ts'
import { createRefreshToken } from './refresh-token.ts'

type Accepted = Extract<CredentialVerdict, { kind: 'accepted' }>

/** A one-time password lets in for as long as it takes to choose a new one. */
const RESTRICTED_MS = 15 * 60_000

/**
 * Opens a session for somebody whom the billing has let in, and makes room for it. Null when the password was changed while
 * it was checked: whoever knew the old one must not be in afterwards.
 */
export async function openSessionFor(
  desk: Desk,
  verdict: Accepted,
  given: {
    readonly act: string
    readonly object: string
    readonly scope: SessionScope
    /** When the check of what was shown began. */
    readonly checkedAt: number
    readonly caller: Caller
    readonly call: BillingCall
  },
): Promise<OpenSession | null> {
  const { act, object, scope, checkedAt, caller, call } = given
  const createdAt = desk.options.now()
  const session = {
    id: randomUUID(),
    subjectId: verdict.subjectId,
    role: verdict.role,
    ...subjectOf(verdict, createdAt),
    createdAt,
    expiresAt: createdAt + (scope === 'FULL' ? desk.refreshTokenTtlMs : RESTRICTED_MS),
    scope,
    device: describeDevice(caller.userAgent),
  }
  const refreshToken = createRefreshToken()
  const audit = desk.entry({ act, object, actor: actorOf(session), outcome: 'accepted' }, caller)
  const displacedAudit = (id: string) =>
    desk.entry({ actor: actorOf(session), act, object: objectOf(id), outcome: 'displaced' }, caller)
  const opening = { session, refreshTokenHash: refreshToken.hash, checkedAt, audit, displacedAudit }
  const displaced = await desk.options.store.sessions.create(
    { ...opening, maxPerSubject: desk.maxSessionsPerSubject },
    call,
  )
  if (displaced === null) {
    await desk.options.store.audit.append(desk.entry({ act, object, actor: 'anonymous', outcome: 'overtaken' }, caller))
    return null
  }
  for (const id of displaced) desk.cache.forget(id)
  return desk.openSession({ ...session, lastSeenAt: createdAt, revokedAt: null }, refreshToken.token)
}
