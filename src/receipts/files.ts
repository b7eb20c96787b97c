import type { BillingCall } from '../billing/port.ts'
import type { BankDetailsVersion } from '../domain/bank-details.ts'
import { formatInstant } from '../domain/date.ts'
import type { ReceiptKey } from '../domain/receipt.ts'
import type { ReceiptFiles } from '../reports/downloads.ts'
import { renderReceipt } from './pdf.ts'
import { findReceipt, type ReceiptsDesk } from './receipts.ts'

/** Receipts as they are fetched: each is made when its link is used, from what the billing says then, and kept nowhere. */
export function createReceiptFiles(desk: ReceiptsDesk & { readonly timeZone: string }): ReceiptFiles {
  const findDetails = ({ bankDetailsId }: ReceiptKey, call: BillingCall): Promise<BankDetailsVersion | null> =>
    desk.store.bankDetails.find(bankDetailsId, call)
  return {
    async judge(key, call) {
      const details = await findDetails(key, call)
      if (details === null) return null
      if (details.until === null) return { kind: 'current' }
      return { kind: 'outdated', since: formatInstant(details.until, desk.timeZone) }
    },
    async render(key, call) {
      const details = await findDetails(key, call)
      const receipt = details && (await findReceipt(desk, { key, details }, call))
      return receipt && { number: receipt.number, bytes: await renderReceipt(receipt, desk.charset) }
    },
  }
}
