import type { Settlement, TaxSystem, VatRate } from '../../domain/fiscal-terms.ts'
import type { RegisterRefusal } from '../port.ts'

// ATOL Online, service v4 (FFD 1.05): "Error codes of the service" in the protocol description.

/** What an error of the service says about the document of a registration. */
export type ErrorMeaning =
  /** The token is not known, or its day is over: log in anew. Looked at before anything else. */
  | 'TOKEN'
  /** Login, password or group are wrong, or the user is blocked. */
  | 'ACCESS'
  /** Nothing was kept; the same id may be used again with right data. */
  | 'REFUSED'
  /** There is a document with this id in this group. */
  | 'TAKEN'
  /** No document has this uuid. */
  | 'NOT_FOUND'
  /** The document has not been worked on yet. */
  | 'NOT_YET'

/** An unlisted code, and those of failures inside the service (0, 1, 50), tell nothing of what was kept. */
export const ERROR_MEANING: ReadonlyMap<number, ErrorMeaning> = new Map([
  [10, 'TOKEN'],
  [11, 'TOKEN'],
  [12, 'ACCESS'],
  [13, 'ACCESS'],
  [14, 'ACCESS'],
  [20, 'ACCESS'],
  [21, 'ACCESS'],
  [30, 'NOT_FOUND'],
  [31, 'REFUSED'],
  [32, 'REFUSED'],
  [33, 'TAKEN'],
  [34, 'NOT_YET'],
  [40, 'REFUSED'],
  [41, 'REFUSED'],
])

/** Failures of one document, by the type of its error, that may pass with the next. */
export const RETRYABLE_TYPES: readonly string[] = ['timeout', 'driver', 'agent']

/** Which fields the text of a refusal names when the buyer's address is meant. */
export function refusalOf(text: string): RegisterRefusal {
  return /\bclient\b|\bemail\b|\bphone\b/.test(text.replaceAll('company.email', ''))
    ? 'CONTACT_NOT_ACCEPTED'
    : 'DOCUMENT_NOT_ACCEPTED'
}

export const VAT_TYPE: Readonly<Record<VatRate, string>> = {
  none: 'none',
  '0': 'vat0',
  '5': 'vat5',
  '7': 'vat7',
  '10': 'vat10',
  '20': 'vat20',
  '22': 'vat22',
  '5/105': 'vat105',
  '7/107': 'vat107',
  '10/110': 'vat110',
  '20/120': 'vat120',
  '22/122': 'vat122',
}

/** Spelled as the tax service does, by chance the same on this wire. */
export const SNO: Readonly<Record<TaxSystem, string>> = {
  osn: 'osn',
  usn_income: 'usn_income',
  usn_income_outcome: 'usn_income_outcome',
  esn: 'esn',
  patent: 'patent',
}

/** What is settled goes with how: an advance is a payment, the rest are services. */
export const PAYMENT_OBJECT: Readonly<Record<Settlement, string>> = {
  advance: 'payment',
  full_prepayment: 'service',
  full_payment: 'service',
}

/** Of money that did not come as cash. */
export const CASHLESS = 1

export const OPERATION_PATH = { SELL: 'sell', SELL_REFUND: 'sell_refund' } as const
