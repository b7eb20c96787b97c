import type { Posting } from '../billing/posting-port.ts'
import type { Money } from '../domain/money.ts'
import type { Payment, PaymentId } from '../domain/payment.ts'
import type { Intent, IntentId } from '../domain/payment-intent.ts'

export type DifferenceKind =
  /** An intent is DONE, and the billing has no such row; of a cancellation: the row still counts. */
  | 'MISSING_IN_BILLING'
  /** The billing has more than one row that counts. */
  | 'DOUBLED'
  | 'AMOUNT_MISMATCH'
  | 'ACCOUNT_MISMATCH'
  /** The row is ours, or looks like one of our partners', and no intent that was not rejected carries it. */
  | 'WITHOUT_INTENT'
  /** The row was taken back, and not by us. */
  | 'CANCELED_IN_BILLING'
  /** Two payments of ours are done by this one row: one of them is not there. */
  | 'RECORD_SHARED'

export function countKinds(count: (kind: DifferenceKind) => number): Record<DifferenceKind, number> {
  return {
    MISSING_IN_BILLING: count('MISSING_IN_BILLING'),
    DOUBLED: count('DOUBLED'),
    AMOUNT_MISMATCH: count('AMOUNT_MISMATCH'),
    ACCOUNT_MISMATCH: count('ACCOUNT_MISMATCH'),
    WITHOUT_INTENT: count('WITHOUT_INTENT'),
    CANCELED_IN_BILLING: count('CANCELED_IN_BILLING'),
    RECORD_SHARED: count('RECORD_SHARED'),
  }
}

/** One thing that the billing's ledger and our intents do not say alike. */
export interface Difference {
  readonly kind: DifferenceKind
  /** Null for a row without an intent. */
  readonly intentId: IntentId | null
  /** The billing's row; null where it is missing. */
  readonly paymentId: PaymentId | null
  readonly reference: string | null
  /** What the intent says; null without one. */
  readonly expected: Money | null
  /** What the row says; null without one. */
  readonly found: Money | null
}

/** What is known of an intent that is DONE. */
export interface Books {
  readonly intent: Intent
  /** The billing's rows of the intent, those taken back included. */
  readonly rows: readonly Payment[]
  /** Whether an intent of ours, not rejected, takes the payment back. */
  readonly hasCancellation: boolean
}

/** Whether nothing more needs to be asked: the one row that was noted, as it was asked for, and it counts. */
export function isPlainMatch(intent: Intent, row: Payment): boolean {
  return row.id === intent.recordId && row.status === 'DONE' && isSameAccount(intent, row) && isSameMoney(intent, row)
}

/** Judges all rows of a payment that is DONE; an empty list is a match. */
export function judgeBooks({ intent, rows, hasCancellation }: Books): readonly Difference[] {
  const counting = rows.filter(({ status }) => status !== 'CANCELED')
  const noted = rows.find(({ id }) => id === intent.recordId) ?? counting[0] ?? rows[0]
  if (!noted) return [difference('MISSING_IN_BILLING', intent, null)]
  const isTakenBack = noted.status === 'CANCELED'
  if (isTakenBack && counting.length === 0) {
    return hasCancellation ? [] : [difference('CANCELED_IN_BILLING', intent, noted)]
  }
  // Somebody took one of two rows back, and it happened to be the one that was noted: the other is the payment now.
  const standing = isTakenBack && !hasCancellation ? counting[0] : noted
  const extras = counting.filter((row) => row !== standing)
  const doubled = extras.map((row) => difference('DOUBLED', intent, row))
  return standing && standing.status !== 'CANCELED' ? [...doubled, ...judgeStanding(intent, standing)] : doubled
}

function judgeStanding(intent: Intent, row: Payment): readonly Difference[] {
  return [
    ...(isSameAccount(intent, row) ? [] : [difference('ACCOUNT_MISMATCH', intent, row)]),
    ...(isSameMoney(intent, row) ? [] : [difference('AMOUNT_MISMATCH', intent, row)]),
  ]
}

/** Where nothing but the number of a row tells whose it is, and more than one payment names it. */
export function judgeShared(intent: Intent, row: Payment | undefined): Difference {
  return difference('RECORD_SHARED', intent, row ?? null)
}

/** Judges the row of a payment that we have taken back; undefined when the billing has it no more, which is as good. */
export function judgeCanceled(cancellation: Intent, row: Payment | undefined): readonly Difference[] {
  if (!row || row.status === 'CANCELED') return []
  return [difference('MISSING_IN_BILLING', cancellation, row)]
}

/** Judges a row that no intent carries. Cash desks and other programs write rows of their own, which are none of ours. */
export function judgeStray(
  { payment, origin }: Posting,
  isPartnerReference: (reference: string) => boolean,
): Difference | null {
  const looksLikeOurs = payment.externalId !== null && isPartnerReference(payment.externalId)
  if (origin !== 'ours' && (!looksLikeOurs || payment.status === 'CANCELED')) return null
  const { id: paymentId, externalId: reference, amount } = payment
  return { kind: 'WITHOUT_INTENT', intentId: null, paymentId, reference, expected: null, found: amount }
}

function difference(kind: DifferenceKind, intent: Intent, row: Payment | null): Difference {
  const { id: intentId, reference, amount: expected } = intent
  return { kind, intentId, paymentId: row?.id ?? null, reference, expected, found: row?.amount ?? null }
}

function isSameAccount(intent: Intent, row: Payment): boolean {
  return row.accountId === intent.accountId
}

function isSameMoney({ amount }: Intent, row: Payment): boolean {
  return row.amount.minorUnits === amount.minorUnits && row.amount.currency === amount.currency
}
