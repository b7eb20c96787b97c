/** VAT as it stands on a receipt. Those with a slash are calculated from an advance that has the tax in it. */
export const VAT_RATES = [
  'none',
  '0',
  '5',
  '7',
  '10',
  '20',
  '22',
  '5/105',
  '7/107',
  '10/110',
  '20/120',
  '22/122',
] as const
export type VatRate = (typeof VAT_RATES)[number]

/** Systems of taxation. */
export const TAX_SYSTEMS = ['osn', 'usn_income', 'usn_income_outcome', 'esn', 'patent'] as const
export type TaxSystem = (typeof TAX_SYSTEMS)[number]

/** How what is paid stands to what is given for it: an advance for what is not chosen yet, payment before, or payment in full. */
export const SETTLEMENTS = ['advance', 'full_prepayment', 'full_payment'] as const
export type Settlement = (typeof SETTLEMENTS)[number]

/** By which rules money is taxed. They are those of the day on which it came: a refund has those of its sale, whatever is in force by then. */
export interface FiscalTerms {
  readonly vat: VatRate
  readonly taxSystem: TaxSystem
  readonly settlement: Settlement
}

/** Who makes the receipts of a payment and of its refunds: one of them for all, so that none is made twice or by nobody. */
export type ReceiptMaker = 'GATEWAY' | 'ACQUIRER' | 'NOBODY'

/** Who makes the receipts of what is begun from now on, and what they say. */
export interface ReceiptRules {
  readonly maker: ReceiptMaker
  readonly terms: FiscalTerms
}

/** As they are kept; undefined when it is none. */
export function readFiscalTerms(kept: unknown): FiscalTerms | undefined {
  const words = Object(kept)
  const vat = VAT_RATES.find((one) => one === words.vat)
  const taxSystem = TAX_SYSTEMS.find((one) => one === words.taxSystem)
  const settlement = SETTLEMENTS.find((one) => one === words.settlement)
  const isWhole = vat !== undefined && taxSystem !== undefined && settlement !== undefined
  return isWhole ? { vat, taxSystem, settlement } : undefined
}
