/** How the holder wants the invoices. */
export type InvoiceDelivery = 'EMAIL' | 'PAPER' | 'NONE' | 'UNKNOWN'

/** What the holder of an account has chosen. */
export interface AccountSettings {
  /** In which language the provider writes. */
  readonly language: 'RU' | 'EN' | 'UNKNOWN'
  readonly invoiceDelivery: InvoiceDelivery
  /** Whether offers are welcome. */
  readonly acceptsAdvertising: boolean
}

/** What is to become otherwise. */
export interface SettingsChange {
  readonly language?: 'RU' | 'EN'
  readonly invoiceDelivery?: Exclude<InvoiceDelivery, 'UNKNOWN'>
  readonly acceptsAdvertising?: boolean
}
