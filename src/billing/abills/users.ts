import type { AccountId } from '../../domain/account.ts'
import { chunk } from '../adapter/chunk.ts'
import type { BillingCall } from '../port.ts'
import { type JsonObject, readId } from '../transport/json.ts'
import type { AbillsClient } from './client.ts'
import { isId } from './context.ts'

/** Keys in one multi-get. A hundred uids make a path that every web server takes. */
const KEYS_PER_CALL = 100

export type UserFilter = 'UID' | 'LOGIN' | 'CONTRACT_ID'

/** GET /users/all, of as many subscribers as there are keys; the uid and the login are always shown. */
export async function listUsers(
  client: AbillsClient,
  {
    filter,
    keys,
    shown,
  }: { readonly filter: UserFilter; readonly keys: readonly string[]; readonly shown: readonly string[] },
  call: BillingCall,
): Promise<readonly JsonObject[]> {
  const others = shown.filter((field) => field !== filter).map((field) => [field, '_SHOW'])
  const lists = await Promise.all(
    chunk(keys, KEYS_PER_CALL).map((some) => {
      const query: Record<string, string> = { [filter]: some.join(';'), ...Object.fromEntries(others) }
      return client.list({ operation: 'users', path: '/users/all', query }, call)
    }),
  )
  return lists.flat()
}

/** Those of the accounts that are there. */
export async function findExisting(
  ids: readonly AccountId[],
  client: AbillsClient,
  call: BillingCall,
): Promise<ReadonlySet<AccountId>> {
  const keys = distinctIds(ids)
  if (keys.length === 0) return new Set()
  const rows = await listUsers(client, { filter: 'UID', keys, shown: [] }, call)
  return new Set(rows.map((row) => readId(row, 'uid')))
}

/** What can be asked for, each once. */
export function distinctIds(ids: readonly AccountId[]): readonly AccountId[] {
  return [...new Set(ids)].filter(isId)
}
