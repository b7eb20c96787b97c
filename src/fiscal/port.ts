import type { ReceiptContact } from '../domain/checkout.ts'
import type { FiscalOperation, FiscalRecord } from '../domain/fiscal-receipt.ts'
import type { FiscalTerms } from '../domain/fiscal-terms.ts'
import type { Money } from '../domain/money.ts'

/**
 * What we need of a registrar: a service with cash registers that registers receipts by 54-FZ. It does so in its own time, so
 * that a document is handed over and then asked for. Methods reject with a `FiscalError` and with nothing else, and repeat no
 * call by themselves; refusals are values.
 */
export interface FiscalRegistrar {
  /** "atol": kept nowhere, for logs. */
  readonly name: string
  readonly capabilities: FiscalCapabilities
  /**
   * Hands a document over. The same `externalId` again never makes a second document: it is answered with the first, whatever
   * the rest says. So this is also how a document is looked up when its answer was lost, and a registrar that does not keep
   * ids apart in this way cannot be connected.
   */
  register(document: FiscalDocument, call: FiscalCall): Promise<RegisterVerdict>
  /** What became of a document; null when the registrar has none of this id. */
  findDocument(documentId: string, call: FiscalCall): Promise<DocumentStatus | null>
  close(): Promise<void>
}

export interface FiscalCapabilities {
  /** Most characters of `FiscalDocument.itemName`. */
  readonly maxItemNameLength: number
}

export interface FiscalCall {
  readonly signal: AbortSignal
  /**
   * Asked once, as late as the client allows: connected, and no byte written yet. False ends the call unsent, with
   * FISCAL_CANCELED and `not_applied`.
   */
  readonly mayStart?: () => boolean
}

/** A receipt of one item that was paid for without cash. The company is the registrar's configuration. */
export interface FiscalDocument {
  /** At most 128 characters; the same for each attempt to send this document. */
  readonly externalId: string
  readonly operation: FiscalOperation
  readonly amount: Money
  readonly itemName: string
  readonly contact: ReceiptContact
  readonly terms: FiscalTerms
  /** When the money was taken or given back, in milliseconds since the epoch. */
  readonly settledAt: number
}

export type RegisterVerdict =
  /** The registrar has the document, from now on or since an earlier call. */
  | { readonly kind: 'accepted'; readonly documentId: string; readonly isRepeat: boolean }
  /** It has it since an earlier call, and does not say as which. Nothing was made now. */
  | { readonly kind: 'taken' }
  /** Decided before anything was kept, by a code that the vendor's table lists so. The same id may be used again. */
  | { readonly kind: 'refused'; readonly reason: RegisterRefusal; readonly vendorCode: string }

export type RegisterRefusal = 'CONTACT_NOT_ACCEPTED' | 'DOCUMENT_NOT_ACCEPTED'

export type DocumentStatus =
  /** In the queue of a cash register; ask again. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'registered'; readonly record: FiscalRecord; readonly amount: Money }
  /** Final: this document was not registered and never will be. A new one needs a new id. */
  | { readonly kind: 'failed'; readonly retryable: boolean; readonly vendorCode: string }
  /** A status that the vendor's table does not list. Never guessed; it is asked again, and counted. */
  | { readonly kind: 'unknown' }

/** Who sells: the same on every receipt. */
export interface FiscalCompany {
  readonly inn: string
  /** The web site where people pay, or an address. At most 256 characters. */
  readonly paymentAddress: string
  /** The sender's address on electronic receipts. */
  readonly email: string
}
