import { formatInstant } from '../../domain/date.ts'
import { isSameMoney } from '../../domain/money.ts'
import type { Payment } from '../../domain/payment.ts'
import { BillingError } from '../error.ts'
import { MAX_POSTING_PERIOD_MS, type PaymentOrder, type PostingPageKey } from '../posting-port.ts'
import { malformed } from '../transport/answer.ts'
import type { ReadContext } from './context.ts'
import { isNumericId } from './context.ts'

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

/**
 * What a billing answers to a payment has to be that payment: account, amount and reference as asked, and not taken back.
 * Anything else leaves open what was done, so that it is looked up.
 */
export function assertPosted(payment: Payment, order: Pick<PaymentOrder, 'accountId' | 'amount' | 'reference'>): void {
  if (payment.accountId !== order.accountId) throw malformed('account: not the one asked for')
  if (!isSameMoney(payment.amount, order.amount)) throw malformed('amount: not the one asked for')
  if (payment.externalId !== order.reference) throw malformed('reference: not the one asked for')
  if (payment.status !== 'DONE') throw malformed('status: not that of a payment just made')
}

/** A page of the ledger that can be asked for, in a billing whose payments have numeric ids. */
export function assertPostingPage({ from, to, after, first }: PostingPageKey): void {
  if (!(from < to) || to - from > MAX_POSTING_PERIOD_MS) throw unwritable('period: not one of at most 31 days')
  if (!Number.isInteger(first) || first < 1 || first > MAX_POSTINGS) throw unwritable(`first: not 1 to ${MAX_POSTINGS}`)
  if (after !== null && !isNumericId(after)) throw unwritable('after: not an id')
}

const MAX_POSTINGS = 500

/** Local time of the billing's zone to the whole second, as most old billings read it: "2026-11-22 13:00:00". */
export function writeLocalInstant(at: number, timeZone: string): string {
  if (!Number.isSafeInteger(at) || at < 0 || at > LAST_INSTANT) throw unwritable('an instant that is none')
  return formatInstant(at, timeZone).slice(0, 19).replace('T', ' ')
}

/** The year 9999 ends some hours later, in every zone. */
const LAST_INSTANT = Date.UTC(9999, 11, 30)
