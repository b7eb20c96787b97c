import { sql } from 'kysely'
import type { Checkout, CheckoutState } from '../domain/checkout.ts'
import type { Queries } from './database.ts'

/** What has come to this has its receipts, with addresses of their own, and gets no others. */
const NO_MORE_RECEIPTS: readonly CheckoutState[] = ['DONE', 'REFUSED', 'REFUNDED']

/**
 * The payer's address is kept for as long as a receipt may have to be made for it. Of what ended with a no at the acquirer that
 * is for good, since money may be taken after all; of an order to refund, until that has come to its end.
 */
export async function forgetContact(queries: Queries, checkout: Checkout, from: CheckoutState): Promise<void> {
  const { id, state, acquirerId, refundId, receiptContact } = checkout
  const wasNeverBegun = state === 'EXPIRED' && acquirerId === null
  if (from !== state && (wasNeverBegun || NO_MORE_RECEIPTS.includes(state))) {
    await queries.updateTable('checkouts').set({ contact: '' }).where('id', '=', id).execute()
  }
  if (from !== 'REFUNDING' || state === 'REFUNDING' || refundId === null) return
  const written = JSON.stringify(receiptContact.value)
  await queries
    .updateTable('intents')
    .set({ details: sql<string>`replace(details, ${written}, '""')` })
    .where('id', '=', refundId)
    .execute()
}
