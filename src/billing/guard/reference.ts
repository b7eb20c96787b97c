import { LRUCache } from 'lru-cache'
import type { Observed } from '../../domain/observed.ts'
import type { EquipmentOffering, ServiceOffering } from '../../domain/offering.ts'
import type { Operator, OperatorId } from '../../domain/operator.ts'
import type { Region, RegionId } from '../../domain/region.ts'
import type { Tariff, TariffId, TvChannel } from '../../domain/tariff.ts'
import { BillingError } from '../error.ts'
import type { BillingCall, Bulk } from '../port.ts'
import { createFlights } from './flights.ts'
import type { BulkRead } from './read.ts'
import { stamp } from './stamp.ts'

/** What changes rarely: kept for this long and then read anew. */
const DEFAULT_TTL_MS = 60_000

/** One kind of reference data, kept per key and shared by all requests. */
export interface ReferenceTable<K extends string, V> {
  /**
   * As `Reads.observe`. A value that is kept is CACHED and carries the instant at which the billing said it; the others
   * are read in one call, which requests that miss the same key at the same time share. Absent keys and failures are
   * not kept. A caller that leaves stops waiting; the shared call ends when the last of them has left.
   */
  observe(keys: readonly K[], call: BillingCall, fetch: BulkRead<K, V>): Promise<Bulk<K, Observed<V>>>
  /** What `observe` would answer for the key without a call; undefined when it would need one. */
  findKept(key: K): Observed<V> | undefined
  clear(): void
}

/** All that is kept. Whoever may see what is decided by the rings above, each time, kept or not. */
export interface ReferenceData {
  readonly regions: ReferenceTable<'all', ReadonlyMap<RegionId, Region>>
  readonly operators: ReferenceTable<OperatorId, Operator>
  readonly tariffs: ReferenceTable<TariffId, Tariff>
  readonly regionTariffs: ReferenceTable<RegionId, readonly Tariff[]>
  readonly channels: ReferenceTable<TariffId, readonly TvChannel[]>
  readonly serviceOfferings: ReferenceTable<RegionId, readonly ServiceOffering[]>
  readonly equipmentOfferings: ReferenceTable<RegionId, readonly EquipmentOffering[]>
  /** Forgets everything; calls that are still on the way fill nothing. */
  clear(): void
}

interface TableOptions {
  /** The gateway's clock in epoch milliseconds. */
  readonly now: () => number
  readonly ttlMs?: number | undefined
}

/** Bounds are entries; rows of one entry are bounded by the largest answer that the transport takes. */
export function createReferenceData(options: TableOptions): ReferenceData {
  const tables = {
    regions: createReferenceTable<'all', ReadonlyMap<RegionId, Region>>({ ...options, max: 1 }),
    operators: createReferenceTable<OperatorId, Operator>({ ...options, max: 1000 }),
    tariffs: createReferenceTable<TariffId, Tariff>({ ...options, max: 10_000 }),
    regionTariffs: createReferenceTable<RegionId, readonly Tariff[]>({ ...options, max: 100 }),
    channels: createReferenceTable<TariffId, readonly TvChannel[]>({ ...options, max: 500 }),
    serviceOfferings: createReferenceTable<RegionId, readonly ServiceOffering[]>({ ...options, max: 100 }),
    equipmentOfferings: createReferenceTable<RegionId, readonly EquipmentOffering[]>({ ...options, max: 100 }),
  }
  return {
    ...tables,
    clear() {
      for (const table of Object.values(tables)) table.clear()
    },
  }
}

export function createReferenceTable<K extends string, V>(
  options: TableOptions & { readonly max: number },
): ReferenceTable<K, V> {
  const { now, ttlMs = DEFAULT_TTL_MS, max } = options
  const kept = new LRUCache<K, Observed<V>>({ max })
  const flights = createFlights<K, Observed<V> | BillingError>()

  function findKept(key: K): Observed<V> | undefined {
    const found = kept.get(key)
    // A clock that was set back makes nothing older than it is, so what lies in the future is not kept either.
    const ageMs = found === undefined ? 0 : now() - found.asOf
    if (found === undefined || (ageMs >= 0 && ageMs < ttlMs)) return found
    kept.delete(key)
    return undefined
  }

  async function read(keys: readonly K[], call: BillingCall, fetch: BulkRead<K, V>) {
    const values = await fetch(keys, call)
    return stamp(values, now())
  }

  return {
    async observe(keys, call, fetch) {
      const found = new Map<K, Observed<V> | BillingError>()
      const missing: K[] = []
      for (const key of keys) {
        const fresh = findKept(key)
        if (fresh === undefined) missing.push(key)
        else found.set(key, fresh)
      }
      if (missing.length === 0) return found
      const landed = await flights.join(missing, {
        call,
        start: (absent, shared) => read(absent, shared, fetch),
        onLanded(key, landing) {
          if (!(landing instanceof BillingError)) kept.set(key, { ...landing, freshness: 'CACHED' })
        },
      })
      for (const [key, value] of landed) found.set(key, value)
      return found
    },
    findKept,
    clear() {
      kept.clear()
      flights.detach()
    },
  }
}
