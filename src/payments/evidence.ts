import type { Reconcile } from '../billing/port.ts'
import type { Posting } from '../billing/posting-port.ts'
import type { Payment, PaymentId } from '../domain/payment.ts'
import type { Intent } from '../domain/payment-intent.ts'

/** What the billing's records say of an intent. */
export type Evidence =
  | { readonly kind: 'absent' }
  /** Carried out, exactly once. */
  | ({ readonly kind: 'ours' } & BillingRecord)
  /**
   * The reference is there with something else than was asked for (another account or amount, or canceled), it is there
   * more than once, or a record could be this intent's and could be somebody else's. `records` for kinds whose records are
   * not named by a person, but found: the oldest first.
   */
  | { readonly kind: 'conflict' | 'doubled' | 'ambiguous'; readonly records?: readonly BillingRecord[] }

/** What the billing has of an intent. */
export interface BillingRecord {
  readonly recordId: string
  readonly registeredAt: number | null
}

interface Rows {
  readonly postings: readonly Posting[]
  /** Rows that are known to belong to other intents. */
  readonly taken: ReadonlySet<PaymentId>
  /** Those among them whose intents were done before this one was sent. Without references only. */
  readonly stale?: ReadonlySet<PaymentId>
  readonly reconcile: Reconcile
}

/**
 * Whether the billing's rows can tell what came of an intent. The billing may be looked up otherwise than when it was
 * accepted: then its row carries no reference to search for, or there is no mark behind which it would stand alone.
 */
export function canLookUp({ serialKey }: Pick<Intent, 'serialKey'>, reconcile: Reconcile): boolean {
  return reconcile !== 'none' && (serialKey !== null) === (reconcile === 'statement')
}

/** Judges the rows found for a payment. What is not beyond doubt is never taken for ours. */
export function judgePostings(intent: Intent, { reconcile, ...rows }: Rows): Evidence {
  const { postings } = rows
  if (reconcile === 'statement') return judgeStatement(intent, rows)
  const carrying = postings.filter(({ payment }) => payment.externalId === intent.reference)
  const [first, ...others] = carrying
  if (!first) return { kind: 'absent' }
  if (others.length > 0) return { kind: 'doubled' }
  return isAsAsked(intent, first.payment) ? ours(first.payment) : { kind: 'conflict' }
}

/**
 * Without references only the gateway's own login tells our rows from a cashier's. Money of one account moves one by one,
 * so a row of ours that is newer than the mark and belongs to no other intent is this intent's, when it is the only one.
 *
 * A payment that was done before the mark was read cannot have a row behind it. Where one names such a row, the billing has
 * told it of a row that it did not write, and has given the id to another since: perhaps to this one.
 */
function judgeStatement(intent: Intent, { postings, taken, stale }: Omit<Rows, 'reconcile'>): Evidence {
  const possible = postings.filter(({ payment, origin }) => origin !== 'foreign' && isOfOrder(intent, payment))
  if (possible.some(({ payment }) => stale?.has(payment.id))) return { kind: 'ambiguous' }
  const [first, ...others] = possible.filter(({ payment }) => !taken.has(payment.id))
  if (!first) return { kind: 'absent' }
  if (others.length > 0 || first.origin !== 'ours') return { kind: 'ambiguous' }
  // A cashier may have taken it back meanwhile: then it was carried out, and must not be once more.
  return isAsAsked(intent, first.payment) ? ours(first.payment) : { kind: 'conflict' }
}

/**
 * Judges the row of a payment that is to be taken back; undefined when the billing has it no more. A row of the same number
 * that is another payment's is never taken for it: what is told as posted need not be, and its number can come again.
 */
export function judgeCancellation(
  intent: Intent,
  { payment, isAnothers }: { payment: Payment | undefined; isAnothers: boolean },
): Evidence {
  if (!payment || isAnothers || payment.amount.minorUnits !== intent.amount.minorUnits) return { kind: 'conflict' }
  switch (payment.status) {
    case 'CANCELED':
      return ours(payment)
    case 'DONE':
      return { kind: 'absent' }
    case 'UNKNOWN':
      return { kind: 'ambiguous' }
  }
}

function ours({ id, paidAt }: Payment): Evidence {
  return { kind: 'ours', recordId: id, registeredAt: paidAt }
}

function isAsAsked(intent: Intent, payment: Payment): boolean {
  return payment.status === 'DONE' && isOfOrder(intent, payment)
}

function isOfOrder(intent: Intent, payment: Payment): boolean {
  return (
    payment.accountId === intent.accountId &&
    payment.amount.minorUnits === intent.amount.minorUnits &&
    payment.amount.currency === intent.amount.currency
  )
}
