import type { BankDetailsVersion } from '../../domain/bank-details.ts'
import type { OperatorId } from '../../domain/operator.ts'
import type { Reading } from '../reading.ts'

/** Bank details are everybody's: they stand on receipts. */
export interface BankDetailsLoaders {
  /** Those in force, one of each operator. */
  list(): Promise<readonly BankDetailsVersion[]>
  /** Null when the operator has none. */
  findOf(operatorId: OperatorId): Promise<BankDetailsVersion | null>
}

export function createBankDetailsLoaders({ receipts, call }: Reading): BankDetailsLoaders {
  let all: Promise<readonly BankDetailsVersion[]> | null = null
  const list = () => (all ??= receipts.listBankDetails(call))
  return {
    list,
    findOf: async (operatorId) => (await list()).find((one) => one.operatorId === operatorId) ?? null,
  }
}
