import type { Observed } from '../../domain/observed.ts'
import type { BillingCall, Bulk } from '../port.ts'
import { createReferenceData, type ReferenceData } from './reference.ts'
import { stamp } from './stamp.ts'

/** A bulk read of the port: many keys in, a map out, absent keys missing from the map. */
export type BulkRead<K, V> = (keys: readonly K[], call: BillingCall) => Promise<Bulk<K, V>>

/** The one way by which the rings above read from a billing system. */
export interface Reads {
  /**
   * Asks the billing once for all keys and stamps each value with the instant at which the answer arrived. No keys, no
   * call. Errors of single keys are passed on. Rejects with what `fetch` rejects with, a `BillingError`.
   */
  observe<K, V>(keys: readonly K[], call: BillingCall, fetch: BulkRead<K, V>): Promise<Bulk<K, Observed<V>>>
  /** What changes rarely and is kept for a while. Everything else always goes to the billing. */
  readonly reference: ReferenceData
}

/**
 * Reads for the whole process. What `observe` answers is LIVE. `now` is the gateway's clock in epoch milliseconds;
 * reference data is kept for `referenceTtlMs`, a minute when it is left out.
 */
export function createReads(options: { readonly now: () => number; readonly referenceTtlMs?: number }): Reads {
  const { now, referenceTtlMs } = options
  return {
    reference: createReferenceData({ now, ttlMs: referenceTtlMs }),
    async observe<K, V>(keys: readonly K[], call: BillingCall, fetch: BulkRead<K, V>) {
      return keys.length === 0 ? new Map() : stamp(await fetch(keys, call), now())
    },
  }
}
