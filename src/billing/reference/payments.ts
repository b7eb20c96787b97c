import type { PaymentPage } from '../../domain/payment.ts'
import { mapBulk } from '../adapter/keyed-rows.ts'
import type { PaymentBilling, PaymentKey } from '../port.ts'
import { findRecords, type RecordPage, readPages } from './agreement-records.ts'
import { type BarePayment, paymentKind } from './payment-rows.ts'
import type { SoapSide } from './soap-side.ts'

export function createPayments(side: SoapSide): PaymentBilling {
  const kind = paymentKind(side.context)
  const byId = { ...kind, idOf: ({ paymentId }: PaymentKey) => paymentId }
  return {
    async listPayments(keys, call) {
      const pages = await readPages(keys, kind, { side, call })
      return mapBulk(pages, toPaymentPage)
    },
    findPayments: (keys, call) => findRecords(keys, byId, { side, call }),
  }
}

function toPaymentPage({ values, hasMore }: RecordPage<BarePayment>): PaymentPage {
  return { payments: values, hasMore }
}
