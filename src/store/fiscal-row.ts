import type { Selectable } from 'kysely'
import type { ReceiptContact } from '../domain/checkout.ts'
import type {
  FiscalFailure,
  FiscalOperation,
  FiscalReceipt,
  FiscalReceiptState,
  FiscalRecord,
} from '../domain/fiscal-receipt.ts'
import { type FiscalTerms, readFiscalTerms } from '../domain/fiscal-terms.ts'
import type { Currency } from '../domain/money.ts'
import { StoreError } from './error.ts'
import type { ClaimedReceipt, FiscalChange, FiscalReceiptsTable } from './fiscal-types.ts'
import { createWordReader } from './word-reader.ts'

type Row = Selectable<FiscalReceiptsTable>

export function readReceipt(row: Row): FiscalReceipt {
  return {
    id: row.id,
    operation: readOperation(row.operation),
    checkoutId: row.checkout_id,
    accountId: row.account_id,
    accountNumber: row.account_number,
    paymentId: row.payment_id,
    amount: { minorUnits: BigInt(row.amount_minor_units), currency: readCurrency(row.currency) },
    terms: readTerms(row),
    state: readState(row.state),
    document: row.document,
    documentId: row.document_id,
    failure: row.failure === null ? null : readFailure(row.failure),
    record: readRecord(row),
    attempts: row.attempts,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  }
}

export function readClaimed(row: Row & { readonly since_ms: number }): ClaimedReceipt {
  return {
    ...readReceipt(row),
    claim: row.claim,
    contact: readContact(row),
    settledAt: row.settled_at,
    sinceMs: row.since_ms,
  }
}

/** What is absent stays as it is. The address goes with the last use for it. */
export function writeChange({ to, document, documentId, attempts, failure, record }: FiscalChange) {
  return {
    state: to,
    document,
    document_id: documentId,
    attempts,
    failure,
    ...(record === undefined
      ? {}
      : {
          fiscal_sign: record.fiscalSign,
          document_number: record.documentNumber,
          drive_number: record.driveNumber,
          registered_at: record.registeredAt,
          link: record.link,
          contact_kind: null,
          contact: null,
        }),
  }
}

function readContact({ contact_kind: kind, contact: value }: Row): ReceiptContact {
  if ((kind === 'EMAIL' || kind === 'PHONE') && value !== null) return { kind, value }
  throw new StoreError('STORE_CORRUPT', 'A stored receipt that is to be sent has no address.')
}

function readTerms({ vat, tax_system: taxSystem, settlement }: Row): FiscalTerms | null {
  if (vat === null) return null
  const terms = readFiscalTerms({ vat, taxSystem, settlement })
  if (terms === undefined) throw new StoreError('STORE_CORRUPT', 'A stored receipt has terms that no receipt has.')
  return terms
}

function readRecord(row: Row): FiscalRecord | null {
  const { fiscal_sign: fiscalSign, document_number: documentNumber, drive_number: driveNumber, link } = row
  const registeredAt = row.registered_at
  if (fiscalSign === null || documentNumber === null || driveNumber === null || registeredAt === null) return null
  return { fiscalSign, documentNumber, driveNumber, registeredAt, link }
}

const WHAT = 'receipt'

const readCurrency = createWordReader<Currency>(WHAT, 'currency', { RUB: true, USD: true, EUR: true })
const readOperation = createWordReader<FiscalOperation>(WHAT, 'operation', { SELL: true, SELL_REFUND: true })
const readState = createWordReader<FiscalReceiptState>(WHAT, 'state', {
  WAITING: true,
  SENDING: true,
  ACCEPTED: true,
  REGISTERED: true,
  FAILED: true,
})
const readFailure = createWordReader<FiscalFailure>(WHAT, 'failure', {
  CONTACT_NOT_ACCEPTED: true,
  DOCUMENT_NOT_ACCEPTED: true,
  NOT_REGISTERED: true,
  AMOUNT_DIFFERS: true,
  NOT_TRACEABLE: true,
})
