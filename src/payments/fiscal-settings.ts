/** In milliseconds unless the name says otherwise. */
export interface FiscalSettings {
  /** How often it is looked for what is due. */
  readonly pollMs: number
  /** One call to the registrar. */
  readonly requestTimeoutMs: number
  /** A claim lasts this long; longer than everything that is done under one. */
  readonly leaseMs: number
  /** Between tries and looks; the pauses grow. */
  readonly pauseMinMs: number
  readonly pauseMaxMs: number
  /** After an answer was lost: longer than the registrar may still be at work on what nobody waits for. */
  readonly settleMs: number
  /** How many documents are made of one receipt before a person decides. */
  readonly maxDocuments: number
  /** Receipts that one process works on at once. */
  readonly maxRunning: number
  /** A receipt that is not registered by then is shown to operators: the law wants it by the next working day. */
  readonly overdueMs: number
}

export function fiscalSettings({ requestTimeoutMs }: { readonly requestTimeoutMs: number }): FiscalSettings {
  return {
    pollMs: 1_000,
    requestTimeoutMs,
    leaseMs: 2 * requestTimeoutMs + 10_000,
    pauseMinMs: 2_000,
    pauseMaxMs: 600_000,
    settleMs: 30_000,
    maxDocuments: 5,
    maxRunning: 4,
    overdueMs: 86_400_000,
  }
}
