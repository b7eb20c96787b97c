import { BillingError } from '../error.ts'
import type { BillingCall, Bulk, Reconcile } from '../port.ts'
import { chunk } from './chunk.ts'
import type { ReferenceIdentity } from './identity.ts'
import type { SoapSide } from './soap-side.ts'

/** How this installation writes payments and looks for them. */
export interface PostingHabits {
  /** The gateway's own login on the SOAP side, which the billing notes as the manager of what it posts. */
  readonly login: string
  readonly reconcile: Reconcile
  /** Whether AddPayment is asked to refuse a receipt that is there already. */
  readonly duplicateCheck: boolean
}

/** What the postings slice is made of. */
export interface PostingSide extends SoapSide {
  readonly habits: PostingHabits
  readonly identity: ReferenceIdentity
}

export interface Lookup {
  readonly side: PostingSide
  readonly call: BillingCall
}

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

function toKeyError(error: unknown): BillingError {
  if (error instanceof BillingError) return error
  throw error
}
