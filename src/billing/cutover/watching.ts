import type { AccountId } from '../../domain/account.ts'
import type { RegionId } from '../../domain/region.ts'
import { BillingError } from '../error.ts'
import type { BillingCall, Bulk, RegionBilling } from '../port.ts'
import { askByAccount, askByKey, type Joined } from './asking.ts'
import type { ComparedRead, Comparing, ShadowObserver } from './comparing.ts'
import { listDifferences } from './difference.ts'
import { askByRegion } from './services.ts'

export type BulkRead<K, V> = (keys: readonly K[], call: BillingCall) => Promise<Bulk<K, V>>

/** One read of both billings. */
interface Both<K, V> {
  readonly read: ComparedRead
  readonly ours: BulkRead<K, V>
  readonly theirs: BulkRead<K, V>
}

export interface Watching {
  /** Asked with one read, answers what the first says, and has the second asked afterwards. */
  byAccount<V>(both: Both<AccountId, V>): BulkRead<AccountId, V>
  byKey<K extends AccountKey, V>(both: Both<K, V>): BulkRead<K, V>
  /** Contract numbers are the same in both. */
  byNumber<V extends { readonly id: AccountId }>(both: Both<string, V>): BulkRead<string, V>
  byRegion<V>(both: Both<RegionId, V>): BulkRead<RegionId, V>
}

interface AccountKey {
  readonly accountId: AccountId
  /** A page that begins at an id cannot be asked of the other billing. */
  readonly before?: string | null
}

export function createWatching(
  joined: Joined,
  parts: {
    readonly comparing: Comparing
    readonly observer: ShadowObserver
    readonly hashAccount: (id: AccountId) => string
    readonly regions: RegionBilling
  },
): Watching {
  const { comparing, observer, hashAccount, regions } = parts

  /** Whether all answers are the same; what differs is told, key by key. What the first could not read is left out. */
  function judge<K, V>(
    read: ComparedRead,
    { keys, ours, theirs }: { readonly keys: readonly K[]; readonly ours: Bulk<K, V>; readonly theirs: Bulk<K, V> },
    accountOf: Watched<K, V>['accountOf'],
  ): boolean {
    let isEqual = true
    for (const key of keys) {
      const places = placesOf(ours.get(key), theirs.get(key))
      if (places.length === 0) continue
      isEqual = false
      observer.differed(read, places, accountOf(key, ours.get(key)))
    }
    return isEqual
  }

  function watch<K, V>(
    { read, ours }: Both<K, V>,
    ask: (keys: readonly K[], call: BillingCall) => Promise<Bulk<K, V>>,
    { accountOf, isComparable = () => true }: Watched<K, V>,
  ): BulkRead<K, V> {
    return async (keys, call) => {
      const answer = await ours(keys, call)
      const compared = keys.filter(isComparable)
      if (compared.length < keys.length) observer.ended(read, 'not_comparable')
      if (compared.length > 0) {
        comparing.offer(read, async (late) => {
          const theirs = await ask(compared, late)
          return judge(read, { keys: compared, ours: answer, theirs }, accountOf)
        })
      }
      return answer
    }
  }

  return {
    byAccount: (both) =>
      watch(both, (ids, call) => askByAccount(joined, (theirIds) => both.theirs(theirIds, call), { ids, call }), {
        accountOf: hashAccount,
      }),
    byKey: (both) =>
      watch(both, (keys, call) => askByKey(joined, (theirKeys) => both.theirs(theirKeys, call), { keys, call }), {
        accountOf: ({ accountId }) => hashAccount(accountId),
        isComparable: ({ before = null }) => before === null,
      }),
    byNumber: (both) =>
      watch(both, both.theirs, {
        accountOf: (number, account) =>
          hashAccount(account === undefined || account instanceof BillingError ? number : account.id),
      }),
    byRegion: (both) =>
      watch(
        both,
        (ids, call) => askByRegion(joined, (theirIds) => both.theirs(theirIds, call), { ids, regions, call }),
        {
          accountOf: () => null,
        },
      ),
  }
}

interface Watched<K, V> {
  readonly accountOf: (key: K, ours: V | BillingError | undefined) => string | null
  readonly isComparable?: (key: K) => boolean
}

function placesOf<V>(ours: V | BillingError | undefined, theirs: V | BillingError | undefined): readonly string[] {
  if (ours instanceof BillingError) return []
  if (theirs instanceof BillingError) return ['unreadable']
  if (theirs === undefined) return ours === undefined ? [] : ['missing']
  return ours === undefined ? ['more'] : listDifferences(ours, theirs)
}
