import { randomUUIDv7 } from 'node:crypto'
import type { AcquirerPayment } from '../acquiring/port.ts'
import { type Checkout, checkoutReference } from '../domain/checkout.ts'
import { isSameMoney } from '../domain/money.ts'
import type { Intent, IntentId } from '../domain/payment-intent.ts'
import { type CheckoutDesk, follow, moveCheckout } from './checkout-desk.ts'
import { termsOfToday } from './checkout-receipt.ts'
import { settleBy } from './checkout-settle.ts'
import { readCapturedAt } from './checkout-times.ts'
import type { Order } from './engine.ts'
import { fingerprintOf } from './keyed-order.ts'
import type { Orderer } from './parts.ts'
import { reachCheckout } from './points.ts'

/** Who credits what was paid in the cabinet. It has no "PARTNER:" before it, so no partner is it. */
export const CABINET_PRINCIPAL = 'cabinet'

/**
 * The acquirer has the payer's money. That it is to be credited is decided once, under the claim, before anything is
 * ordered: whoever has looked meanwhile and lost the claim orders nothing, and whoever takes it up looks no more. Otherwise
 * what somebody has refunded at the acquirer since could go back to a person's order and be credited as well.
 */
export async function capture(
  desk: CheckoutDesk,
  claimed: Checkout,
  { payment, by }: { readonly payment: AcquirerPayment; readonly by: Orderer },
): Promise<Checkout | null> {
  const { amount: captured, refunded } = payment
  const capturedAt = readCapturedAt(desk, claimed, payment.capturedAt)
  const taken = { captured, capturedAt, ...termsOfToday(desk, claimed) }
  const { id: externalId } = claimed
  const known = await desk.intents.findByExternalId({ principal: CABINET_PRINCIPAL, kind: 'PAYMENT', externalId })
  if (known === null) {
    const isWrong = !isSameMoney(captured, claimed.amount)
    const attention = isWrong ? 'AMOUNT_DIFFERS' : refunded.minorUnits > 0n ? 'REFUNDED_ELSEWHERE' : null
    if (attention !== null) {
      const seenRefundMinorUnits = refunded.minorUnits
      const told = { ...taken, seenRefundMinorUnits, failure: null }
      const change = { to: 'OPERATOR', ...told, dueInMs: null, attention } as const
      return moveCheckout(desk, claimed, { change, outcome: attention, by })
    }
  }
  const change = { to: claimed.state, ...taken, dueInMs: desk.settings.leaseMs }
  const decided = await moveCheckout(desk, claimed, { change, outcome: 'to be credited', by })
  return decided === null ? null : credit(desk, decided, by)
}

/**
 * The intent that puts it on the account comes before the checkout is written on: it is the same one each time, so that a
 * death between the two is mended by the next look.
 */
export async function credit(desk: CheckoutDesk, claimed: Checkout, by: Orderer): Promise<Checkout | null> {
  const order = creditOf(claimed, (desk.newId ?? randomUUIDv7)())
  const verdict = await desk.engine.submit(order, { by, waitMs: desk.settings.creditWaitMs })
  if (verdict.kind === 'overloaded') return follow(desk, claimed, by)
  if (verdict.kind === 'conflict') {
    const change = { to: 'OPERATOR', attention: 'CREDIT_CONFLICT', failure: null, dueInMs: null } as const
    return moveCheckout(desk, claimed, { change, outcome: 'CREDIT_CONFLICT', by })
  }
  const { intent } = verdict
  reachCheckout('credit-submitted', claimed.id)
  const change = { to: 'CAPTURED', failure: null, attention: null, creditId: intent.id, dueInMs: 500 } as const
  const moved = await moveCheckout(desk, claimed, { change, outcome: 'captured', by })
  return moved === null ? null : settleCredit(desk, moved, { intent, by })
}

function creditOf(checkout: Checkout, intentId: IntentId): Order {
  const { id, accountId, accountNumber, amount, method, capturedAt: paidAt } = checkout
  return {
    id: intentId,
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

export async function followCredit(desk: CheckoutDesk, claimed: Checkout, by: Orderer): Promise<Checkout | null> {
  const intent = claimed.creditId === null ? null : await desk.intents.find(claimed.creditId)
  if (intent === null) throw new Error(`The checkout ${claimed.id} has lost its payment order.`)
  return settleCredit(desk, claimed, { intent, by })
}

function settleCredit(
  desk: CheckoutDesk,
  claimed: Checkout,
  told: { readonly intent: Intent; readonly by: Orderer },
): Promise<Checkout | null> {
  return settleBy(desk, claimed, { ...told, ends: { done: 'DONE', refused: 'CREDIT_REFUSED' } })
}
