import type { Payment } from '../../domain/payment.ts'
import type { Posting } from '../posting-port.ts'
import { element, findElementText, type XmlElement } from '../transport/xml.ts'
import { findCode, PAYMENT_STATUS, readCode } from './codes.ts'
import type { Listing } from './pages.ts'
import { readInstant, readKey, readLong, readMoney } from './rows.ts'
import type { LanContext, LanSide } from './side.ts'

/** A payment with what only those who reconcile want to know of it. */
export interface PaymentRow {
  readonly payment: Payment
  /** When the billing wrote it, in milliseconds since the epoch; null when it has lost that. */
  readonly postedAt: number | null
  /** The login of the manager who posted it; null where the billing does not say. */
  readonly manager: string | null
}

type PaymentReading = Pick<LanSide, 'context' | 'lists'>

/** One soapPaymentFull. An agreement is its own account. */
export function readPaymentRow(row: XmlElement, side: PaymentReading): PaymentRow {
  const { context } = side
  const pay = element(row, 'pay')
  return {
    payment: {
      id: readKey(pay, 'recordid'),
      accountId: readKey(pay, 'agrmid'),
      amount: readMoney(pay, 'amount', context),
      status: readStatus(pay, context),
      method: readMethod(pay, side),
      paidAt: readInstant(pay, 'paydate', context),
      externalId: findElementText(pay, 'receipt'),
    },
    postedAt: readInstant(pay, 'localdate', context),
    manager: findElementText(row, 'mgr'),
  }
}

export function paymentId(row: XmlElement): string {
  return readKey(element(row, 'pay'), 'recordid')
}

/** A day of cancellation says it as well as the code does. */
function readStatus(pay: XmlElement, context: LanContext): Payment['status'] {
  if (readInstant(pay, 'canceldate', context) !== null) return 'CANCELED'
  return readCode(PAYMENT_STATUS, readLong(pay, 'status'), { field: 'payments.status', onOddity: context.onOddity })
}

/** Class 0 is none; what other classes mean the installation says itself. */
function readMethod(pay: XmlElement, { lists, context }: PaymentReading): Payment['method'] {
  const code = readLong(pay, 'classid')
  const method = findCode(lists.paymentClasses, code)
  if (method !== null) return method
  if (code > 0) context.onOddity({ kind: 'unknown_code', field: 'payments.classid', code: String(code) })
  return 'UNKNOWN'
}

/** getPayments, ordered by the number of the record, which grows in the order of posting. */
export function paymentListing(
  side: PaymentReading,
  filter: Listing<PaymentRow>['filter'],
  newestFirst: boolean,
): Listing<PaymentRow> {
  return {
    operation: 'getPayments',
    filter,
    order: { column: 'record_id', newestFirst },
    id: paymentId,
    read: (row) => readPaymentRow(row, side),
  }
}

/** The row as the port tells it. */
export function toPosting({ payment, manager }: PaymentRow, { login }: Pick<LanSide, 'login'>): Posting {
  const origin = manager === null ? 'unknown' : manager === login ? 'ours' : 'foreign'
  return { payment, origin }
}
