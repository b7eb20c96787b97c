import type { FiscalTerms } from '../../src/domain/fiscal-terms.ts'

/** Of a provider that takes advances under the general system of taxation. */
export const TERMS: FiscalTerms = { vat: '22/122', taxSystem: 'osn', settlement: 'advance' }

/** As a checkout keeps them whose receipts the gateway makes. */
export const GATEWAY_RECEIPTS = { receiptMaker: 'GATEWAY', receiptTerms: TERMS } as const
