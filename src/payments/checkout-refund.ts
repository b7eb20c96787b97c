import { randomUUIDv7 } from 'node:crypto'
import { type Checkout, type CheckoutId, checkoutReference } from '../domain/checkout.ts'
import type { Money } from '../domain/money.ts'
import type { Intent } from '../domain/payment-intent.ts'
import { isOwnKey } from '../domain/reference-template.ts'
import { isUuid } from '../domain/uuid.ts'
import type { CheckoutChange } from '../store/checkout-types.ts'
import type { StoreCall } from '../store/store.ts'
import type { CheckoutRequest } from './checkout-begin.ts'
import { CABINET_PRINCIPAL } from './checkout-credit.ts'
import { type CheckoutDesk, moveCheckout } from './checkout-desk.ts'
import { acquirerTermsOf } from './checkout-receipt.ts'
import { findRefund, settleRefund } from './checkout-refund-follow.ts'
import { findTaken, judgeTaken, type Taken } from './checkout-taken.ts'
import type { Order } from './engine.ts'
import { fingerprintOf } from './keyed-order.ts'
import type { Orderer } from './parts.ts'
import { reachCheckout } from './points.ts'
import { writeRefundDetails } from './refund-desk.ts'
import { readReason } from './resolution.ts'

export interface RefundInput {
  readonly checkoutId: CheckoutId
  /** For the audit trail. */
  readonly reason: string
  /** Whether the person has looked into the billing where its rows do not tell, and asked the acquirer where it says something new. */
  readonly acknowledgesDoubt: boolean
  readonly idempotencyKey: string
}

export type CheckoutRefundRefusal =
  | 'CHECKOUT_NOT_FOUND'
  | 'INVALID_VALUE'
  /** Nothing was taken, it is on its way to the account, or it is there. */
  | 'NOT_WAITING'
  /** The billing has the money after all, or may have. */
  | 'CREDITED'
  /**
   * Its rows do not tell whether it has, or the acquirer says something else of what it has taken than before, and nobody said
   * that this has been considered; or the acquirer contradicts itself.
   */
  | 'IN_DOUBT'
  | 'BILLING_UNAVAILABLE'
  /** The acquirer has refused the order that was given under this key. */
  | 'REFUND_REFUSED'
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
 * acquirer first; where nothing is left, somebody has given it back there, and that is noted. An answer that says something
 * else than what is known ends nothing by itself.
 */
export async function refundCheckout(
  desk: CheckoutDesk,
  input: RefundInput,
  refunding: Refunding,
): Promise<RefundVerdict> {
  const { principal, requestId, call } = refunding.request
  const { checkoutId, idempotencyKey } = input
  const reason = readReason(input.reason)
  if (!isOwnKey(idempotencyKey)) return refuse('INVALID_VALUE', { field: 'idempotencyKey' })
  if (reason === null) return refuse('INVALID_VALUE', { field: 'reason' })
  const fingerprint = fingerprintOf(['refund', checkoutId, reason])
  const known = await desk.intents.findByExternalId({ principal, kind: 'REFUND', externalId: idempotencyKey })
  if (known !== null && known.fingerprint !== fingerprint) {
    return refuse('IDEMPOTENCY_CONFLICT', { field: 'idempotencyKey' })
  }
  const found = isUuid(checkoutId) ? await desk.checkouts.find(checkoutId, call) : null
  if (found === null) return refuse('CHECKOUT_NOT_FOUND', { field: 'checkoutId' })
  if (known !== null && known.state === 'REJECTED') return refuse('REFUND_REFUSED', { checkout: found })
  if (found.state === 'REFUNDING' || found.state === 'REFUNDED') return { kind: 'refunding', checkout: found }
  if (found.state !== 'OPERATOR') return refuse('NOT_WAITING', { checkout: found })
  const credit = await desk.intents.findByExternalId(creditKeyOf(found))
  if (credit !== null && mayBeCredited(credit)) return refuse('CREDITED', { checkout: found })
  const claimed = await claim(desk, found.id, call)
  if (claimed === null) return refuse('CHANGED_MEANWHILE', { retryable: true, checkout: found })
  const by = { actor: principal, requestId }
  const payment = await findTaken(desk, claimed)
  // A refund is durable before the acquirer hears of it: whatever that answer shows of ours is found after it.
  const live = await findRefund(desk, claimed)
  if (live !== null) return follow(desk, claimed, { intent: live, reason, ...refunding })
  const isCredited = credit === null ? null : await judgeCredit(desk, credit, input)
  if (isCredited !== null)
    return refuse(isCredited, { retryable: isCredited === 'BILLING_UNAVAILABLE', checkout: claimed })
  if (payment === null) return refuse('ACQUIRER_UNAVAILABLE', { retryable: true, checkout: claimed })
  const taken = judgeTaken(payment, claimed)
  if (taken === null || (taken.isNews && !input.acknowledgesDoubt)) return refuse('IN_DOUBT', { checkout: claimed })
  const decided = await decide(desk, claimed, { taken, reason, by })
  if (decided === null) return refuse('CHANGED_MEANWHILE', { retryable: true })
  if (decided.state === 'REFUNDED') return { kind: 'refunding', checkout: decided }
  const id = (desk.newId ?? randomUUIDv7)()
  const order = orderFor(decided, { id, amount: taken.left, principal, externalId: idempotencyKey, fingerprint })
  return submit(desk, decided, { order, reason, ...refunding })
}

/**
 * What is given back of what is durable before it is ordered: receipts are made of that. It is written whether it is news or
 * not: whoever has lost the claim to somebody who leaves the money on the account orders nothing. Where nothing is left, that
 * is the end.
 */
async function decide(
  desk: CheckoutDesk,
  claimed: Checkout,
  { taken, reason, by }: { readonly taken: Taken; readonly reason: string; readonly by: Orderer },
): Promise<Checkout | null> {
  const told = { captured: taken.amount, seenRefundMinorUnits: taken.goneBackMinorUnits }
  if (taken.left.minorUnits <= 0n) {
    const change = { to: 'REFUNDED', attention: null, dueInMs: null, ...told } as const
    return moveCheckout(desk, claimed, { change, outcome: `refunded elsewhere: ${reason}`, by })
  }
  const change = { to: 'OPERATOR', dueInMs: desk.settings.leaseMs, ...told } as const
  return moveCheckout(desk, claimed, { change, outcome: 'to be given back', by })
}

function claim({ checkouts, settings }: CheckoutDesk, id: CheckoutId, call?: StoreCall): Promise<Checkout | null> {
  return checkouts.claim(id, { states: ['OPERATOR'], leaseMs: settings.leaseMs }, call)
}

/** Nothing is waited for before the checkout says that it goes back: others would take it for one that still waits. */
async function submit(
  desk: CheckoutDesk,
  claimed: Checkout,
  { order, reason, request, waitMs }: Refunding & { readonly order: Order; readonly reason: string },
): Promise<RefundVerdict> {
  const by = { actor: request.principal, requestId: request.requestId }
  // Whoever has stood still since the decision orders nothing that somebody else may have decided otherwise meanwhile.
  const verdict = await desk.engine.submitHeld(order, { by, waitMs: 0, claim: claimed })
  if (verdict.kind === 'claim_lost') return refuse('CHANGED_MEANWHILE', { retryable: true })
  if (verdict.kind === 'overloaded') return refuse('OVERLOADED', { retryable: true, checkout: claimed })
  const { intent } = verdict
  // Somebody else's refund of the same checkout is as good as this one: it is followed, whoever has ordered it.
  if (intent.reference !== order.reference) return refuse('IDEMPOTENCY_CONFLICT', { field: 'idempotencyKey' })
  reachCheckout('refund-submitted', claimed.id)
  return follow(desk, claimed, { intent, reason, request, waitMs })
}

/** Writes down which refund it is, and waits for what comes of that. */
async function follow(
  desk: CheckoutDesk,
  claimed: Checkout,
  { intent, reason, request, waitMs }: Refunding & { readonly intent: Intent; readonly reason: string },
): Promise<RefundVerdict> {
  const by = { actor: request.principal, requestId: request.requestId }
  // Nobody else follows it before this wait is over.
  const change = { to: 'REFUNDING', refundId: intent.id, attention: null, dueInMs: waitMs + 500 } as const
  const told = { change, outcome: `refunding: ${reason}`, by }
  const moved = (await moveCheckout(desk, claimed, told)) ?? (await moveAgain(desk, claimed, told))
  // The same order again only waits.
  const verdict = await desk.engine.submit(intent, { by, waitMs })
  const latest = verdict.kind === 'accepted' ? verdict.intent : intent
  const settled = moved && (await settleRefund(desk, moved, { intent: latest, by }))
  const checkout = settled ?? (await seeWritten(desk, claimed, latest))
  return latest.state === 'REJECTED' ? refuse('REFUND_REFUSED', { checkout }) : { kind: 'refunding', checkout }
}

/** Whoever has it by now goes on with the same intent, and writes that down in a moment. */
async function seeWritten(desk: CheckoutDesk, claimed: Checkout, { state }: Intent): Promise<Checkout> {
  const untilMs = desk.clock.elapsedMs() + WRITTEN_WITHIN_MS
  for (;;) {
    const found = (await desk.checkouts.find(claimed.id)) ?? claimed
    const isWritten = found.state !== 'OPERATOR' || state === 'REJECTED'
    if (isWritten || desk.clock.elapsedMs() >= untilMs) return found
    await desk.clock.sleep(SEE_EVERY_MS)
  }
}

const WRITTEN_WITHIN_MS = 1_000
const SEE_EVERY_MS = 20

/** Another operator has taken the claim, and either has written this refund down or does not know of it yet. */
async function moveAgain(
  desk: CheckoutDesk,
  { id }: Checkout,
  told: { readonly change: CheckoutChange; readonly outcome: string; readonly by: Orderer },
): Promise<Checkout | null> {
  const claimed = await claim(desk, id)
  const live = claimed && (await findRefund(desk, claimed))
  if (claimed === null || live?.id !== told.change.refundId) return null
  return moveCheckout(desk, claimed, told)
}

export function creditKeyOf({ id }: Checkout) {
  return { principal: CABINET_PRINCIPAL, kind: 'PAYMENT', externalId: id } as const
}

/** What was refused may have been written all the same; that is shown of the intent, and is for a person to mend first. */
function mayBeCredited({ state, attention }: Intent): boolean {
  return state !== 'REJECTED' || attention !== null
}

/** Why nothing may go back, by what the billing has at this moment: it may have written what it has refused. */
async function judgeCredit(
  { engine }: CheckoutDesk,
  credit: Intent,
  { acknowledgesDoubt }: RefundInput,
): Promise<'CREDITED' | 'IN_DOUBT' | 'BILLING_UNAVAILABLE' | null> {
  const found = await engine.lookUp(credit)
  switch (found.kind) {
    case 'absent':
      return null
    case 'unread':
      return 'BILLING_UNAVAILABLE'
    case 'ours':
    case 'doubled':
      return 'CREDITED'
    case 'conflict':
    case 'ambiguous':
      return acknowledgesDoubt ? null : 'IN_DOUBT'
  }
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
    details: writeRefundDetails({
      checkoutId,
      acquirer,
      acquirerId: acquirerId ?? '',
      receiptContact,
      receipt: acquirerTermsOf(checkout),
    }),
    recordId: null,
  }
}

function refuse(
  reason: CheckoutRefundRefusal,
  told: Partial<Omit<Extract<RefundVerdict, { kind: 'refused' }>, 'kind' | 'reason'>> = {},
): RefundVerdict {
  const { retryable = false, field = null, checkout = null } = told
  return { kind: 'refused', reason, retryable, field, checkout }
}
