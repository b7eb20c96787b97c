import type { BankDetails, BankDetailsVersion } from '../domain/bank-details.ts'
import type { AuditEntry, StoreCall } from './store.ts'

export type BankDetailsVerdict =
  /** In force now, by this call or an earlier one that said the same. */
  | { readonly kind: 'done'; readonly details: BankDetailsVersion }
  /** Somebody else has changed them meanwhile; null when there are none. */
  | { readonly kind: 'version_conflict'; readonly details: BankDetailsVersion | null }
  /** There are as many payees as there may be. */
  | { readonly kind: 'full' }

export interface BankDetailsChange {
  readonly operatorId: string
  /** Null says that the operator has none yet. */
  readonly expectedVersion: number | null
  readonly details: BankDetails
  readonly audit: Omit<AuditEntry, 'outcome'>
}

/** An account of a bank, and whose it is. */
export interface PayeeAccount extends Pick<BankDetails, 'personalAccount' | 'bic' | 'correspondentAccount'> {
  /** Null for anybody's. */
  readonly inn: string | null
}

/** Bank details of all operators with their history. Every change is one transaction with its row in the audit trail, whatever the verdict. */
export interface BankDetailsStore {
  /** Those in force, one of each operator, in the order in which operators got theirs. */
  listCurrent(call?: StoreCall): Promise<readonly BankDetailsVersion[]>
  findCurrent(operatorId: string, call?: StoreCall): Promise<BankDetailsVersion | null>
  /** The latest of its operator that says the same as this one: what was replaced may be in force again. */
  findLatestAlike(id: number, call?: StoreCall): Promise<BankDetailsVersion | null>
  /** Those that name this account, at most `limit`, those in force first and then the latest: operators may share an account, or hand it on. */
  listByAccount(account: PayeeAccount, limit: number, call?: StoreCall): Promise<readonly BankDetailsVersion[]>
  /** What says the same as what is in force changes nothing. */
  change(change: BankDetailsChange, call?: StoreCall): Promise<BankDetailsVerdict>
  /** Writes the first ones into a store that never held any, all or none. */
  fillEmpty(
    items: readonly { readonly operatorId: string; readonly details: BankDetails }[],
    since: number,
  ): Promise<void>
}
