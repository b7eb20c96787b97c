import { BillingError } from '../../src/billing/error.ts'
import type { Bulk } from '../../src/billing/port.ts'

/** The answer of a bulk read of which every key can be read. The first that cannot is thrown. */
export async function readable<K, V>(answer: Promise<Bulk<K, V>>): Promise<ReadonlyMap<K, V>> {
  const values = new Map<K, V>()
  for (const [key, value] of await answer) {
    if (value instanceof BillingError) throw value
    values.set(key, value)
  }
  return values
}
