import { readLegacyInstant } from '../../domain/date.ts'
import type { Payment } from '../../domain/payment.ts'
import type { ReadContext } from '../adapter/context.ts'
import type { Posting } from '../posting-port.ts'
import { elementText, findElementText, type XmlElement } from '../transport/xml.ts'
import type { RecordKind } from './agreement-records.ts'
import { paymentKind, readPayment } from './payment-rows.ts'
import type { PostingHabits } from './posting-side.ts'

/** A payment with what only those who reconcile want to know of it. */
export interface PostingRow {
  readonly payment: Omit<Payment, 'accountId'>
  readonly comment: string | null
  /** When the billing wrote it, in milliseconds since the epoch; null when it has lost that. */
  readonly postedAt: number | null
  /** The login that posted it. */
  readonly manager: string | null
}

/** The three operations that answer with PaymentRecords and are read for reconciliation. */
export function postingKind(
  operation: 'GetPayments' | 'FindPayment' | 'GetRegistryPayments',
  context: ReadContext,
): RecordKind<PostingRow> {
  return { ...paymentKind(context), operation, read: (row) => readPostingRow(row, context) }
}

function readPostingRow(row: XmlElement, context: ReadContext): PostingRow {
  return {
    payment: readPayment(row, context),
    comment: findElementText(row, 'comment'),
    postedAt: readLegacyInstant(elementText(row, 'localdate'), context.timeZone),
    manager: findElementText(row, 'mgr'),
  }
}

/** Whether the row is one of that reference. A comment is looked at only where references are written there. */
export function carries(row: PostingRow, reference: string, { reconcile }: PostingHabits): boolean {
  return row.payment.externalId === reference || (reconcile === 'comment' && row.comment === reference)
}

/** The row as the port tells it. */
export function toPosting(
  row: PostingRow,
  accountId: string,
  { login, reconcile }: Pick<PostingHabits, 'login' | 'reconcile'>,
): Posting {
  const { payment, comment, manager } = row
  const externalId = payment.externalId ?? (reconcile === 'comment' ? comment : null)
  const origin = manager === null ? 'unknown' : manager === login ? 'ours' : 'foreign'
  return { payment: { ...payment, externalId, accountId }, origin }
}
