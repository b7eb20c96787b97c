import { type PartnerDesk, type PartnerRequest, principalOf } from './partner-desk.ts'

/** Numbers that nobody has, per partner and hour: payers mistype some, and who tries numbers out mistypes most. */
const MAX_MISSES = 200
const MISS_WINDOW_MS = 3_600_000

export type Take =
  | { readonly kind: 'taken'; readonly triedAt: number }
  | { readonly kind: 'too_many'; readonly retryAfterSeconds: number }

interface TryLimit {
  /** What is tried; a part of the subject that is counted for. */
  readonly what: 'check' | 'check-miss' | 'register'
  readonly windowMs: number
  readonly max: number
}

/** Counts one try of a partner, over all its terminals and our replicas. The first beyond the limit is audited. */
export async function takeTry(
  { store, now }: PartnerDesk,
  { partner, requestId, call }: PartnerRequest,
  { what, windowMs, max }: TryLimit,
): Promise<Take> {
  const triedAt = now()
  const actor = principalOf(partner)
  const audit = { at: triedAt, actor, act: `partner-${what}`, object: `partner:${partner.id}`, outcome: 'limited' }
  const { count, oldestAt } = await store.tries.record(
    { subject: `${what}:${partner.id}`, now: triedAt, windowMs, max, audit: { ...audit, requestId } },
    call,
  )
  if (count <= max) return { kind: 'taken', triedAt }
  return { kind: 'too_many', retryAfterSeconds: Math.max(1, Math.ceil((oldestAt + windowMs - triedAt) / 1000)) }
}

export function takeMiss(desk: PartnerDesk, request: PartnerRequest): Promise<Take> {
  return takeTry(desk, request, { what: 'check-miss', windowMs: MISS_WINDOW_MS, max: MAX_MISSES })
}

/** It was none. Without the client's signal: who leaves early shall not pay for a hit. */
export function giveBackMiss(
  { store }: PartnerDesk,
  { partner }: PartnerRequest,
  { triedAt }: Extract<Take, { kind: 'taken' }>,
): Promise<void> {
  return store.tries.forget([{ subject: `check-miss:${partner.id}`, triedAt }])
}
