import { formatMoney } from '../../domain/money.ts'
import type { ReadContext } from '../adapter/context.ts'
import { assertAmount, assertReference as assertKeptReference, writeLocalInstant } from '../adapter/writing.ts'
import type { CancelOrder, PaymentOrder } from '../posting-port.ts'
import { writeElement } from '../transport/xml.ts'
import { codesOf, PAYMENT_METHOD } from './codes.ts'
import type { PostingSide } from './posting-side.ts'

/** billing.wsdl, NewPayment: a receipt has at most 64 characters. A longer one is refused by the billing, not cut. */
export const MAX_REFERENCE_LENGTH = 64

export function assertReference(reference: string): void {
  assertKeptReference(reference, MAX_REFERENCE_LENGTH)
}

export type Writing = Pick<PostingSide, 'context' | 'habits'>

/** The content of AddPayment. Throws for an order that means nothing in the billing; nothing is sent then. */
export function writeAddPayment(order: PaymentOrder, agreementKey: string, { context, habits }: Writing): string {
  const { amount, reference, method, paidAt } = order
  assertReference(reference)
  assertAmount(order, context)
  const [classId] = codesOf(PAYMENT_METHOD, [method])
  const parts = [
    writeElement('agrmid', agreementKey),
    writeElement('amount', formatMoney(amount)),
    classId === undefined ? '' : writeElement('classid', classId),
    paidAt === null ? '' : writeElement('paydate', writeInstant(paidAt, context)),
    writeElement('receipt', reference),
    habits.reconcile === 'comment' ? writeElement('comment', reference) : '',
  ]
  return `<val>${parts.join('')}</val>${habits.duplicateCheck ? writeElement('notexists', 1) : ''}`
}

/**
 * The content of CancelPayment, which compares what it is told. Where references are looked up in comments a payment may
 * have a receipt of its own, so that it is not told.
 */
export function writeCancelPayment(order: CancelOrder, agreementKey: string, { context, habits }: Writing): string {
  assertReference(order.reference)
  assertAmount(order, context)
  return [
    writeElement('recordid', order.paymentId),
    writeElement('agrmid', agreementKey),
    writeElement('amount', formatMoney(order.amount)),
    habits.reconcile === 'comment' ? '' : writeElement('receipt', order.reference),
  ].join('')
}

export function writeInstant(at: number, { timeZone }: ReadContext): string {
  return writeLocalInstant(at, timeZone)
}
