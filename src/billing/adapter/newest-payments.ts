import type { AccountId } from '../../domain/account.ts'
import type { PaymentId } from '../../domain/payment.ts'
import type { BillingError } from '../error.ts'
import type { BillingCall, Bulk, PaymentBilling } from '../port.ts'
import { mapBulk } from './keyed-rows.ts'

/** `PostingBilling.findMarks` by the first page of each account's payments. */
export async function findNewestPayments(
  ids: readonly AccountId[],
  payments: Pick<PaymentBilling, 'listPayments'>,
  call: BillingCall,
): Promise<Bulk<AccountId, PaymentId | null>> {
  const keys = [...new Set(ids)].map((accountId) => ({ accountId, first: 1, before: null }))
  const marks = mapBulk(await payments.listPayments(keys, call), (page) => page.payments[0]?.id ?? null)
  return new Map<AccountId, PaymentId | null | BillingError>(
    [...marks].map(([{ accountId }, mark]) => [accountId, mark]),
  )
}
