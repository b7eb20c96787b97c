import { randomUUIDv7 } from 'node:crypto'
import type { Acquirer, AcquirerPayment, CancelReason } from '../acquiring/port.ts'
import { type Checkout, type CheckoutState, checkoutReference } from '../domain/checkout.ts'
import { isSameMoney } from '../domain/money.ts'
import type { Intent } from '../domain/payment-intent.ts'
import type { CheckoutChange } from '../store/checkout-types.ts'
import { askAcquirer as ask, type CheckoutDesk, followPauseMs, lookPauseMs, moveCheckout } from './checkout-desk.ts'
import { beginAtAcquirer } from './checkout-opening.ts'
import { receiptOf } from './checkout-receipt.ts'
import type { Order } from './engine.ts'
import { fingerprintOf } from './keyed-order.ts'
import type { Orderer } from './parts.ts'
import { reachCheckout } from './points.ts'

/** Who credits what was paid in the cabinet. It has no "PARTNER:" before it, so no partner is it. */
export const CABINET_PRINCIPAL = 'cabinet'

const CHECKOUT_DRIVER: Orderer = { actor: 'gateway', requestId: '' }

/**
 * Carries one claimed checkout as far as it goes now. Answers what it has become; null when the claim is lost. Nothing that
 * anybody has told is believed: only what the acquirer answers to a question, and what the engine says of its intents.
 */
export async function driveCheckout(
  desk: CheckoutDesk,
  claimed: Checkout,
  by: Orderer = CHECKOUT_DRIVER,
): Promise<Checkout | null> {
  switch (claimed.state) {
    case 'CREATED':
      return withAcquirer(desk, { claimed, by }, (acquirer) => beginAtAcquirer(desk, { acquirer, claimed, by }))
    case 'OPEN':
    case 'DECLINED':
    case 'CANCELED':
    case 'EXPIRED':
      return withAcquirer(desk, { claimed, by }, (acquirer) => look(desk, { acquirer, claimed, by }))
    case 'CAPTURED':
      return followCredit(desk, claimed, by)
    case 'REFUNDING':
      return followRefund(desk, claimed, by)
    case 'OPERATOR':
      return findLostRefund(desk, claimed, by)
    case 'DONE':
    case 'REFUSED':
    case 'REFUNDED':
      return moveCheckout(desk, claimed, { change: { to: claimed.state, dueInMs: null }, outcome: 'over', by })
  }
}

interface Step {
  readonly acquirer: Acquirer
  readonly claimed: Checkout
  readonly by: Orderer
}

/**
 * One that was begun elsewhere is asked of nobody: ids of two acquirers say nothing to each other. No replica that can ask has
 * taken it for a while; should one come back, it does not wait for long.
 */
async function withAcquirer(
  desk: CheckoutDesk,
  { claimed, by }: Omit<Step, 'acquirer'>,
  work: (acquirer: Acquirer) => Promise<Checkout | null>,
): Promise<Checkout | null> {
  const { acquirer } = desk
  if (acquirer?.name === claimed.acquirer) return work(acquirer)
  const change = { to: claimed.state, dueInMs: desk.settings.lookMaxMs, attention: 'OTHER_ACQUIRER' } as const
  return moveCheckout(desk, claimed, { change, outcome: 'OTHER_ACQUIRER', by })
}

async function look(desk: CheckoutDesk, { acquirer, claimed, by }: Step): Promise<Checkout | null> {
  const { acquirerId, state } = claimed
  // One that expired before the acquirer had ever answered.
  if (acquirerId === null)
    return moveCheckout(desk, claimed, { change: { to: state, dueInMs: null }, outcome: 'over', by })
  const found = await ask(desk, claimed, async (signal) => ({
    payment: await acquirer.findPayment(acquirerId, { signal }),
  }))
  if (found === null) return pause(desk, { claimed, by })
  const { payment } = found
  if (payment === null || payment.amount.minorUnits <= 0n) {
    const change = { to: state, dueInMs: lookPauseMs(desk, claimed), attention: 'NOT_KNOWN_TO_ACQUIRER' } as const
    return moveCheckout(desk, claimed, { change, outcome: 'NOT_KNOWN_TO_ACQUIRER', by })
  }
  switch (payment.status) {
    case 'CAPTURED':
      return capture(desk, claimed, { payment, by })
    case 'CANCELED':
      return end(desk, claimed, { reason: payment.cancelReason ?? 'UNKNOWN', by })
    case 'OPEN':
    case 'UNKNOWN':
      return pause(desk, { claimed, by }, { attention: null })
  }
}

const ENDS: Readonly<Record<CancelReason, Extract<CheckoutState, 'DECLINED' | 'CANCELED' | 'EXPIRED'>>> = {
  CANCELED_BY_PAYER: 'CANCELED',
  INSUFFICIENT_FUNDS: 'DECLINED',
  DECLINED_BY_BANK: 'DECLINED',
  EXPIRED: 'EXPIRED',
  UNKNOWN: 'DECLINED',
}

/** Nothing was taken. A webhook makes it be asked once more, in case that this changes. */
function end(
  desk: CheckoutDesk,
  claimed: Checkout,
  { reason, by }: { readonly reason: CancelReason; readonly by: Orderer },
): Promise<Checkout | null> {
  const isOver = claimed.state !== 'OPEN'
  const change: CheckoutChange = isOver
    ? { to: claimed.state, dueInMs: null, attention: null }
    : { to: ENDS[reason], failure: reason, attention: null, dueInMs: null }
  return moveCheckout(desk, claimed, { change, outcome: reason, by })
}

/**
 * The acquirer has the payer's money. The intent that puts it on the account comes before the checkout is written on: it is
 * the same one each time, so that a death between the two is mended by the next look.
 */
async function capture(
  desk: CheckoutDesk,
  claimed: Checkout,
  { payment, by }: { readonly payment: AcquirerPayment; readonly by: Orderer },
): Promise<Checkout | null> {
  const { amount: captured, capturedAt, refunded } = payment
  const taken = { captured, capturedAt, failure: null, dueInMs: null } as const
  const known = await desk.intents.findByExternalId({
    principal: CABINET_PRINCIPAL,
    kind: 'PAYMENT',
    externalId: claimed.id,
  })
  if (known === null) {
    const isWrong = !isSameMoney(captured, claimed.amount)
    const attention = isWrong ? 'AMOUNT_DIFFERS' : refunded.minorUnits > 0n ? 'REFUNDED_ELSEWHERE' : null
    if (attention !== null) {
      return moveCheckout(desk, claimed, { change: { ...taken, to: 'OPERATOR', attention }, outcome: attention, by })
    }
  }
  const order = creditOf(claimed, capturedAt)
  const verdict = await desk.engine.submit(order, { by, waitMs: desk.settings.creditWaitMs })
  if (verdict.kind === 'overloaded') return follow(desk, claimed, by)
  if (verdict.kind === 'conflict') {
    const attention = 'CREDIT_CONFLICT'
    return moveCheckout(desk, claimed, { change: { ...taken, to: 'OPERATOR', attention }, outcome: attention, by })
  }
  const { intent } = verdict
  reachCheckout('credit-submitted', claimed.id)
  const change = { ...taken, to: 'CAPTURED', attention: null, creditId: intent.id, dueInMs: 500 } as const
  const moved = await moveCheckout(desk, claimed, { change, outcome: 'captured', by })
  return moved === null ? null : settleCredit(desk, moved, { intent, by })
}

function creditOf(checkout: Checkout, paidAt: number | null): Order {
  const { id, accountId, accountNumber, amount, method } = checkout
  return {
    id: randomUUIDv7(),
    kind: 'PAYMENT',
    principal: CABINET_PRINCIPAL,
    externalId: id,
    fingerprint: fingerprintOf(['checkout', id, accountId, String(amount.minorUnits), amount.currency]),
    reference: checkoutReference(id),
    accountId,
    accountNumber,
    amount,
    method,
    paidAt,
    relatesTo: null,
    details: null,
    recordId: null,
  }
}

async function followCredit(desk: CheckoutDesk, claimed: Checkout, by: Orderer): Promise<Checkout | null> {
  const intent = claimed.creditId === null ? null : await desk.intents.find(claimed.creditId)
  if (intent === null) throw new Error(`The checkout ${claimed.id} has lost its payment order.`)
  return settleCredit(desk, claimed, { intent, by })
}

/** What is in doubt is the engine's, and a person's behind it; only its word for good ends the checkout. */
async function settleCredit(
  desk: CheckoutDesk,
  claimed: Checkout,
  { intent, by }: { readonly intent: Intent; readonly by: Orderer },
): Promise<Checkout | null> {
  switch (intent.state) {
    case 'DONE':
      return moveCheckout(desk, claimed, {
        change: { to: 'DONE', dueInMs: null, ...receiptOf(desk, intent) },
        outcome: 'done',
        by,
      })
    case 'REJECTED': {
      const change = { to: 'OPERATOR', attention: 'CREDIT_REFUSED', dueInMs: null } as const
      return moveCheckout(desk, claimed, { change, outcome: `CREDIT_REFUSED ${intent.refusal}`, by })
    }
    case 'ACCEPTED':
    case 'SENDING':
    case 'UNKNOWN':
    case 'OPERATOR':
      return follow(desk, claimed, by)
  }
}

async function followRefund(desk: CheckoutDesk, claimed: Checkout, by: Orderer): Promise<Checkout | null> {
  const intent = claimed.refundId === null ? null : await desk.intents.find(claimed.refundId)
  if (intent === null) throw new Error(`The checkout ${claimed.id} has lost its refund.`)
  return settleRefund(desk, claimed, { intent, by })
}

export async function settleRefund(
  desk: CheckoutDesk,
  claimed: Checkout,
  { intent, by }: { readonly intent: Intent; readonly by: Orderer },
): Promise<Checkout | null> {
  switch (intent.state) {
    case 'DONE':
      return moveCheckout(desk, claimed, {
        change: { to: 'REFUNDED', dueInMs: null, ...receiptOf(desk, intent) },
        outcome: 'refunded',
        by,
      })
    case 'REJECTED': {
      const change = { to: 'OPERATOR', attention: 'REFUND_REFUSED', dueInMs: null } as const
      return moveCheckout(desk, claimed, { change, outcome: `REFUND_REFUSED ${intent.refusal}`, by })
    }
    case 'ACCEPTED':
    case 'SENDING':
    case 'UNKNOWN':
    case 'OPERATOR':
      return follow(desk, claimed, by)
  }
}

/** A process died between the refund's intent and the checkout: its claim has run out, and the intent is there. */
async function findLostRefund(desk: CheckoutDesk, claimed: Checkout, by: Orderer): Promise<Checkout | null> {
  const [intent] = await desk.intents.findByReferences('REFUND', [checkoutReference(claimed.id)])
  if (intent === undefined) {
    return moveCheckout(desk, claimed, { change: { to: 'OPERATOR', dueInMs: null }, outcome: 'waits', by })
  }
  const change = { to: 'REFUNDING', refundId: intent.id, attention: null, dueInMs: 500 } as const
  const moved = await moveCheckout(desk, claimed, { change, outcome: 'refunding', by })
  return moved === null ? null : settleRefund(desk, moved, { intent, by })
}

function follow(desk: CheckoutDesk, claimed: Checkout, by: Orderer): Promise<Checkout | null> {
  const change = { to: claimed.state, dueInMs: followPauseMs(desk, claimed) }
  return moveCheckout(desk, claimed, { change, outcome: 'on its way', by })
}

function pause(
  desk: CheckoutDesk,
  { claimed, by }: Omit<Step, 'acquirer'>,
  told: Pick<CheckoutChange, 'attention'> = {},
): Promise<Checkout | null> {
  const change = { to: claimed.state, dueInMs: lookPauseMs(desk, claimed), ...told }
  return moveCheckout(desk, claimed, { change, outcome: 'looked at', by })
}
