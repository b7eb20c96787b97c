import { readLegacyInstant } from '../../domain/date.ts'
import type { Payment } from '../../domain/payment.ts'
import { assertCurrency, type ReadContext, readAmount } from '../adapter/context.ts'
import { elementText, findElementText, type XmlElement } from '../transport/xml.ts'
import type { RecordKind } from './agreement-records.ts'
import { PAYMENT_METHOD, PAYMENT_STATUS, readCode } from './codes.ts'
import { readKey, readWhole } from './soap-rows.ts'

/** A payment before its account is put in. */
export type BarePayment = Omit<Payment, 'accountId'>

/** GetPayments, which takes many agreements and many record ids in one call. */
export function paymentKind(context: ReadContext): RecordKind<BarePayment> {
  return {
    operation: 'GetPayments',
    idElement: 'recordid',
    noun: 'payments',
    // At some 400 bytes each.
    rowsPerCall: 3000,
    read: (row) => readPayment(row, context),
  }
}

/** One PaymentRecord. Its elements may stand in any order. */
export function readPayment(row: XmlElement, context: ReadContext): BarePayment {
  const { timeZone, onOddity } = context
  assertCurrency(elementText(row, 'currency'), context)
  return {
    id: readKey(row, 'recordid'),
    amount: readAmount(elementText(row, 'amount'), 'payments.amount', context),
    status: readCode(PAYMENT_STATUS, readWhole(row, 'status'), { field: 'payments.status', onOddity }),
    method: readCode(PAYMENT_METHOD, readWhole(row, 'classid'), { field: 'payments.classid', onOddity }),
    paidAt: readLegacyInstant(elementText(row, 'paydate'), timeZone),
    externalId: findElementText(row, 'receipt'),
  }
}
