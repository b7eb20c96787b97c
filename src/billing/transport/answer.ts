import type { BillingErrorCode, Outcome } from '../error.ts'

/** A complete HTTP answer, not yet understood. Header names are lower case. */
export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Uint8Array
}

/**
 * Thrown by pure readers, which do not know whether they read the answer to a read or to a write. The transport turns it
 * into a `BillingError`; without an `outcome` of its own a failed write is `unknown` then.
 */
export class AnswerError extends Error {
  override readonly name = 'AnswerError'
  readonly code: BillingErrorCode
  /** Set only by a vendor's table that lists the answer as decided before any write. */
  readonly outcome: Outcome | null

  constructor(code: BillingErrorCode, message: string, options: { outcome?: Outcome; cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    this.code = code
    this.outcome = options.outcome ?? null
  }
}

/** An answer that cannot be read: the shortest way to say so. `what` never holds a value of the answer. */
export function malformed(what: string, cause?: unknown): AnswerError {
  return new AnswerError('BILLING_MALFORMED_ANSWER', what, cause === undefined ? {} : { cause })
}

/** The first value of a header, or null. */
export function findHeader(answer: HttpAnswer, name: string): string | null {
  const value = answer.headers[name]
  if (value === undefined) return null
  return typeof value === 'string' ? value : (value[0] ?? null)
}

/**
 * What the status alone says. A fault of the vendor may come with any status, so readers that know the vendor's faults
 * ask this afterwards. No status promises that a write was not applied: whatever stands between may say 403 or 503 when the
 * billing has long done its work, so that only a vendor's table may. Error pages are never quoted: they leak files, lines
 * and personal data.
 */
export function assertStatus(answer: HttpAnswer): void {
  const { status } = answer
  if (status >= 200 && status < 300) return
  if (status === 401 || status === 403) throw new AnswerError('BILLING_ACCESS_DENIED', `status ${status}`)
  if (status === 429 || status === 503) throw new AnswerError('BILLING_OVERLOADED', `status ${status}`)
  throw new AnswerError('BILLING_FAILED', `status ${status}`)
}

/** Old systems show errors as a page, often with status 200. */
export function assertNotHtml(answer: HttpAnswer, text: string): void {
  const declared = findHeader(answer, 'content-type')?.toLowerCase().startsWith('text/html') ?? false
  if (declared || HTML.test(text)) throw new AnswerError('BILLING_FAILED', 'an HTML page instead of an answer')
}

const HTML = /^\s*<(?:!doctype\s+html|html|head|body)\b/i
