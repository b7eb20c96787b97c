import type { AccountId } from '../../domain/account.ts'
import { BillingError } from '../error.ts'
import type { BillingCall, BillingSystem, Bulk } from '../port.ts'
import type { AccountJoin, Translate } from './join.ts'

/** Another billing that serves some slices, and how its accounts are ours. */
export interface Joined {
  readonly theirs: BillingSystem
  readonly join: AccountJoin
}

/** What becomes of a value of theirs for us: mostly that it names the account as we do. */
type Ours<V> = (value: V, accountId: AccountId) => V

/** A bulk read by account: asked with their ids, answered with ours. An account that they do not have is absent. */
export async function askByAccount<V>(
  { join }: Joined,
  ask: (ids: readonly AccountId[]) => Promise<Bulk<AccountId, V>>,
  { ids, call, ours }: { readonly ids: readonly AccountId[]; readonly call: BillingCall; readonly ours?: Ours<V> },
): Promise<Bulk<AccountId, V>> {
  const answers = await askByKey(
    { join },
    async (theirs) => {
      const answer = await ask(theirs.map(({ accountId }) => accountId))
      return new Map(theirs.flatMap((key) => entryOf(key, answer.get(key.accountId))))
    },
    { keys: ids.map((accountId) => ({ accountId })), call, ...(ours && { ours }) },
  )
  return new Map([...answers].map(([{ accountId }, value]) => [accountId, value]))
}

/** As `askByAccount`, for reads whose keys name the account among other things; answered by the key object itself. */
export async function askByKey<K extends { readonly accountId: AccountId }, V>(
  { join }: Pick<Joined, 'join'>,
  ask: (keys: readonly K[]) => Promise<Bulk<K, V>>,
  wanted: { readonly keys: readonly K[]; readonly call: BillingCall; readonly ours?: Ours<V> },
): Promise<Bulk<K, V>> {
  const { keys, call, ours = (value) => value } = wanted
  const accountIds = keys.map(({ accountId }) => accountId)
  const theirIds = keys.length === 0 ? new Map<AccountId, AccountId>() : await join.toTheirs(accountIds, call)
  const found = new Map<K, V | BillingError>()
  const asked = new Map<K, K>()
  for (const key of keys) {
    const accountId = theirIds.get(key.accountId)
    if (accountId instanceof BillingError) found.set(key, accountId)
    else if (accountId !== undefined) asked.set({ ...key, accountId }, key)
  }
  const answer = asked.size === 0 ? new Map<K, V | BillingError>() : await ask([...asked.keys()])
  for (const [theirKey, key] of asked) {
    const value = answer.get(theirKey)
    if (value === undefined) continue
    found.set(key, value instanceof BillingError ? value : ours(value, key.accountId))
  }
  return found
}

function entryOf<K, V>(key: K, value: V | undefined): [K, V][] {
  return value === undefined ? [] : [[key, value]]
}

/** Their id of one account, before something is written: null when they do not have it. Rejects with `not_applied`. */
export async function findTheirs({ join }: Joined, accountId: AccountId, call: BillingCall): Promise<AccountId | null> {
  const { signal, turn } = call
  const found = await join.toTheirs([accountId], { signal, ...(turn === undefined ? {} : { turn }) }).catch(unsent)
  const id = found.get(accountId)
  if (id instanceof BillingError) return unsent(id)
  return id ?? null
}

/** Nothing was sent to where it should be written. */
function unsent(error: unknown): never {
  if (!(error instanceof BillingError)) throw error
  throw new BillingError(error.code, `The account could not be found for a write: ${error.message}`, {
    outcome: 'not_applied',
    cause: error,
  })
}

/** For an account of theirs that we do not have: no account of ours is called so. */
const NOT_OURS = 'not-ours'

/** Our ids for accounts that answers of theirs name, whoever asked. Each that we do not have stays told apart from all of ours. */
export async function nameAsOurs(
  translate: Translate,
  theirIds: readonly AccountId[],
  call: BillingCall,
): Promise<(theirId: AccountId) => AccountId> {
  const known = theirIds.length === 0 ? new Map<AccountId, AccountId>() : await translate(theirIds, call)
  return (theirId) => {
    const id = known.get(theirId)
    if (id instanceof BillingError) throw id
    return id ?? `${NOT_OURS}:${theirId}`
  }
}

export function isOurs(accountId: AccountId): boolean {
  return !accountId.startsWith(`${NOT_OURS}:`)
}
