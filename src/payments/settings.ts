/** How long and how often; all in milliseconds unless the name says otherwise. */
export interface PaymentSettings {
  /** From the transaction that begins an attempt to its first byte. Later it is not sent. */
  readonly sendWindowMs: number
  /** How long one call to the billing may take. */
  readonly requestTimeoutMs: number
  /** The longest time in which the billing may still apply a request that was given up. Measured per billing. */
  readonly settleMs: number
  /** Between the two look-ups that must both find nothing before anything is sent again. */
  readonly recheckMs: number
  /** A claim lasts this long; longer than everything that is done under one. */
  readonly leaseMs: number
  /** The first pause after something that may pass; later pauses grow with the age of the trouble. */
  readonly retryMinMs: number
  readonly retryMaxMs: number
  /** Sends of one intent, before a person is asked. */
  readonly maxAttempts: number
  /** An intent that could not be settled, or not be sent, for so long is shown to a person. */
  readonly giveUpMs: number
  /** The same of a refund in doubt: acquirers take days to send some on, and say that they are on their way. */
  readonly giveUpRefundMs: number
  /** How long, and how often, a payment that was ever in doubt is looked up again for a second row. */
  readonly watchMs: number
  readonly watchEveryMs: number
  /** Intents that one process works on at once. */
  readonly maxRunning: number
}

/**
 * The defaults, about one number that only the billing's owner can know and one that the configuration has already.
 * Claims outlast a look-up, a send and a margin.
 */
export function paymentSettings(known: {
  readonly settleMs: number
  readonly requestTimeoutMs: number
}): PaymentSettings {
  const sendWindowMs = 2_000
  return {
    ...known,
    sendWindowMs,
    recheckMs: 1_000,
    leaseMs: 3 * known.requestTimeoutMs + sendWindowMs,
    retryMinMs: 500,
    retryMaxMs: 10_000,
    maxAttempts: 5,
    giveUpMs: 24 * 3_600_000,
    giveUpRefundMs: 7 * 24 * 3_600_000,
    watchMs: 24 * 3_600_000,
    watchEveryMs: 600_000,
    maxRunning: 256,
  }
}
