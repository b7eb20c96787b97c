import { BillingError } from '../error.ts'
import type { Bulk } from '../port.ts'
import { chunk } from './chunk.ts'

/** Searches side by side; the transport's queue is no place for more. */
const SEARCHES_AT_ONCE = 8

/**
 * Looks for each in its turn. One whose search fails has its error, the others what was found; when all fail, that is the
 * error of the call.
 */
export async function findEach<K, V>(keys: readonly K[], find: (key: K) => Promise<V>): Promise<Bulk<K, V>> {
  const found = new Map<K, V | BillingError>()
  const search = async (key: K) => void found.set(key, await find(key).catch(toKeyError))
  for (const some of chunk(keys, SEARCHES_AT_ONCE)) await Promise.all(some.map(search))
  const [first] = found.values()
  if (first instanceof BillingError && [...found.values()].every((value) => value instanceof BillingError)) throw first
  return found
}

/** As `findEach`; a key for which null is found is absent. */
export async function findEachPresent<K, V>(
  keys: readonly K[],
  find: (key: K) => Promise<V | null>,
): Promise<Bulk<K, V>> {
  const found = await findEach(keys, find)
  return new Map([...found].flatMap(([key, value]) => (value === null ? [] : [[key, value] as const])))
}

function toKeyError(error: unknown): BillingError {
  if (error instanceof BillingError) return error
  throw error
}
