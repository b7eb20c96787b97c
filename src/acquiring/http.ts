import { BillingError, type BillingErrorCode } from '../billing/error.ts'
import type { HttpAnswer } from '../billing/transport/answer.ts'
import { createHttp, type HttpOptions } from '../billing/transport/http.ts'
import { AcquirerError, type AcquirerErrorCode } from './error.ts'
import type { AcquirerCall } from './port.ts'

/** A call of an acquirer that speaks JSON. With a body it writes. */
export interface AcquirerRequest {
  readonly operation: string
  readonly path: string
  /** The idempotence key of a write. */
  readonly key?: string
  readonly body?: string
}

/** The HTTP client of an adapter: that of the billings, with its deadline, queue and bounds, and the errors of this port. */
export interface AcquirerHttp {
  send<T>(request: AcquirerRequest, call: AcquirerCall, read: (answer: HttpAnswer) => T): Promise<T>
  close(): Promise<void>
}

export function createAcquirerHttp(
  options: Omit<HttpOptions, 'maxConcurrency' | 'maxWaiting' | 'origin'> & {
    readonly system: string
    /** Origin and path that every path goes behind. */
    readonly url: string
    readonly authorization: string
  },
): AcquirerHttp {
  const { system, url, authorization, ...bounds } = options
  const { origin, pathname } = new URL(url)
  const basePath = pathname.replace(/\/+$/, '')
  const http = createHttp({ ...bounds, origin, maxConcurrency: MAX_CONCURRENCY, maxWaiting: MAX_WAITING })
  return {
    send({ operation, path, key, body }, call, read) {
      const writes = body !== undefined
      const headers = {
        authorization,
        ...(key === undefined ? {} : { 'idempotence-key': key }),
        ...(writes ? { 'content-type': 'application/json' } : {}),
      }
      const method = writes ? 'POST' : 'GET'
      const request = { system, operation, method, path: basePath + path, headers, body: body ?? null, writes } as const
      return http.exchange(request, call, read).catch(asAcquirerError)
    },
    close: () => http.close(),
  }
}

const MAX_CONCURRENCY = 16
const MAX_WAITING = 256

function asAcquirerError(error: unknown): never {
  if (!(error instanceof BillingError)) throw error
  const { code, message, outcome } = error
  throw new AcquirerError(CODES[code], message, { outcome, cause: error })
}

const CODES: Readonly<Record<BillingErrorCode, AcquirerErrorCode>> = {
  BILLING_UNREACHABLE: 'ACQUIRER_UNREACHABLE',
  BILLING_TIMEOUT: 'ACQUIRER_TIMEOUT',
  BILLING_CANCELED: 'ACQUIRER_CANCELED',
  BILLING_FAILED: 'ACQUIRER_FAILED',
  BILLING_OVERLOADED: 'ACQUIRER_OVERLOADED',
  BILLING_MALFORMED_ANSWER: 'ACQUIRER_MALFORMED_ANSWER',
  BILLING_ANSWER_TOO_LARGE: 'ACQUIRER_ANSWER_TOO_LARGE',
  BILLING_ACCESS_DENIED: 'ACQUIRER_ACCESS_DENIED',
  BILLING_UNWRITABLE_REQUEST: 'ACQUIRER_UNWRITABLE_REQUEST',
  BILLING_NOT_SUPPORTED: 'ACQUIRER_UNWRITABLE_REQUEST',
  BILLING_READ_ONLY: 'ACQUIRER_UNWRITABLE_REQUEST',
  BILLING_RULE_BROKEN: 'ACQUIRER_FAILED',
}
