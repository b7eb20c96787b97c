/** What went wrong between the gateway and an acquirer. The code says what an engineer looks at first. */
export type AcquirerErrorCode =
  /** No connection, or the connection was reset. */
  | 'ACQUIRER_UNREACHABLE'
  /** No complete answer before the deadline. */
  | 'ACQUIRER_TIMEOUT'
  /** The caller left, or the call was held back at the last moment; nobody waits for this answer. */
  | 'ACQUIRER_CANCELED'
  /** An answer that says nothing about the question: a 5xx, an HTML page, an unlisted fault. */
  | 'ACQUIRER_FAILED'
  /** The acquirer asks to come back later (429, 503, a full queue). */
  | 'ACQUIRER_OVERLOADED'
  /** The answer cannot be read, or speaks of another payment than was asked for. */
  | 'ACQUIRER_MALFORMED_ANSWER'
  /** The answer is larger than the limit. */
  | 'ACQUIRER_ANSWER_TOO_LARGE'
  /** The gateway's own credentials were refused. */
  | 'ACQUIRER_ACCESS_DENIED'
  /** A value of ours cannot be written to the wire. Nothing was sent. */
  | 'ACQUIRER_UNWRITABLE_REQUEST'

/**
 * The only error that leaves an acquirer's adapter. `not_applied` only when it is certain that nothing was changed: nothing
 * was sent, or the vendor's table lists the code as decided before any write. The message is for engineers: it names no
 * payer, no key and no content, and never reaches a client.
 */
export class AcquirerError extends Error {
  override readonly name = 'AcquirerError'
  readonly code: AcquirerErrorCode
  readonly outcome: 'not_applied' | 'unknown'

  constructor(
    code: AcquirerErrorCode,
    message: string,
    options: { outcome: 'not_applied' | 'unknown'; cause?: unknown },
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    this.code = code
    this.outcome = options.outcome
  }
}
