import { byId } from '../adapter/context.ts'
import { assertReadable } from '../adapter/keyed-rows.ts'
import { BillingError } from '../error.ts'
import type { BillingCall } from '../port.ts'
import type { Posting } from '../posting-port.ts'
import { malformed } from '../transport/answer.ts'
import { writeElement } from '../transport/xml.ts'
import { isReceiptUnknown } from './faults.ts'
import { type ListedRow, readList, readRows } from './pages.ts'
import { type PaymentRow, paymentId, paymentListing, readPaymentRow, toPosting } from './payment-rows.ts'
import type { LanSide } from './side.ts'

const CHECK = 'ExternCheckPayment'

/** The payments of the gateway's own login with exactly this receipt, as ExternCheckPayment compares it, oldest first. */
export async function checkReceipt(
  side: LanSide,
  reference: string,
  call: BillingCall,
): Promise<readonly PaymentRow[]> {
  const request = { name: CHECK, content: writeElement('receipt', reference), writes: false }
  const reading = {
    operation: CHECK,
    id: paymentId,
    read: (row: Parameters<typeof readPaymentRow>[0]) => readPaymentRow(row, side),
  }
  const rows = await side.soap.ask<readonly ListedRow<PaymentRow>[]>(request, call, {
    answer(answer) {
      const read = readRows(answer, reading, side.context.onOddity)
      // A row without the receipt may be the one, spoilt: leaving it out would say that there is none.
      if (read.some(({ value }) => !(value instanceof BillingError) && value.payment.externalId !== reference)) {
        throw malformed('receipt: not the one asked for')
      }
      return read
    },
    refusal: (fault) => (isReceiptUnknown(fault, reference) ? [] : null),
  })
  const known = assertReadable(rows.map(({ value }) => value))
  // ExternCheckPayment looks at the asking manager's alone, and need not say whose they are.
  return known.map((row) => ({ ...row, manager: row.manager ?? side.login })).toSorted(comparePayments)
}

/**
 * All payments with exactly this receipt, whoever has posted them, oldest first. ExternCheckPayment is sure of the gateway's own;
 * getPayments has everybody's, so that what another terminal has posted is recognised.
 */
export async function findByReceipt(side: LanSide, reference: string, call: BillingCall): Promise<readonly Posting[]> {
  const [own, others] = await Promise.all([checkReceipt(side, reference, call), listByReceipt(side, reference, call)])
  const known = new Set(own.map(({ payment }) => payment.id))
  const rows = [...own, ...others.filter(({ payment }) => !known.has(payment.id))]
  return rows.toSorted(comparePayments).map((row) => toPosting(row, side))
}

/** Whether anybody's payment has the receipt, also one that was taken back. */
export async function isReceiptUsed(side: LanSide, reference: string, call: BillingCall): Promise<boolean> {
  return (await listByReceipt(side, reference, call)).length > 0
}

/** getPayments compares receipts as its database does, without regard to case, say. */
async function listByReceipt(side: LanSide, reference: string, call: BillingCall): Promise<readonly PaymentRow[]> {
  const all = await readList(side, paymentListing(side, [['receipt', reference]], true), call)
  return all.flatMap(({ value }) => {
    // It may be the one, spoilt.
    if (value instanceof BillingError) throw value
    return value.payment.externalId === reference ? [value] : []
  })
}

function comparePayments({ payment: one }: PaymentRow, { payment: other }: PaymentRow): number {
  return byId(one, other)
}
