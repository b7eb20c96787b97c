import type { AccountId } from './account.ts'
import type { Money } from './money.ts'

export type DocumentId = string

export type DocumentKind = 'AGREEMENT' | 'INVOICE' | 'ACT' | 'UNKNOWN'

/** A paper of an account: its agreement, an invoice, an act (TMF667 document). */
export interface AccountDocument {
  readonly id: DocumentId
  readonly accountId: AccountId
  readonly kind: DocumentKind
  readonly number: string
  /** Days, yyyy-MM-dd, in the billing's zone; null when the billing has lost them, and where there is no period. */
  readonly issuedOn: string | null
  readonly amount: Money | null
  readonly from: string | null
  readonly to: string | null
}
