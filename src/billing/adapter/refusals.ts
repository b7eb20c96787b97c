import type { SoapFault } from '../transport/soap.ts'
import { type Codes, findCode } from './codes.ts'

/**
 * The faults of one operation that are business refusals, by their whole detail text: only what the vendor says to be decided
 * before any write. What is not listed is null, and leaves open then what was done.
 */
export function refusalsByDetail<Reason extends string>(
  reasons: Codes<Reason>,
): (fault: SoapFault) => { readonly kind: 'refused'; readonly reason: Reason } | null {
  return ({ detail }) => {
    const reason = findCode(reasons, detail)
    return reason === null ? null : { kind: 'refused', reason }
  }
}
