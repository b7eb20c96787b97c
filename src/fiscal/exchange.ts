import { BillingError } from '../billing/error.ts'
import { FiscalError, type FiscalErrorCode } from './error.ts'

/**
 * The HTTP transport is shared with the billings and speaks of what went wrong in their codes; here they get the registrar's
 * names. The text names a call and nothing of its content.
 */
export function toFiscalError(error: unknown): FiscalError {
  if (error instanceof FiscalError) return error
  if (error instanceof BillingError) {
    return new FiscalError(CODES[error.code], error.message, { outcome: error.outcome, cause: error.cause })
  }
  return new FiscalError('FISCAL_FAILED', 'The answer could not be handled.', { outcome: 'unknown', cause: error })
}

const CODES: Readonly<Record<BillingError['code'], FiscalErrorCode>> = {
  BILLING_UNREACHABLE: 'FISCAL_UNREACHABLE',
  BILLING_TIMEOUT: 'FISCAL_TIMEOUT',
  BILLING_CANCELED: 'FISCAL_CANCELED',
  BILLING_FAILED: 'FISCAL_FAILED',
  BILLING_OVERLOADED: 'FISCAL_OVERLOADED',
  BILLING_MALFORMED_ANSWER: 'FISCAL_MALFORMED_ANSWER',
  BILLING_ANSWER_TOO_LARGE: 'FISCAL_ANSWER_TOO_LARGE',
  BILLING_ACCESS_DENIED: 'FISCAL_ACCESS_DENIED',
  BILLING_UNWRITABLE_REQUEST: 'FISCAL_UNWRITABLE_REQUEST',
  BILLING_NOT_SUPPORTED: 'FISCAL_UNWRITABLE_REQUEST',
  BILLING_READ_ONLY: 'FISCAL_UNWRITABLE_REQUEST',
  BILLING_RULE_BROKEN: 'FISCAL_FAILED',
}
