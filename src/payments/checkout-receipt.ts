import type { Checkout } from '../domain/checkout.ts'
import type { FiscalTerms } from '../domain/fiscal-terms.ts'
import type { Intent } from '../domain/payment-intent.ts'
import type { CheckoutChange } from '../store/checkout-types.ts'
import type { CheckoutDesk } from './checkout-desk.ts'

/**
 * The receipt of money that came in or went back by this intent becomes durable with its end, and holds nothing up. Whether it
 * is for the gateway to make was decided when the payment was begun, whatever is configured by now.
 */
export function receiptOf(
  { receiptMaker }: Pick<Checkout, 'receiptMaker'>,
  { kind, amount, recordId }: Intent,
): Pick<CheckoutChange, 'fiscal'> {
  if (receiptMaker !== 'GATEWAY') return {}
  const fiscal =
    kind === 'REFUND'
      ? ({ operation: 'SELL_REFUND', amount, paymentId: null } as const)
      : ({ operation: 'SELL', amount, paymentId: recordId } as const)
  return { fiscal }
}

/** What is sold is taxed as on the day on which the money comes; the acquirer has begun its own receipt by then. */
export function termsOfToday(
  { receiptRules }: Pick<CheckoutDesk, 'receiptRules'>,
  { receiptMaker }: Pick<Checkout, 'receiptMaker'>,
): Pick<CheckoutChange, 'receiptTerms'> {
  return receiptMaker === 'ACQUIRER' ? {} : { receiptTerms: receiptRules.terms }
}

/** What the acquirer's own receipts of it say; null where it makes none. */
export function acquirerTermsOf({
  receiptMaker,
  receiptTerms,
}: Pick<Checkout, 'receiptMaker' | 'receiptTerms'>): FiscalTerms | null {
  return receiptMaker === 'ACQUIRER' ? receiptTerms : null
}
