import { Pool } from 'undici'
import { DateError } from '../../domain/date.ts'
import { MoneyError } from '../../domain/money.ts'
import { BillingError, type BillingErrorCode, type Outcome } from '../error.ts'
import type { BillingCall } from '../port.ts'
import { AnswerError, type HttpAnswer } from './answer.ts'
import { abortCode, type CallEnd, startCallEnd } from './deadline.ts'
import { assertWritable, dispatch, failure, lostOutcome } from './dispatch.ts'
import { createSlots, type SlotRefusal } from './slots.ts'
import { tellWatchers } from './wire-watch.ts'

/** One finished call, for logs, metrics and tests. Carries no address, key or content. */
export interface CallReport {
  /** Which side of the billing: "rest", "soap". */
  readonly system: string
  readonly operation: string
  /** From the first wish to send, so waiting in the queue counts. */
  readonly durationMs: number
  /** Null when the answer was read. */
  readonly code: BillingErrorCode | null
  readonly outcome: Outcome | null
}

export interface HttpRequest {
  readonly system: string
  readonly operation: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path and query, as they go on the wire. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  /** True when a lost answer leaves open whether the billing changed. Failed reads are always `not_applied`. */
  readonly writes: boolean
}

/** What an error names a call by, and whether it may have changed anything. */
export type CallName = Pick<HttpRequest, 'system' | 'operation' | 'writes'>

/** A call that may be held back at the last moment: `PostingCall` of the port. */
export interface SendingCall extends BillingCall {
  readonly mayStart?: (() => boolean) | undefined
}

export interface Http {
  /** The longest that one call may take, waiting included. */
  readonly timeoutMs: number
  /**
   * Sends one request and reads its answer. `read` is pure; what it throws becomes a `BillingError`, and every other
   * failure is one, too. Nothing is retried and no redirect is followed.
   */
  exchange<T>(request: HttpRequest, call: SendingCall, read: (answer: HttpAnswer) => T): Promise<T>
  close(): Promise<void>
}

export interface HttpOptions {
  /** Scheme, host and port. */
  readonly origin: string
  /** The longest that one call may take, waiting included. */
  readonly timeoutMs: number
  readonly maxConcurrency: number
  /** Calls that may wait for a connection. */
  readonly maxWaiting: number
  readonly maxAnswerBytes: number
  readonly onCall?: ((report: CallReport) => void) | undefined
}

/** An HTTP client for one origin over one pool of connections, as many as calls may run at once. */
export function createHttp(options: HttpOptions): Http {
  const slots = createSlots({ running: options.maxConcurrency, waiting: options.maxWaiting })
  let closing: Promise<void> | null = null
  const onEnd = () => slots.release()
  const pool = new Pool(options.origin, {
    connections: options.maxConcurrency,
    pipelining: 1,
    // The deadline below ends every wait; undici's own timeouts are per chunk and coarse.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: options.timeoutMs },
  })

  return {
    timeoutMs: options.timeoutMs,
    async exchange(request, call, read) {
      const startedAt = performance.now()
      const report = (error: BillingError | null) =>
        options.onCall?.({
          system: request.system,
          operation: request.operation,
          durationMs: performance.now() - startedAt,
          code: error?.code ?? null,
          outcome: error?.outcome ?? null,
        })
      const end = startCallEnd(call.signal, options.timeoutMs)
      try {
        assertWritable(request)
        const turn = slots.acquire(end, call.turn)
        const refusal = turn instanceof Promise ? await turn : turn
        if (refusal !== null) throw refusalError(refusal, request, end)
        const answer = await dispatch({
          pool,
          request,
          end,
          mayStart: call.mayStart,
          maxAnswerBytes: options.maxAnswerBytes,
          onEnd,
        })
        tellWatchers({ request, answer })
        const value = read(answer)
        report(null)
        return value
      } catch (error) {
        const billingError = toBillingError(error, request)
        report(billingError)
        throw billingError
      } finally {
        end.stop()
      }
    },
    close() {
      slots.close()
      closing ??= pool.close()
      return closing
    },
  }
}

function refusalError(refusal: SlotRefusal, request: HttpRequest, end: CallEnd): BillingError {
  const outcome = 'not_applied'
  if (refusal === 'full') return failure(request, { code: 'BILLING_OVERLOADED', what: 'the queue is full', outcome })
  if (refusal === 'closed') return failure(request, { code: 'BILLING_UNREACHABLE', what: 'closed', outcome })
  return failure(request, { code: abortCode(end), what: 'aborted before sending', outcome })
}

/** What a reader threw, as a `BillingError` of the call that it read the answer of. */
export function toBillingError(error: unknown, request: CallName): BillingError {
  if (error instanceof BillingError) return error
  if (error instanceof AnswerError) {
    const outcome = error.outcome ?? lostOutcome(request)
    return failure(request, { code: error.code, what: error.message, outcome, cause: error.cause })
  }
  if (error instanceof MoneyError || error instanceof DateError) {
    const what = 'an amount or a date that cannot be read'
    return failure(request, { code: 'BILLING_MALFORMED_ANSWER', what, outcome: lostOutcome(request), cause: error })
  }
  const what = 'the answer could not be handled'
  return failure(request, { code: 'BILLING_FAILED', what, outcome: lostOutcome(request), cause: error })
}
