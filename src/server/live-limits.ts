/** Every bound of what stays open for subscriptions. Times are milliseconds, sizes are bytes. */
export interface LiveLimits {
  /** Sockets and streams together, as all three of these. */
  readonly maxOpen: number
  readonly maxOpenPerAddress: number
  readonly maxOpenPerSubject: number
  readonly maxSubscriptionsPerSocket: number
  /** How many subscriptions a socket is told that they are refused; the next one closes it. */
  readonly maxRefusalsPerSocket: number
  readonly maxMessageSizeBytes: number
  /** How long a client may take for its first message. */
  readonly initTimeoutMs: number
  /** How often a client has to show that it is there, and its token that it still counts. */
  readonly checkIntervalMs: number
  /** How long one message may take to leave. */
  readonly sendTimeoutMs: number
  /** How long a client that is dropped has to read why. */
  readonly closeTimeoutMs: number
}

export const DEFAULT_LIVE_LIMITS: LiveLimits = {
  maxOpen: 1_500,
  maxOpenPerAddress: 500,
  maxOpenPerSubject: 100,
  maxSubscriptionsPerSocket: 30,
  maxRefusalsPerSocket: 100,
  maxMessageSizeBytes: 64 * 1024,
  initTimeoutMs: 10_000,
  checkIntervalMs: 15_000,
  sendTimeoutMs: 10_000,
  closeTimeoutMs: 5_000,
}
