import type { PaymentSettings } from '../../src/payments/settings.ts'
import type { Random } from './random.ts'

/** What is paid at an acquirer in one world, and how often each thing goes wrong there. */
export interface CheckoutPlan {
  readonly checkouts: number
  /** People who give back what could not be credited, now and then until it is calm. */
  readonly operators: number
  readonly keysKeptMs: number
  readonly keyMarginMs: number
  readonly outages: number
  /** The acquirer itself never gives back more than it has taken. */
  readonly capsRefunds: boolean
  /** How many webhooks somebody makes up until it is calm. */
  readonly forgedHints: number
  readonly chances: CheckoutChances
}

export interface CheckoutChances {
  readonly refused: number
  readonly statusUnknown: number
  readonly otherAmount: number
  /** It is captured although the acquirer has said no. */
  readonly lateCapture: number
  readonly hintLost: number
  readonly hintLate: number
  readonly hintRepeated: number
  readonly refundPending: number
  readonly refundCanceled: number
  readonly shopIsPoor: number
  /** Somebody gives money back in the acquirer's own cabinet. */
  readonly shopRefunds: number
  /** The agreement ends while the payer is at the page. */
  readonly closes: number
}

export function drawCheckouts(yonder: Random, { settleMs, leaseMs }: PaymentSettings): CheckoutPlan | null {
  if (!yonder.chance(0.25)) return null
  const common = () => yonder.pick([0, 0, 0.15, 0.4])
  const capsRefunds = yonder.chance(0.5)
  // No process stands still for longer, nor is anything applied later: a key that is not old is remembered.
  const keyMarginMs = 5 * settleMs + 4 * leaseMs
  return {
    checkouts: yonder.between(1, 5),
    operators: yonder.pick([0, 1, 2]),
    capsRefunds,
    keyMarginMs,
    keysKeptMs: keyMarginMs + yonder.pick([2_000, 20_000, 86_400_000]),
    outages: yonder.pick([0, 0, 1, 2]),
    forgedHints: yonder.pick([0, 0, 3, 8]),
    chances: {
      refused: yonder.pick([0, 0, 0.1]),
      statusUnknown: common(),
      otherAmount: common(),
      lateCapture: common(),
      hintLost: yonder.pick([0, 0.3, 1]),
      hintLate: common(),
      hintRepeated: common(),
      refundPending: common(),
      refundCanceled: common(),
      shopIsPoor: common(),
      // Where nothing else stops it, a refund of the shop's that overtakes the gateway's is nobody's to prevent.
      shopRefunds: capsRefunds ? yonder.pick([0, 0, 0.15, 0.4]) : 0,
      closes: common(),
    },
  }
}
