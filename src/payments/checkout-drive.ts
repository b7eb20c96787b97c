import type { Acquirer, CancelReason } from '../acquiring/port.ts'
import type { Checkout, CheckoutState } from '../domain/checkout.ts'
import type { CheckoutChange } from '../store/checkout-types.ts'
import { capture, credit, followCredit } from './checkout-credit.ts'
import { askAcquirer as ask, type CheckoutDesk, moveCheckout, pause } from './checkout-desk.ts'
import { beginAtAcquirer, seekUnknown } from './checkout-opening.ts'
import { findLostRefund, followRefund } from './checkout-refund-follow.ts'
import { goneBackOf } from './checkout-taken.ts'
import type { Orderer } from './parts.ts'

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
      return withAcquirer(desk, { claimed, by }, (acquirer) => watchRefunds(desk, { acquirer, claimed, by }))
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
  // What somebody has to look at by now is shown as that.
  if (claimed.state === 'DONE' && claimed.attention === 'REFUNDED_AFTER_CREDIT') {
    return moveCheckout(desk, claimed, { change: { to: 'DONE', dueInMs: null }, outcome: 'over', by })
  }
  const change = { to: claimed.state, dueInMs: desk.settings.lookMaxMs, attention: 'OTHER_ACQUIRER' } as const
  return moveCheckout(desk, claimed, { change, outcome: 'OTHER_ACQUIRER', by })
}

async function look(desk: CheckoutDesk, { acquirer, claimed, by }: Step): Promise<Checkout | null> {
  const { acquirerId, captured, state } = claimed
  if (captured !== null) return credit(desk, claimed, by)
  // One that expired before the acquirer had ever answered.
  if (acquirerId === null)
    return moveCheckout(desk, claimed, { change: { to: state, dueInMs: null }, outcome: 'over', by })
  const found = await ask(desk, claimed, async (signal) => ({
    payment: await acquirer.findPayment({ acquirerId, idempotenceKey: claimed.id }, { signal }),
  }))
  if (found === null) return pause(desk, { claimed, by })
  const { payment } = found
  if (payment === null || payment.amount.minorUnits <= 0n) return seekUnknown(desk, { acquirer, claimed, by })
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

/**
 * What is on the account is looked at once more by itself, and whenever a hint speaks of it: it may have been refunded at the
 * acquirer, on its way there or since, which a person has to know.
 */
async function watchRefunds(desk: CheckoutDesk, { acquirer, claimed, by }: Step): Promise<Checkout | null> {
  const { acquirerId, state } = claimed
  // While nobody could ask, that was shown; by now somebody can.
  const isAsked = claimed.attention === 'OTHER_ACQUIRER' ? { attention: null } : {}
  const over = { change: { to: state, dueInMs: null, ...isAsked }, outcome: 'over', by }
  if (acquirerId === null) return moveCheckout(desk, claimed, over)
  const found = await ask(desk, claimed, async (signal) => ({
    payment: await acquirer.findPayment({ acquirerId, idempotenceKey: claimed.id }, { signal }),
  }))
  if (found === null) return pause(desk, { claimed, by })
  const { payment } = found
  const isGivenBack = payment !== null && goneBackOf(payment, claimed) > claimed.seenRefundMinorUnits
  if (!isGivenBack) return moveCheckout(desk, claimed, over)
  const attention = 'REFUNDED_AFTER_CREDIT'
  return moveCheckout(desk, claimed, { change: { to: state, dueInMs: null, attention }, outcome: attention, by })
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
