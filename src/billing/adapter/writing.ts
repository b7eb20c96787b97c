import { BillingError } from '../error.ts'
import type { PaymentOrder } from '../posting-port.ts'
import type { ReadContext } from './context.ts'

/** A reference that comes back as it went. Blanks at its ends would be lost, and control characters are nobody's id. */
export function assertReference(reference: string, maxLength: number): void {
  const isWritable = reference.length <= maxLength && /^\S(?:.*\S)?$/u.test(reference)
  if (!isWritable || /\p{Cc}/u.test(reference)) throw unwritable('reference: not one that the billing keeps as it is')
}

export function assertAmount(
  { amount }: Pick<PaymentOrder, 'amount'>,
  { currency }: Pick<ReadContext, 'currency'>,
): void {
  if (amount.minorUnits <= 0n) throw unwritable('amount: not more than zero')
  if (amount.currency !== currency) throw unwritable('amount: not in the currency of the billing')
}

/** A value that cannot be written to the wire. Nothing was sent. */
export function unwritable(what: string): BillingError {
  return new BillingError('BILLING_UNWRITABLE_REQUEST', `${what}.`, { outcome: 'not_applied' })
}
