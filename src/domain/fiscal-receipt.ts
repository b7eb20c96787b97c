import type { AccountId } from './account.ts'
import type { FiscalTerms } from './fiscal-terms.ts'
import type { Money } from './money.ts'
import type { PaymentId } from './payment.ts'

/** A UUID. */
export type FiscalReceiptId = string

/** Money came in, or went back. */
export type FiscalOperation = 'SELL' | 'SELL_REFUND'

/**
 * How far a receipt has come.
 *
 * - `WAITING`: durable; the registrar does not have its document, and it is due, or waits for the receipt of the sale;
 * - `SENDING`: the registrar was asked, and nobody knows whether it has the document: it is looked up before anything else;
 * - `ACCEPTED`: the registrar has the document, and a cash register has not printed it yet;
 * - `REGISTERED`: it is registered, with a fiscal sign;
 * - `FAILED`: not by itself; a person decides.
 */
export type FiscalReceiptState = 'WAITING' | 'SENDING' | 'ACCEPTED' | 'REGISTERED' | 'FAILED'

/** Every move that a receipt may make; what is not here does not happen. */
export const FISCAL_MOVES: Readonly<Record<FiscalReceiptState, readonly FiscalReceiptState[]>> = {
  WAITING: ['SENDING'],
  SENDING: ['WAITING', 'ACCEPTED', 'FAILED'],
  ACCEPTED: ['WAITING', 'SENDING', 'REGISTERED', 'FAILED'],
  REGISTERED: [],
  FAILED: ['WAITING', 'ACCEPTED'],
}

/** Why a receipt came to nothing. */
export type FiscalFailure =
  /** The registrar takes no receipt for this e-mail or phone. */
  | 'CONTACT_NOT_ACCEPTED'
  /** Something else of the document is refused: amount, item, company. */
  | 'DOCUMENT_NOT_ACCEPTED'
  /** The cash register refused it, or the registrar gave it up, however often it was tried. */
  | 'NOT_REGISTERED'
  /** Registered with another amount than was asked for. It is never registered again. */
  | 'AMOUNT_DIFFERS'
  /** The registrar says that it has the document, and not which one. */
  | 'NOT_TRACEABLE'

/** What a registered receipt is known by: what the buyer can check it with. */
export interface FiscalRecord {
  /** FPD, digits. */
  readonly fiscalSign: string
  /** FD, digits. */
  readonly documentNumber: string
  /** FN, the number of the fiscal drive, digits. */
  readonly driveNumber: string
  /** In milliseconds since the epoch. */
  readonly registeredAt: number
  /** The page of the operator of fiscal data; null when the registrar does not say. */
  readonly link: string | null
}

/** A receipt by 54-FZ, from the moment at which money was taken or given back. Instants are milliseconds of the store's clock. */
export interface FiscalReceipt {
  readonly id: FiscalReceiptId
  readonly operation: FiscalOperation
  /** The checkout whose money it is. */
  readonly checkoutId: string
  readonly accountId: AccountId
  readonly accountNumber: string
  /** The billing's own id of the payment; null while it is not known, and for refunds. */
  readonly paymentId: PaymentId | null
  readonly amount: Money
  /** Of a sale, those of the day on which the money came; null for a refund, which has those of its sale. */
  readonly terms: FiscalTerms | null
  readonly state: FiscalReceiptState
  /** Counts the documents: a new one is made only after the registrar has said finally that the last came to nothing. */
  readonly document: number
  /** What the registrar calls the document; null while it has none that is known. */
  readonly documentId: string | null
  readonly failure: FiscalFailure | null
  readonly record: FiscalRecord | null
  /** How often the registrar was asked to take it. */
  readonly attempts: number
  readonly createdAt: number
  readonly changedAt: number
}

/** What a document of a receipt is called towards the registrar: the same for each attempt to send this document. */
export function fiscalExternalId({ id, document }: Pick<FiscalReceipt, 'id' | 'document'>): string {
  return document === 1 ? id : `${id}.${document}`
}
