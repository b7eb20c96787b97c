import { randomUUIDv7 } from 'node:crypto'
import { AcquirerError } from '../acquiring/error.ts'
import type { AcquirerPayment } from '../acquiring/port.ts'
import { type Checkout, type CheckoutId, checkoutReference } from '../domain/checkout.ts'
import { type Money, subtractMoney } from '../domain/money.ts'
import type { Intent } from '../domain/payment-intent.ts'
import { isExternalId } from '../domain/reference-template.ts'
import { isUuid } from '../domain/uuid.ts'
import type { CheckoutRequest } from './checkout-begin.ts'
import { CABINET_PRINCIPAL } from './checkout-credit.ts'
import { type CheckoutDesk, moveCheckout } from './checkout-desk.ts'
import { settleRefund } from './checkout-drive.ts'
import type { Order } from './engine.ts'
import { fingerprintOf } from './keyed-order.ts'
import { reachCheckout } from './points.ts'
import { writeRefundDetails } from './refund-desk.ts'
import { readReason } from './resolution.ts'

export interface RefundInput {
  readonly checkoutId: CheckoutId
  /** For the audit trail. */
  readonly reason: string
  readonly idempotencyKey: string
}

export type CheckoutRefundRefusal =
  | 'CHECKOUT_NOT_FOUND'
  | 'INVALID_VALUE'
  /** Nothing was taken, it is on its way to the account, or it is there. */
  | 'NOT_WAITING'
  /** The billing has the money after all, or may have. */
  | 'CREDITED'
  | 'ACQUIRER_UNAVAILABLE'
  | 'CHANGED_MEANWHILE'
  | 'OVERLOADED'
  | 'IDEMPOTENCY_CONFLICT'

export type RefundVerdict =
  /** As it is now: on its way, or gone back. */
  | { readonly kind: 'refunding'; readonly checkout: Checkout }
  | {
      readonly kind: 'refused'
      readonly reason: CheckoutRefundRefusal
      readonly retryable: boolean
      readonly field: 'checkoutId' | 'reason' | 'idempotencyKey' | null
      readonly checkout: Checkout | null
    }

interface Refunding {
  readonly request: CheckoutRequest
  readonly waitMs: number
}

/**
 * Gives back what was taken and could not be put on the account, by a person's word. What is left of it is asked of the
 * acquirer first; where nothing is left, somebody has given it back there, and that is noted.
 */
export async function refundCheckout(
  desk: CheckoutDesk,
  input: RefundInput,
  refunding: Refunding,
): Promise<RefundVerdict> {
  const { principal, requestId, call } = refunding.request
  const { checkoutId, idempotencyKey } = input
  const reason = readReason(input.reason)
  if (!isExternalId(idempotencyKey)) return refuse('INVALID_VALUE', { field: 'idempotencyKey' })
  if (reason === null) return refuse('INVALID_VALUE', { field: 'reason' })
  const fingerprint = fingerprintOf(['refund', checkoutId, reason])
  const known = await desk.intents.findByExternalId({ principal, kind: 'REFUND', externalId: idempotencyKey })
  if (known !== null && known.fingerprint !== fingerprint) {
    return refuse('IDEMPOTENCY_CONFLICT', { field: 'idempotencyKey' })
  }
  const found = isUuid(checkoutId) ? await desk.checkouts.find(checkoutId, call) : null
  if (found === null) return refuse('CHECKOUT_NOT_FOUND', { field: 'checkoutId' })
  // The first order under the key has come to an end, or is on its way.
  if (found.state === 'REFUNDED' || (known !== null && known.state === 'REJECTED')) {
    return { kind: 'refunding', checkout: found }
  }
  if (found.state === 'REFUNDING') {
    return known?.id === found.refundId
      ? { kind: 'refunding', checkout: found }
      : refuse('NOT_WAITING', { checkout: found })
  }
  if (found.state !== 'OPERATOR') return refuse('NOT_WAITING', { checkout: found })
  if (await mayBeCredited(desk, found)) return refuse('CREDITED', { checkout: found })
  const { leaseMs } = desk.settings
  const claimed = await desk.checkouts.claim(found.id, { states: ['OPERATOR'], leaseMs }, call)
  if (claimed === null) return refuse('CHANGED_MEANWHILE', { retryable: true, checkout: found })
  const by = { actor: principal, requestId }
  const payment = await findPayment(desk, claimed)
  if (payment === null) return refuse('ACQUIRER_UNAVAILABLE', { retryable: true, checkout: claimed })
  const left = subtractMoney(payment.amount, payment.refunded)
  // One that was lost on its way to the checkout may be what has given it back.
  if (left.minorUnits <= 0n && known === null) {
    const change = { to: 'REFUNDED', attention: null, dueInMs: null } as const
    const moved = await moveCheckout(desk, claimed, { change, outcome: `refunded elsewhere: ${reason}`, by })
    return moved === null ? refuse('CHANGED_MEANWHILE', { retryable: true }) : { kind: 'refunding', checkout: moved }
  }
  const order =
    known ??
    orderFor(claimed, {
      id: (desk.newId ?? randomUUIDv7)(),
      amount: left,
      principal,
      externalId: idempotencyKey,
      fingerprint,
    })
  return submit(desk, claimed, { order, reason, ...refunding })
}

async function submit(
  desk: CheckoutDesk,
  claimed: Checkout,
  { order, reason, request, waitMs }: Refunding & { readonly order: Order; readonly reason: string },
): Promise<RefundVerdict> {
  const by = { actor: request.principal, requestId: request.requestId }
  const verdict = await desk.engine.submit(order, { by, waitMs })
  if (verdict.kind === 'overloaded') return refuse('OVERLOADED', { retryable: true, checkout: claimed })
  const { intent } = verdict
  // Somebody else's refund of the same checkout is as good as this one: it is followed, whoever has ordered it.
  if (intent.reference !== order.reference) return refuse('IDEMPOTENCY_CONFLICT', { field: 'idempotencyKey' })
  reachCheckout('refund-submitted', claimed.id)
  const change = { to: 'REFUNDING', refundId: intent.id, attention: null, dueInMs: 500 } as const
  const moved = await moveCheckout(desk, claimed, { change, outcome: `refunding: ${reason}`, by })
  const settled = moved && (await settleRefund(desk, moved, { intent, by }))
  // Whoever has it by now goes on with the same intent.
  const checkout = settled ?? (await desk.checkouts.find(claimed.id)) ?? claimed
  if (verdict.kind === 'conflict') return refuse('CHANGED_MEANWHILE', { retryable: true, checkout })
  return { kind: 'refunding', checkout }
}

/** What was refused may have been written all the same; that is shown of the intent, and is for a person to mend first. */
async function mayBeCredited({ intents }: CheckoutDesk, { id }: Checkout): Promise<boolean> {
  const credit = await intents.findByExternalId({ principal: CABINET_PRINCIPAL, kind: 'PAYMENT', externalId: id })
  return credit !== null && (credit.state !== 'REJECTED' || credit.attention !== null)
}

function orderFor(
  checkout: Checkout,
  given: Pick<Intent, 'id' | 'principal' | 'externalId' | 'fingerprint'> & { readonly amount: Money },
): Order {
  const { id: checkoutId, accountId, accountNumber, acquirer, acquirerId, receiptContact, creditId } = checkout
  return {
    kind: 'REFUND',
    ...given,
    reference: checkoutReference(checkoutId),
    accountId,
    accountNumber,
    method: checkout.method,
    paidAt: null,
    relatesTo: creditId,
    details: writeRefundDetails({ checkoutId, acquirer, acquirerId: acquirerId ?? '', receiptContact }),
    recordId: null,
  }
}

/** The truth of now; null when the acquirer does not tell it. */
async function findPayment(desk: CheckoutDesk, claimed: Checkout): Promise<AcquirerPayment | null> {
  const { acquirer, clock, settings, observer } = desk
  if (acquirer?.name !== claimed.acquirer || claimed.acquirerId === null) return null
  const deadline = clock.deadline(settings.requestTimeoutMs)
  try {
    const payment = await acquirer.findPayment(claimed.acquirerId, { signal: deadline.signal })
    return payment?.status === 'CAPTURED' ? payment : null
  } catch (error) {
    if (!(error instanceof AcquirerError)) throw error
    observer.unanswered(claimed, error)
    return null
  } finally {
    deadline.stop()
  }
}

function refuse(
  reason: CheckoutRefundRefusal,
  told: Partial<Omit<Extract<RefundVerdict, { kind: 'refused' }>, 'kind' | 'reason'>> = {},
): RefundVerdict {
  const { retryable = false, field = null, checkout = null } = told
  return { kind: 'refused', reason, retryable, field, checkout }
}
