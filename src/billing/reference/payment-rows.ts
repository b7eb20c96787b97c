import { readLegacyInstant } from '../../domain/date.ts'
import type { Payment } from '../../domain/payment.ts'
import { elements, elementText, findElementText, type XmlElement } from '../transport/xml.ts'
import type { RecordRow } from './agreement-records.ts'
import { PAYMENT_METHOD, PAYMENT_STATUS, readCode } from './codes.ts'
import { assertCurrency, type ReadContext, readAmount } from './context.ts'
import { readKey, readWhole } from './soap-rows.ts'

export type PaymentRow = RecordRow<Omit<Payment, 'accountId'>>

/** The rows of GetPaymentsResponse: none, one or many `ret`. */
export function readPayments(answer: XmlElement, context: ReadContext): readonly PaymentRow[] {
  return elements(answer, 'ret').map((row) => readPayment(row, context))
}

/** One PaymentRecord. Its elements may stand in any order. */
function readPayment(row: XmlElement, context: ReadContext): PaymentRow {
  const { timeZone, onOddity } = context
  assertCurrency(elementText(row, 'currency'), context)
  const payment = {
    id: readKey(row, 'recordid'),
    amount: readAmount(elementText(row, 'amount'), 'payments.amount', context),
    status: readCode(PAYMENT_STATUS, readWhole(row, 'status'), { field: 'payments.status', onOddity }),
    method: readCode(PAYMENT_METHOD, readWhole(row, 'classid'), { field: 'payments.classid', onOddity }),
    paidAt: readLegacyInstant(elementText(row, 'paydate'), timeZone),
    externalId: findElementText(row, 'receipt'),
  }
  return { agreementKey: readKey(row, 'agrmid'), id: payment.id, value: payment }
}
