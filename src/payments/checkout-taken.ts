import { AcquirerError } from '../acquiring/error.ts'
import type { AcquirerPayment } from '../acquiring/port.ts'
import type { Checkout } from '../domain/checkout.ts'
import { isSameMoney, type Money } from '../domain/money.ts'
import type { CheckoutDesk } from './checkout-desk.ts'

/**
 * The payment by the acquirer's own word of now; null when it does not answer, or does not say that it has taken the money or
 * let it go.
 */
export async function findTaken(desk: CheckoutDesk, claimed: Checkout): Promise<AcquirerPayment | null> {
  const { acquirer, clock, settings, observer } = desk
  const { acquirerId, id: idempotenceKey } = claimed
  if (acquirer?.name !== claimed.acquirer || acquirerId === null) return null
  const deadline = clock.deadline(settings.requestTimeoutMs)
  try {
    const payment = await acquirer.findPayment({ acquirerId, idempotenceKey }, { signal: deadline.signal })
    return payment?.status === 'CAPTURED' || payment?.status === 'CANCELED' ? payment : null
  } catch (error) {
    if (!(error instanceof AcquirerError)) throw error
    observer.unanswered(claimed, error)
    return null
  } finally {
    deadline.stop()
  }
}

export interface Taken {
  /** What the acquirer says now that it has taken. */
  readonly amount: Money
  /** How much of it the payer has back. */
  readonly goneBackMinorUnits: bigint
  readonly left: Money
  /** Nothing before has said the same. A single answer ends no case of a person: it may be wrong. */
  readonly isNews: boolean
}

/** What is there to give back, or to leave on the account; null where the answer contradicts itself. */
export function judgeTaken(payment: AcquirerPayment, checkout: Checkout): Taken | null {
  // Of what it calls canceled it tells nothing but that.
  const amount = payment.status === 'CANCELED' ? (checkout.captured ?? payment.amount) : payment.amount
  const goneBackMinorUnits = goneBackOf(payment, checkout)
  const isOfOneCurrency = payment.refunded.currency === amount.currency || payment.refunded.minorUnits === 0n
  const isOfIt = goneBackMinorUnits >= 0n && goneBackMinorUnits <= amount.minorUnits
  if (amount.minorUnits <= 0n || !isOfOneCurrency || !isOfIt) return null
  const isSameAmount = checkout.captured !== null && isSameMoney(amount, checkout.captured)
  return {
    amount,
    goneBackMinorUnits,
    left: { ...amount, minorUnits: amount.minorUnits - goneBackMinorUnits },
    isNews: !isSameAmount || goneBackMinorUnits !== checkout.seenRefundMinorUnits,
  }
}

/** How much of it the payer has back, by the acquirer: all of what was canceled after it had been taken. */
export function goneBackOf({ status, refunded }: AcquirerPayment, { captured, amount }: Checkout): bigint {
  return status === 'CANCELED' ? (captured ?? amount).minorUnits : refunded.minorUnits
}
