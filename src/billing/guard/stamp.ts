import type { Observed } from '../../domain/observed.ts'
import { BillingError } from '../error.ts'
import type { Bulk } from '../port.ts'

/** Values that have just arrived, each with the instant at which they did. Errors of single keys are passed on. */
export function stamp<K, V>(values: Bulk<K, V>, asOf: number): Bulk<K, Observed<V>> {
  const observed = new Map<K, Observed<V> | BillingError>()
  for (const [key, value] of values) {
    observed.set(key, value instanceof BillingError ? value : { value, asOf, freshness: 'LIVE' })
  }
  return observed
}
