import type { BillingCall } from '../billing/port.ts'
import type { BankDetailsVersion } from '../domain/bank-details.ts'
import { formatInstant } from '../domain/date.ts'
import type { ReceiptKey } from '../domain/receipt.ts'
import type { ReceiptFiles } from '../reports/downloads.ts'
import { renderReceipt } from './pdf.ts'
import { findReceipt, type ReceiptsDesk } from './receipts.ts'
import { createTurns } from './turns.ts'

/** At some twenty milliseconds each, what is served within a second. */
const MAX_WAITING = 50

/** Receipts as they are fetched: each is made when its link is used, from what the billing says then, and kept nowhere. */
export function createReceiptFiles(desk: ReceiptsDesk & { readonly timeZone: string }): ReceiptFiles {
  // One page is drawn at a time, so that many at once do not make everybody else wait for all of them.
  const turns = createTurns(MAX_WAITING)
  const findDetails = ({ bankDetailsId }: ReceiptKey, call: BillingCall): Promise<BankDetailsVersion | null> =>
    desk.store.bankDetails.findLatestAlike(bankDetailsId, call)
  return {
    async judge(key, call) {
      const details = await findDetails(key, call)
      if (details === null) return null
      if (details.until === null) return { kind: 'current' }
      return { kind: 'outdated', since: formatInstant(details.until, desk.timeZone) }
    },
    async render(key, call) {
      const details = await findDetails(key, call)
      // Replaced since it was judged.
      if (details === null || details.until !== null) return null
      const receipt = await findReceipt(desk, { key, details }, call)
      if (receipt === null) return null
      const bytes = await turns.take(() => renderReceipt(receipt, desk.charset))
      return bytes === null ? 'busy' : { number: receipt.number, bytes }
    },
  }
}
