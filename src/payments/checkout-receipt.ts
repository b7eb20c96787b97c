import type { Intent } from '../domain/payment-intent.ts'
import type { CheckoutChange } from '../store/checkout-types.ts'
import type { CheckoutDesk } from './checkout-desk.ts'

/** The receipt of money that came in or went back by this intent becomes durable with its end, and holds nothing up. */
export function receiptOf(
  { makesReceipts }: Pick<CheckoutDesk, 'makesReceipts'>,
  { kind, amount, recordId }: Intent,
): Pick<CheckoutChange, 'fiscal'> {
  if (!makesReceipts) return {}
  const fiscal =
    kind === 'REFUND'
      ? ({ operation: 'SELL_REFUND', amount, paymentId: null } as const)
      : ({ operation: 'SELL', amount, paymentId: recordId } as const)
  return { fiscal }
}
