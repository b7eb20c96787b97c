import { LRUCache } from 'lru-cache'
import type { AccountId } from '../../domain/account.ts'
import { BillingError } from '../error.ts'
import type { AccountBilling, BillingCall, Bulk } from '../port.ts'

/** Two billings that know the same accounts by other ids, and by the same contract numbers. */
export interface AccountJoin {
  /** Their ids of our accounts. An account that either of them does not know is absent. */
  readonly toTheirs: Translate
  /** Our ids of their accounts. */
  readonly toOurs: Translate
}

export type Translate = (ids: readonly AccountId[], call: BillingCall) => Promise<Bulk<AccountId, AccountId>>

/** About 20 MB for both ways. */
const MAX_KEPT = 100_000

/** A number is given to another account once in years, and then by a person who has time. */
const KEPT_MS = 10 * 60_000

/** Both billings are asked once for all ids that are not kept. What one of them cannot read is the error of that account. */
export function createAccountJoin(sides: {
  readonly ours: AccountBilling
  readonly theirs: AccountBilling
}): AccountJoin {
  const { ours, theirs } = sides
  const theirIds = new LRUCache<AccountId, AccountId>({ max: MAX_KEPT, ttl: KEPT_MS })
  const ourIds = new LRUCache<AccountId, AccountId>({ max: MAX_KEPT, ttl: KEPT_MS })
  const keep = (our: AccountId, their: AccountId) => {
    theirIds.set(our, their)
    ourIds.set(their, our)
  }
  return {
    toTheirs: (ids, call) => translate(ids, { kept: theirIds, from: ours, to: theirs, call, onPair: keep }),
    toOurs: (ids, call) =>
      translate(ids, { kept: ourIds, from: theirs, to: ours, call, onPair: (their, our) => keep(our, their) }),
  }
}

interface Way {
  readonly kept: LRUCache<AccountId, AccountId>
  readonly from: AccountBilling
  readonly to: AccountBilling
  readonly call: BillingCall
  readonly onPair: (from: AccountId, to: AccountId) => void
}

async function translate(ids: readonly AccountId[], way: Way): Promise<Bulk<AccountId, AccountId>> {
  const { kept, call, onPair } = way
  const found = new Map<AccountId, AccountId | BillingError>()
  const missing: AccountId[] = []
  for (const id of new Set(ids)) {
    const known = kept.get(id)
    if (known === undefined) missing.push(id)
    else found.set(id, known)
  }
  if (missing.length === 0) return found
  const numbers = new Map<AccountId, string>()
  for (const [id, account] of await way.from.findAccounts(missing, call)) {
    if (account instanceof BillingError) found.set(id, account)
    else numbers.set(id, account.number)
  }
  if (numbers.size === 0) return found
  const accounts = await way.to.findAccountsByNumber([...new Set(numbers.values())], call)
  for (const [id, number] of numbers) {
    const account = accounts.get(number)
    if (account === undefined) continue
    found.set(id, account instanceof BillingError ? account : account.id)
    if (!(account instanceof BillingError)) onPair(id, account.id)
  }
  return found
}
