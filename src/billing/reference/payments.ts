import type { Payment, PaymentPage } from '../../domain/payment.ts'
import type { PaymentBilling, PaymentKey, PaymentPageKey } from '../port.ts'
import { findRecords, type RecordKind, readPages } from './agreement-records.ts'
import { type PaymentRow, readPayments } from './payment-rows.ts'
import { writeFilter } from './soap-rows.ts'
import type { SoapSide } from './soap-side.ts'

/** GetPayments, which takes many agreements and many record ids in one call. */
export function createPayments({ soap, identity, context }: SoapSide): PaymentBilling {
  const { onOddity } = context
  const kind: RecordKind<PaymentRow['value']> = {
    idElement: 'recordid',
    noun: 'payments',
    // At some 400 bytes each.
    rowsPerCall: 3000,
    send(filter, call) {
      const request = { name: 'GetPayments', content: writeFilter(filter), writes: false }
      return soap.call(request, call, (answer) => readPayments(answer, context))
    },
  }

  return {
    async listPayments(keys, call) {
      const pages = new Map<PaymentPageKey, PaymentPage>()
      for (const [key, { values, hasMore }] of await readPages(keys, kind, { identity, onOddity, call })) {
        const payments = values.map((payment): Payment => ({ ...payment, accountId: key.accountId }))
        pages.set(key, { payments, hasMore })
      }
      return pages
    },

    async findPayments(keys, call) {
      const found = new Map<PaymentKey, Payment>()
      const byId = { ...kind, idOf: ({ paymentId }: PaymentKey) => paymentId }
      for (const [key, payment] of await findRecords(keys, byId, { identity, onOddity, call })) {
        found.set(key, { ...payment, accountId: key.accountId })
      }
      return found
    },
  }
}
