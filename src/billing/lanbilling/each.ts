import { findEach } from '../adapter/find-each.ts'
import { tryRead } from '../adapter/keyed-rows.ts'
import type { OnOddity } from '../adapter/oddity.ts'
import { BillingError } from '../error.ts'
import type { Bulk } from '../port.ts'
import { SOAP } from './side.ts'

/**
 * The billing has no call for many keys, so each is asked for in its turn, some side by side. Undefined leaves a key out: the
 * billing does not know it.
 */
export async function askEach<K, V>(keys: readonly K[], ask: (key: K) => Promise<V | undefined>): Promise<Bulk<K, V>> {
  const found = new Map<K, V | BillingError>()
  for (const [key, value] of await findEach([...new Set(keys)], ask)) if (value !== undefined) found.set(key, value)
  return found
}

/** What `read` reads from a part of an answer to a read, or why it cannot, which is counted. */
export function tryReading<T>(read: () => T, operation: string, onOddity: OnOddity): T | BillingError {
  return tryRead(read, { name: { system: SOAP, operation }, onOddity })
}

/** It was sent and answered, and what became of it cannot be told. */
export function doubt(operation: string, what: string, cause?: unknown): BillingError {
  const message = `${SOAP} ${operation}: ${what}.`
  return new BillingError('BILLING_MALFORMED_ANSWER', message, { outcome: 'unknown', cause })
}
