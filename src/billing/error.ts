/**
 * What went wrong between the gateway and a billing system. The code says what an engineer looks at first; the table
 * in graphql/errors.ts says what a client hears of it.
 */
export type BillingErrorCode =
  /** No connection, or the connection was reset. */
  | 'BILLING_UNREACHABLE'
  /** No complete answer before the deadline. */
  | 'BILLING_TIMEOUT'
  /** The caller left; nobody waits for this answer any more. */
  | 'BILLING_CANCELED'
  /** An answer that says nothing about the question: a 5xx, an HTML page, an unlisted fault. */
  | 'BILLING_FAILED'
  /** The billing asks to come back later (429, 503, a full queue). */
  | 'BILLING_OVERLOADED'
  /** The answer cannot be read: not well-formed, wrong charset, missing or impossible fields. */
  | 'BILLING_MALFORMED_ANSWER'
  /** The answer is larger than the limit. */
  | 'BILLING_ANSWER_TOO_LARGE'
  /** The gateway's own credentials were refused. */
  | 'BILLING_ACCESS_DENIED'
  /** A value of ours cannot be written to the wire, e.g. a control character in XML. Nothing was sent. */
  | 'BILLING_UNWRITABLE_REQUEST'
  /** The connected system has nothing of the kind, as its capabilities say. Nothing was sent. */
  | 'BILLING_NOT_SUPPORTED'
  /** The gateway is told to write nothing to this billing. Nothing was sent. */
  | 'BILLING_READ_ONLY'
  /** The adapter broke a rule of the port, which the message names: a mistake in its code, not in the billing. */
  | 'BILLING_RULE_BROKEN'

/**
 * Whether a failed call may have changed the billing's state. `not_applied` only when that is certain: nothing was
 * sent, or the vendor's table lists the code as decided before any write. Nobody retries `unknown`.
 */
export type Outcome = 'not_applied' | 'unknown'

/** The only error that leaves a billing adapter. The message is for engineers and never reaches a client. */
export class BillingError extends Error {
  override readonly name = 'BillingError'
  readonly code: BillingErrorCode
  readonly outcome: Outcome

  constructor(code: BillingErrorCode, message: string, options: { outcome: Outcome; cause?: unknown }) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    this.code = code
    this.outcome = options.outcome
  }
}
