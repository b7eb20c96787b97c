import { randomUUIDv7 } from 'node:crypto'
import type { Intent, IntentRefusal } from '../domain/payment-intent.ts'
import { isExternalId } from '../domain/reference-template.ts'
import type { Order } from './engine.ts'
import { fingerprintOf, waitLeftMs } from './keyed-order.ts'
import { ordererOf, type PartnerDesk, type PartnerRequest, principalOf, waitOf } from './partner-desk.ts'
import { withCancellation } from './partner-find.ts'
import type { CancelInput, CancelRefusal, CancelVerdict, PartnerPayment } from './partner-payments.ts'

/**
 * Takes a payment back, when the billing lets it. As with payments a known key comes first. One cancellation stands
 * against a payment at a time: a second key hears of the one that stands, and only after a refusal it begins one of its own.
 */
export async function cancelPayment(
  desk: PartnerDesk,
  input: CancelInput,
  request: PartnerRequest,
): Promise<CancelVerdict> {
  const startedAtMs = desk.clock.elapsedMs()
  const { externalId, idempotencyKey } = input
  if (!isExternalId(externalId)) return refuse('INVALID_VALUE', { field: 'externalId' })
  if (!isExternalId(idempotencyKey)) return refuse('INVALID_VALUE', { field: 'idempotencyKey' })
  const { intents } = desk.store
  const principal = principalOf(request.partner)
  const payment = await intents.findByExternalId({ principal, kind: 'PAYMENT', externalId })
  const known = await intents.findByExternalId({ principal, kind: 'CANCELLATION', externalId: idempotencyKey })
  if (known !== null && known.relatesTo !== payment?.id) {
    const other = known.relatesTo === null ? null : await intents.find(known.relatesTo)
    return { kind: 'conflict', payment: other && (await withCancellation(desk, other)) }
  }
  // It may be on its way, or stand in the billing from before: an end would let a terminal give the money back.
  if (payment === null) return refuse('PAYMENT_NOT_FOUND', { retryable: true })
  const found = await withCancellation(desk, payment)
  const wait = { request, startedAtMs }
  if (known !== null) return follow(desk, { payment: found, cancellation: known }, wait)
  if (found.cancellation !== null) return follow(desk, { payment: found, cancellation: found.cancellation }, wait)
  const objection = objectTo(desk, found)
  if (objection !== null) return objection
  await note(desk, { payment, input, request })
  return carryOut(desk, { payment: found, order: orderOf(payment, input) }, wait)
}

interface Wait {
  readonly request: PartnerRequest
  readonly startedAtMs: number
}

/** A cancellation that is there already; one that is under way is waited for. */
function follow(
  desk: PartnerDesk,
  { payment, cancellation }: { payment: PartnerPayment; cancellation: Intent },
  wait: Wait,
): Promise<CancelVerdict> {
  wait.request.onKept?.()
  const isUnderWay = cancellation.state === 'ACCEPTED' || cancellation.state === 'SENDING'
  if (isUnderWay) return carryOut(desk, { payment, order: cancellation }, wait)
  return Promise.resolve(answer(payment, cancellation))
}

function objectTo({ billing }: PartnerDesk, payment: PartnerPayment): CancelVerdict | null {
  if (payment.intent.state === 'REJECTED') return refuse('PAYMENT_NOT_DONE', { payment })
  if (payment.intent.state !== 'DONE') return refuse('PAYMENT_PENDING', { payment, retryable: true })
  return billing.capabilities.cancellations ? null : refuse('NOT_SUPPORTED', { payment })
}

/** Why the partner wants it, in the trail beside the moves that follow. */
function note(
  { store, now }: PartnerDesk,
  { payment, input, request }: { payment: Intent; input: CancelInput; request: PartnerRequest },
): Promise<void> {
  const { actor, requestId } = ordererOf(request)
  const outcome = `asked ${input.reason ?? 'without a reason'}`
  const entry = { at: now(), actor, act: 'payment-cancellation', object: `intent:${payment.id}`, outcome, requestId }
  return store.audit.append(entry, request.call)
}

function orderOf(payment: Intent, { externalId, idempotencyKey }: CancelInput): Order {
  const { principal, reference, accountId, accountNumber, amount, method, paidAt, recordId } = payment
  return {
    id: randomUUIDv7(),
    kind: 'CANCELLATION',
    principal,
    externalId: idempotencyKey,
    fingerprint: fingerprintOf(['cancellation', externalId]),
    reference,
    accountId,
    accountNumber,
    amount,
    method,
    paidAt,
    relatesTo: payment.id,
    details: null,
    recordId,
  }
}

async function carryOut(
  desk: PartnerDesk,
  { payment, order }: { payment: PartnerPayment; order: Order },
  { request, startedAtMs }: Wait,
): Promise<CancelVerdict> {
  const waitMs = waitLeftMs(waitOf(desk, request), startedAtMs)
  const verdict = await desk.engine.submit(order, { by: ordererOf(request), waitMs, onKept: request.onKept })
  switch (verdict.kind) {
    case 'accepted':
      return answer(payment, verdict.intent)
    case 'overloaded':
      return refuse('OVERLOADED', { payment, retryable: true })
    case 'conflict':
      // Another key was faster, and its cancellation stands; or this key was, for another payment.
      if (verdict.intent.relatesTo === payment.intent.id) return answer(payment, verdict.intent)
      return { kind: 'conflict', payment: null }
  }
}

function answer({ intent }: PartnerPayment, cancellation: Intent): CancelVerdict {
  const payment = { intent, cancellation: cancellation.state === 'REJECTED' ? null : cancellation }
  switch (cancellation.state) {
    case 'DONE':
      return { kind: 'canceled', payment }
    case 'REJECTED':
      return refuse(reasonOf(cancellation.refusal), { payment })
    case 'ACCEPTED':
    case 'SENDING':
    case 'UNKNOWN':
    case 'OPERATOR':
      return { kind: 'pending', payment }
  }
}

function reasonOf(refusal: IntentRefusal | null): CancelRefusal {
  const isOfCancellation = refusal === 'PAYMENT_NOT_FOUND' || refusal === 'ALREADY_SPENT' || refusal === 'TOO_LATE'
  return isOfCancellation ? refusal : 'CLOSED_BY_OPERATOR'
}

function refuse(
  reason: CancelRefusal,
  {
    retryable = false,
    field = null,
    payment = null,
  }: Partial<Pick<Extract<CancelVerdict, { kind: 'refused' }>, 'retryable' | 'field' | 'payment'>> = {},
): CancelVerdict {
  return { kind: 'refused', reason, retryable, field, payment }
}
