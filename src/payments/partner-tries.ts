import { type PartnerDesk, type PartnerRequest, principalOf } from './partner-desk.ts'

/** Numbers that nobody has, per partner and hour: payers mistype some, and who tries numbers out mistypes most. */
const MISS_WINDOW_MS = 3_600_000

/** Payers of many mistype as many more. Only money that really moved counts: it cannot be had by asking. */
const PAYMENTS_PER_MISS = 50

/** Payments that are refused, per minute and payment that may be taken in one: the billing is asked about each. */
const REFUSED_PER_PAYMENT = 3
const REFUSED_WINDOW_MS = 60_000

export type Take =
  | { readonly kind: 'taken'; readonly triedAt: number }
  | { readonly kind: 'too_many'; readonly retryAfterSeconds: number }

interface TryLimit {
  /** What is tried; a part of the subject that is counted for. */
  readonly what: 'check' | 'check-miss' | 'register' | 'pay-refused'
  readonly windowMs: number
  readonly max: number
  /** Whether nothing more is allowed beyond it; what is not the last word is not audited. */
  readonly isLast?: boolean
}

/** Counts one try of a partner, over all its terminals and our replicas. The first beyond the limit is audited. */
export async function takeTry(
  { store, now }: PartnerDesk,
  { partner, requestId, call }: PartnerRequest,
  { what, windowMs, max, isLast = true }: TryLimit,
): Promise<Take> {
  const triedAt = now()
  const actor = principalOf(partner)
  const audit = { at: triedAt, actor, act: `partner-${what}`, object: `partner:${partner.id}`, outcome: 'limited' }
  const { count, oldestAt } = await store.tries.record(
    { subject: `${what}:${partner.id}`, now: triedAt, windowMs, max, audit: isLast ? { ...audit, requestId } : null },
    call,
  )
  if (count <= max) return { kind: 'taken', triedAt }
  return { kind: 'too_many', retryAfterSeconds: Math.max(1, Math.ceil((oldestAt + windowMs - triedAt) / 1000)) }
}

export async function takeMiss(desk: PartnerDesk, request: PartnerRequest): Promise<Take> {
  const { limits } = request.partner
  const limit = { what: 'check-miss', windowMs: MISS_WINDOW_MS, max: limits.maxMissesPerHour } as const
  const take = await takeTry(desk, request, { ...limit, isLast: false })
  if (take.kind === 'taken') return take
  // Counted only for whom it matters.
  const key = { principal: principalOf(request.partner), kind: 'PAYMENT', since: desk.now() - MISS_WINDOW_MS } as const
  const payments = await desk.store.intents.countDone(key)
  return takeTry(desk, request, { ...limit, max: limit.max + Math.floor(payments / PAYMENTS_PER_MISS) })
}

/** Counts a payment that is about to be refused for good; false when there were so many that it is not looked for. */
export async function takeRefused(desk: PartnerDesk, request: PartnerRequest): Promise<boolean> {
  const max = request.partner.limits.maxPaymentsPerMinute * REFUSED_PER_PAYMENT
  const take = await takeTry(desk, request, { what: 'pay-refused', windowMs: REFUSED_WINDOW_MS, max })
  return take.kind === 'taken'
}

/** It was none. Without the client's signal: who leaves early shall not pay for a hit. */
export function giveBackMiss(
  { store }: PartnerDesk,
  { partner }: PartnerRequest,
  { triedAt }: Extract<Take, { kind: 'taken' }>,
): Promise<void> {
  return store.tries.forget([{ subject: `check-miss:${partner.id}`, triedAt }])
}
