/** What went wrong between the gateway and a registrar of fiscal receipts. The code says what an engineer looks at first. */
export type FiscalErrorCode =
  /** No connection, or the connection was reset. */
  | 'FISCAL_UNREACHABLE'
  /** No complete answer before the deadline. */
  | 'FISCAL_TIMEOUT'
  /** The caller left, or the call was held back at the last moment. */
  | 'FISCAL_CANCELED'
  /** An answer that says nothing about the question: a 5xx, an HTML page, an unlisted fault. */
  | 'FISCAL_FAILED'
  /** The registrar asks to come back later (429, 503, a full queue). */
  | 'FISCAL_OVERLOADED'
  /** The answer cannot be read. */
  | 'FISCAL_MALFORMED_ANSWER'
  /** The answer is larger than the limit. */
  | 'FISCAL_ANSWER_TOO_LARGE'
  /** The gateway's own credentials were refused, or they are not those of this group of cash registers. */
  | 'FISCAL_ACCESS_DENIED'
  /** A value of ours cannot be written to the wire. Nothing was sent. */
  | 'FISCAL_UNWRITABLE_REQUEST'

/**
 * The only error that leaves a registrar's adapter. `not_applied` only when it is certain that no document was taken: nothing
 * was sent, or the vendor's table lists the code as decided before any write. The message is for engineers: it names no buyer
 * and no content.
 */
export class FiscalError extends Error {
  override readonly name = 'FiscalError'
  readonly code: FiscalErrorCode
  readonly outcome: 'not_applied' | 'unknown'

  constructor(
    code: FiscalErrorCode,
    message: string,
    options: { outcome: 'not_applied' | 'unknown'; cause?: unknown },
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    this.code = code
    this.outcome = options.outcome
  }
}
