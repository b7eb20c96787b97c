import type { Dispatcher, Pool } from 'undici'
import { BillingError, type BillingErrorCode, type Outcome } from '../error.ts'
import type { HttpAnswer } from './answer.ts'
import { abortCode, type CallEnd } from './deadline.ts'
import type { HttpRequest } from './http.ts'

interface Dispatch {
  readonly pool: Pool
  readonly request: HttpRequest
  readonly end: CallEnd
  /** Asked once, connected and with no byte written yet; false ends the request unsent. */
  readonly mayStart?: (() => boolean) | undefined
  readonly maxAnswerBytes: number
  /** Called once, when the connection is really free again: later than the answer to the caller after an abort. */
  readonly onEnd: () => void
}

/** Sends one request and gathers the answer. Rejects with a `BillingError` that knows whether a byte was sent. */
export function dispatch({ pool, request, end, mayStart, maxAnswerBytes, onEnd }: Dispatch): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | null = null
    let started = false
    let status = 0
    let headers: HttpAnswer['headers'] = {}
    let sizeBytes = 0
    const chunks: Uint8Array[] = []

    const fail = (code: BillingErrorCode, what: string, cause?: unknown) => {
      end.onEnd = null
      const error = failure(request, { code, what, outcome: started ? lostOutcome(request) : 'not_applied', cause })
      reject(error)
      return error
    }
    const leave = () => {
      const error = fail(abortCode(end), started ? 'no answer before the end of the call' : 'ended before sending')
      controller?.abort(error)
    }
    const refuseSize = (given: Dispatcher.DispatchController) =>
      given.abort(fail('BILLING_ANSWER_TOO_LARGE', `more than ${maxAnswerBytes} bytes`))

    if (end.aborted) {
      onEnd()
      leave()
      return
    }
    end.onEnd = leave
    pool.dispatch(dispatchOptions(request), {
      onRequestStart(given) {
        controller = given
        // Connected, and no byte is written yet: a call that nobody waits for any more ends here unsent.
        if (end.aborted) given.abort(new Error('ended before sending'))
        else if (!isAllowed(mayStart)) given.abort(fail('BILLING_CANCELED', 'held back before sending'))
        else started = true
      },
      onResponseStart(given, statusCode, received) {
        status = statusCode
        headers = received
        if (Number(received['content-length'] ?? 0) > maxAnswerBytes) refuseSize(given)
      },
      onResponseData(given, chunk) {
        sizeBytes += chunk.byteLength
        if (sizeBytes > maxAnswerBytes) refuseSize(given)
        else chunks.push(chunk)
      },
      onResponseEnd() {
        onEnd()
        end.onEnd = null
        resolve({ status, headers, body: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks) })
      },
      onResponseError(_controller, error) {
        onEnd()
        if (!(error instanceof BillingError)) fail('BILLING_UNREACHABLE', connectionText(error), error)
      },
    })
  })
}

/** Whoever cannot say that it may start may not: the question stands between a payment and its double. */
function isAllowed(mayStart: (() => boolean) | undefined): boolean {
  try {
    return mayStart === undefined || mayStart()
  } catch {
    return false
  }
}

/**
 * Refuses what HTTP cannot carry, e.g. a key with a line break. undici refuses it as well, but its pool then takes the
 * connection for busy for ever (8.12).
 */
export function assertWritable(request: HttpRequest): void {
  if (WRITABLE_PATH.test(request.path) && areWritable(request.headers)) return
  const what = 'a path or header that HTTP cannot carry'
  throw failure(request, { code: 'BILLING_UNWRITABLE_REQUEST', what, outcome: 'not_applied' })
}

function areWritable(headers: HttpRequest['headers']): boolean {
  for (const name in headers) if (!WRITABLE_VALUE.test(headers[name] ?? '')) return false
  return true
}

const WRITABLE_PATH = /^\/[!-~]*$/
const WRITABLE_VALUE = /^[\t -~\u0080-\u00FF]*$/

/** Names the call and never its address, headers or content: they may hold secrets and personal data. */
export function failure(
  { system, operation }: Pick<HttpRequest, 'system' | 'operation'>,
  { code, what, ...options }: { code: BillingErrorCode; what: string; outcome: Outcome; cause?: unknown },
): BillingError {
  return new BillingError(code, `${system} ${operation}: ${what}.`, options)
}

/** What is known of the billing's state when a request was sent and its answer is no use. */
export function lostOutcome(request: Pick<HttpRequest, 'writes'>): Outcome {
  return request.writes ? 'unknown' : 'not_applied'
}

function dispatchOptions({ method, path, headers, body }: HttpRequest): Dispatcher.DispatchOptions {
  return { method, path, body, headers: { ...headers, 'accept-encoding': 'identity' } }
}

function connectionText(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? `connection failed (${error.code})` : 'connection failed'
}
