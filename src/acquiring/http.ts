import { BillingError, type BillingErrorCode } from '../billing/error.ts'
import type { HttpAnswer } from '../billing/transport/answer.ts'
import { createHttp, type HttpOptions, type HttpRequest } from '../billing/transport/http.ts'
import { AcquirerError, type AcquirerErrorCode } from './error.ts'
import type { AcquirerCall } from './port.ts'

/** The HTTP client of an adapter: that of the billings, with its deadline, queue and bounds, and the errors of this port. */
export interface AcquirerHttp {
  exchange<T>(request: HttpRequest, call: AcquirerCall, read: (answer: HttpAnswer) => T): Promise<T>
  close(): Promise<void>
}

export function createAcquirerHttp(options: HttpOptions): AcquirerHttp {
  const http = createHttp(options)
  return {
    exchange: (request, call, read) => http.exchange(request, call, read).catch(asAcquirerError),
    close: () => http.close(),
  }
}

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
}
