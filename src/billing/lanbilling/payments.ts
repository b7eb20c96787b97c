import type { Payment } from '../../domain/payment.ts'
import { BillingError } from '../error.ts'
import type { PaymentBilling } from '../port.ts'
import { askEach } from './each.ts'
import { cutPage, fillsPage, type ListedRow, readList } from './pages.ts'
import { type PaymentRow, paymentListing } from './payment-rows.ts'
import { isId } from './rows.ts'
import type { LanSide } from './side.ts'

/** getPayments, which takes one agreement or one record. */
export function createPayments(side: LanSide): PaymentBilling {
  const { onOddity } = side.context

  /** A row of another agreement is no part of the list; one that does not say whose it is may be. */
  const isOf = (accountId: string) => (row: ListedRow<PaymentRow>) => {
    if (row.value instanceof BillingError || row.value.payment.accountId === accountId) return true
    onOddity({ kind: 'foreign_row', field: 'getPayments.agrmid', code: null })
    return false
  }

  return {
    listPayments: (keys, call) =>
      askEach(keys, async (key) => {
        const { accountId, before } = key
        if (!isId(accountId) || (before !== null && !isId(before))) return undefined
        const listing = { ...paymentListing(side, [['agrmid', accountId]], true), isEnough: fillsPage(key) }
        const rows = await readList(side, listing, call)
        const page = cutPage(rows.filter(isOf(accountId)), key)
        if (page instanceof BillingError) throw page
        return { payments: page.values.map(({ payment }) => payment), hasMore: page.hasMore }
      }),

    findPayments: (keys, call) =>
      askEach(keys, async ({ accountId, paymentId }): Promise<Payment | undefined> => {
        if (!isId(accountId) || !isId(paymentId)) return undefined
        const rows = await readList(side, paymentListing(side, [['recordid', paymentId]], true), call)
        // One without a number may be the one.
        const { value } = rows.find(({ id }) => id === paymentId || id === null) ?? { value: undefined }
        if (value instanceof BillingError) throw value
        return value?.payment.accountId === accountId ? value.payment : undefined
      }),
  }
}
