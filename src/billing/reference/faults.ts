import { AnswerError } from '../transport/answer.ts'
import type { FaultMeaning, SoapFault } from '../transport/soap.ts'

const DENIED = { code: 'BILLING_ACCESS_DENIED', outcome: 'not_applied' } as const

/**
 * The faults of the SOAP side by their detail text, which is the only part that means anything. A fault that is not
 * listed tells nothing about what was done.
 */
const SOAP_FAULTS = new Map<string, FaultMeaning>([
  // The session is looked at before anything else, so that even a write was not begun.
  ['Authorization required', { ...DENIED, sessionExpired: true }],
  ['User not found or password incorrect', DENIED],
])

/** What a SOAP fault means, or null. */
export function readSoapFault({ detail }: SoapFault): FaultMeaning | null {
  return SOAP_FAULTS.get(detail) ?? null
}

/** The REST side reports some errors as an object within a 200, under either of two keys. All mean that nothing was read. */
export function assertNoRestFault(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  if ('errno' in value || 'error' in value) throw new AnswerError('BILLING_FAILED', 'an error object within a 200')
}
