import type { RegisterPartRow } from '../store/register-types.ts'
import { type PartnerDesk, type PartnerRequest, principalOf } from './partner-desk.ts'
import { isCanceled } from './partner-find.ts'
import type { PartnerPayment } from './partner-payments.ts'
import { eachBatch, MAX_DAY_PAYMENTS } from './partner-registry.ts'
import { takeTry } from './partner-tries.ts'
import { findUnusable, hashRegister, type RegistryPart } from './register-form.ts'
import { type JudgedRow, judgeBooks } from './register-judge.ts'

export type SubmitRegistryVerdict =
  | {
      readonly kind: 'judged'
      readonly date: string
      readonly part: number
      readonly of: number
      /** Of this part, as `paymentRegistry` of a day with exactly these payments has it. */
      readonly sha256: string
      /** In the order in which they came. */
      readonly rows: readonly JudgedRow[]
      /** All parts of the day are here. */
      readonly isComplete: boolean
      /** What no part of the day has, the first of them; empty before the register is complete. */
      readonly missingInPartner: readonly JudgedRow[]
      readonly missingInPartnerCount: number
    }
  | {
      readonly kind: 'refused'
      readonly reason: 'INVALID_VALUE' | 'TOO_MANY_TRIES'
      readonly retryable: boolean
      /** Which value, e.g. "rows.3.amount". */
      readonly field: string | null
      readonly retryAfterSeconds: number | null
    }

/** The most payments that one answer names as missing in the partner's books. */
export const MAX_MISSING_ROWS = 100

const SUBMISSIONS = { what: 'register', windowMs: 3_600_000, max: 300 } as const

/**
 * Keeps a part of a partner's register and says of each row what the billing has. The same part again changes nothing and is
 * judged as things are by then; another content takes the place of the former one, and both are in the trail.
 */
export async function submitRegistry(
  desk: PartnerDesk,
  register: RegistryPart,
  request: PartnerRequest,
): Promise<SubmitRegistryVerdict> {
  const startedAtMs = desk.clock.elapsedMs()
  const { partner, requestId, call } = request
  const field = findUnusable(desk, partner, register)
  if (field !== null) return refuse('INVALID_VALUE', { field })
  const take = await takeTry(desk, request, SUBMISSIONS)
  if (take.kind === 'too_many') return refuse('TOO_MANY_TRIES', take)
  const { date, part, of, rows } = register
  const sha256 = hashRegister(rows)
  const audit = {
    at: desk.now(),
    actor: principalOf(partner),
    act: 'payment-register',
    object: `register:${partner.id}:${date}:${part}/${of}`,
    outcome: sha256,
    requestId,
  }
  const key = { partnerId: partner.id, day: date, part, of }
  const parts = await desk.store.registers.put({ ...key, sha256, rows }, audit, call)
  const isComplete = parts.length === of
  const missing = isComplete ? await findMissing(desk, { date, parts }, request) : { first: [], count: 0 }
  const judged = await judgeBooks(desk, { date, rows, missing: missing.first }, { ...request, startedAtMs })
  return {
    kind: 'judged',
    date,
    part,
    of,
    sha256,
    rows: judged.rows,
    isComplete,
    missingInPartner: judged.missing,
    // Of those that are not named nothing is known but what the gateway's own books say.
    missingInPartnerCount: missing.count - (missing.first.length - judged.missing.length),
  }
}

/** What the gateway has as paid on the day, and the partner does not have. */
async function findMissing(
  desk: PartnerDesk,
  { date, parts }: { date: string; parts: readonly RegisterPartRow[] },
  request: PartnerRequest,
): Promise<{ first: readonly PartnerPayment[]; count: number }> {
  const known = new Set(parts.flatMap(({ externalIds }) => externalIds))
  const first: PartnerPayment[] = []
  let [seen, count] = [0, 0]
  for await (const payments of eachBatch(desk, request.partner, date)) {
    request.call.signal.throwIfAborted()
    seen += payments.length
    for (const payment of payments) {
      const { state, externalId } = payment.intent
      if (state !== 'DONE' || isCanceled(payment) || known.has(externalId)) continue
      count += 1
      if (first.length < MAX_MISSING_ROWS) first.push(payment)
    }
    if (seen > MAX_DAY_PAYMENTS) break
  }
  return { first, count }
}

function refuse(
  reason: 'INVALID_VALUE' | 'TOO_MANY_TRIES',
  { field = null, retryAfterSeconds = null }: { field?: string | null; retryAfterSeconds?: number | null },
): SubmitRegistryVerdict {
  return { kind: 'refused', reason, retryable: reason === 'TOO_MANY_TRIES', field, retryAfterSeconds }
}
