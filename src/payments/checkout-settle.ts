import type { Checkout, CheckoutAttention, CheckoutState } from '../domain/checkout.ts'
import type { Intent } from '../domain/payment-intent.ts'
import { type CheckoutDesk, follow, moveCheckout } from './checkout-desk.ts'
import { receiptOf } from './checkout-receipt.ts'
import type { Orderer } from './parts.ts'

/** What becomes of a checkout when the order that it waits for is carried out, and when that is refused. */
export interface Ends {
  readonly done: Extract<CheckoutState, 'DONE' | 'REFUNDED'>
  readonly refused: Extract<CheckoutAttention, 'CREDIT_REFUSED' | 'REFUND_REFUSED'>
}

/** What is in doubt is the engine's, and a person's behind it; only its word for good ends the checkout. */
export async function settleBy(
  desk: CheckoutDesk,
  claimed: Checkout,
  { intent, by, ends }: { readonly intent: Intent; readonly by: Orderer; readonly ends: Ends },
): Promise<Checkout | null> {
  switch (intent.state) {
    case 'DONE': {
      // What somebody has refunded at the acquirer on the way to the account comes to light by one look more.
      const dueInMs = ends.done === 'DONE' ? desk.settings.lookMinMs : null
      const change = { to: ends.done, dueInMs, ...receiptOf(claimed, intent) }
      return moveCheckout(desk, claimed, { change, outcome: ends.done.toLowerCase(), by })
    }
    case 'REJECTED': {
      const change = { to: 'OPERATOR', attention: ends.refused, dueInMs: null } as const
      return moveCheckout(desk, claimed, { change, outcome: `${ends.refused} ${intent.refusal}`, by })
    }
    case 'ACCEPTED':
    case 'SENDING':
    case 'UNKNOWN':
    case 'OPERATOR':
      return follow(desk, claimed, by)
  }
}
