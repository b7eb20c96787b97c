import { mapBulk } from '../adapter/keyed-rows.ts'
import type { PaymentBilling, PaymentKey } from '../port.ts'
import type { AbillsContext, AbillsSide } from './context.ts'
import { findInLedger, type Ledger, readLedgerPages } from './ledger.ts'
import { type PaymentRow, readPaymentRow, SHOWN_OF_PAYMENTS } from './payment-rows.ts'

export function paymentLedger(context: AbillsContext): Ledger<PaymentRow> {
  return { noun: 'payments', shown: SHOWN_OF_PAYMENTS, read: (row) => readPaymentRow(row, context) }
}

const idOf = ({ paymentId }: PaymentKey) => paymentId

/** GET /payments: of many accounts (`UID=1;2`) or of many ids (`ID=1;2`). */
export function createPayments(side: AbillsSide): PaymentBilling {
  const ledger = paymentLedger(side.context)
  return {
    async listPayments(keys, call) {
      const pages = await readLedgerPages(keys, ledger, { side, call })
      return mapBulk(pages, ({ rows, hasMore }) => ({ payments: rows.map(({ payment }) => payment), hasMore }))
    },
    async findPayments(keys, call) {
      const lookup = { side, call }
      return mapBulk(await findInLedger(keys, { ledger, idOf, lookup }), ({ payment }) => payment)
    },
  }
}
