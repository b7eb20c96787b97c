import type { BillingCall } from '../billing/port.ts'
import type { SessionRow } from '../store/store.ts'
import type { Arrival, AuthenticationVerdict, Caller, PartnerObjection } from './auth.ts'
import { type Desk, objectOf, viewerOf } from './desk.ts'
import type { KnownPartner } from './partner-known.ts'
import { judgeSignature, SIGNATURE_WINDOW_MS } from './partner-signature.ts'

/** A nonce stays until no replica, its clock being minutes late, would take its timestamp. */
const NONCE_SLACK_MS = 5 * 60_000
const OBJECTION_WINDOW_MS = 3_600_000

/** Whether a partner with a live session may go on with this request: its state, its address, its signature. */
export async function admitPartner(
  desk: Desk,
  session: SessionRow,
  { arrival, call }: { arrival: Arrival | undefined; call: BillingCall | undefined },
): Promise<AuthenticationVerdict> {
  const known = await desk.partners.find(session.subjectId, call?.signal)
  if (known?.partner.state !== 'ACTIVE') return { kind: 'refused', reason: 'invalid' }
  const reason = await findObjection(desk, known, { arrival, call })
  if (reason === null) return { kind: 'viewer', viewer: viewerOf(session), partner: known.partner }
  const caller = arrival?.caller ?? { address: '', requestId: 'unknown' }
  await recordObjection(desk, { partnerId: session.subjectId, object: objectOf(session.id) }, { reason, caller })
  return { kind: 'turned_away', reason }
}

async function findObjection(
  desk: Desk,
  { partner, isFrom, signingKeys }: KnownPartner,
  { arrival, call }: { arrival: Arrival | undefined; call: BillingCall | undefined },
): Promise<PartnerObjection | null> {
  if (!isFrom(arrival?.caller.address ?? '')) return 'address_not_allowed'
  const now = desk.options.now()
  const keys = signingKeys.filter(({ expiresAt }) => expiresAt === null || expiresAt > now).map(({ key }) => key)
  if (keys.length === 0 || arrival?.isContinuation === true) return null
  const verdict = judgeSignature(arrival ?? { body: null, headers: {} }, { keys, now })
  if (verdict.kind === 'objection') return verdict.reason
  // Only now: whoever cannot sign shall not fill the table.
  const isFirst = await desk.options.store.partners.useNonce(
    {
      partnerId: partner.id,
      nonce: verdict.nonce,
      expiresAt: verdict.timestamp + SIGNATURE_WINDOW_MS + NONCE_SLACK_MS,
    },
    call,
  )
  return isFirst ? null : 'signature_replayed'
}

/** Each objection to a partner is audited once an hour: a trail must not grow with every request. */
export async function recordObjection(
  desk: Desk,
  { partnerId, object }: { partnerId: string; object: string },
  { reason, caller }: { reason: PartnerObjection | 'blocked'; caller: Caller },
): Promise<void> {
  const { store, now, log } = desk.options
  log?.warn({ operation: 'partner-access', code: reason, requestId: caller.requestId }, 'a partner was turned away')
  await store.tries.record({
    subject: `objection:${partnerId}:${reason}`,
    now: now(),
    windowMs: OBJECTION_WINDOW_MS,
    max: 0,
    audit: desk.entry({ actor: `PARTNER:${partnerId}`, act: 'partner-access', object, outcome: reason }, caller),
  })
}
