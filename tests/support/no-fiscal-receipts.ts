import type { FiscalReceipts } from '../../src/payments/fiscal-receipts.ts'

/** For a gateway at which no receipts are made. */
export const NO_FISCAL_RECEIPTS: FiscalReceipts = {
  listOfPayments: async () => [],
  listOfCheckouts: async () => [],
  listNeedingAttention: async () => ({ receipts: [], hasMore: false }),
  retry: async () => ({ kind: 'not_found' }),
}
