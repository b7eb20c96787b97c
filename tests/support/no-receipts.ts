import type { Receipts } from '../../src/receipts/receipts.ts'

/** For a gateway at which nobody asks for receipts. */
export const NO_RECEIPTS: Receipts = {
  issue: async () => ({ kind: 'refused', reason: 'NO_BANK_DETAILS' }),
  judge: async () => ({ kind: 'unknown' }),
  listBankDetails: async () => [],
  changeBankDetails: async () => ({ kind: 'full' }),
  charset: 'utf-8',
}
