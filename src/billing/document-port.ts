import type { AccountId } from '../domain/account.ts'
import type { AccountDocument, DocumentId } from '../domain/document.ts'
import type { BillingCall, Bulk } from './port.ts'

export interface DocumentKey {
  readonly accountId: AccountId
  readonly documentId: DocumentId
}

/** A document as a file. */
export interface DocumentFile {
  readonly document: AccountDocument
  /** A PDF, as its first bytes say. */
  readonly bytes: Uint8Array
}

export interface DocumentBilling {
  /** An account without documents has an empty list. */
  listDocuments(ids: readonly AccountId[], call: BillingCall): Promise<Bulk<AccountId, readonly AccountDocument[]>>
  /** Null for one that is not there, or is another account's. */
  readDocument(key: DocumentKey, call: BillingCall): Promise<DocumentFile | null>
}
