import { type Checkout, checkoutReference } from '../domain/checkout.ts'
import type { Intent } from '../domain/payment-intent.ts'
import { type CheckoutDesk, moveCheckout } from './checkout-desk.ts'
import { settleBy } from './checkout-settle.ts'
import type { Orderer } from './parts.ts'

/** The refund that is under way or done, whoever has ordered it: the store lets one live. */
export async function findRefund({ intents }: CheckoutDesk, { id }: Pick<Checkout, 'id'>): Promise<Intent | null> {
  const [intent] = await intents.findByReferences('REFUND', [checkoutReference(id)])
  return intent ?? null
}

export async function followRefund(desk: CheckoutDesk, claimed: Checkout, by: Orderer): Promise<Checkout | null> {
  const intent = claimed.refundId === null ? null : await desk.intents.find(claimed.refundId)
  if (intent === null) throw new Error(`The checkout ${claimed.id} has lost its refund.`)
  return settleRefund(desk, claimed, { intent, by })
}

export function settleRefund(
  desk: CheckoutDesk,
  claimed: Checkout,
  told: { readonly intent: Intent; readonly by: Orderer },
): Promise<Checkout | null> {
  return settleBy(desk, claimed, { ...told, ends: { done: 'REFUNDED', refused: 'REFUND_REFUSED' } })
}

/** A process died between the refund's intent and the checkout: its claim has run out, and the intent is there. */
export async function findLostRefund(desk: CheckoutDesk, claimed: Checkout, by: Orderer): Promise<Checkout | null> {
  const intent = await findRefund(desk, claimed)
  if (intent === null) {
    return moveCheckout(desk, claimed, { change: { to: 'OPERATOR', dueInMs: null }, outcome: 'waits', by })
  }
  const change = { to: 'REFUNDING', refundId: intent.id, attention: null, dueInMs: 500 } as const
  const moved = await moveCheckout(desk, claimed, { change, outcome: 'refunding', by })
  return moved === null ? null : settleRefund(desk, moved, { intent, by })
}
