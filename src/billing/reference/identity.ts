import { LRUCache } from 'lru-cache'
import type { AccountId, AccountRef } from '../../domain/account.ts'
import { indexRows } from '../adapter/keyed-rows.ts'
import type { OnOddity } from '../adapter/oddity.ts'
import type { BillingError } from '../error.ts'
import type { BillingCall, Bulk, IdentityBilling } from '../port.ts'
import { type JsonObject, readId } from '../transport/json.ts'
import { waitFor } from '../transport/wait.ts'
import { isRestId, type RestClient } from './rest.ts'

/** Also the other way round, for ledgers that know agreements only. */
export interface ReferenceIdentity extends IdentityBilling {
  /** An agreement that belongs to no account is absent. */
  findAccountIds(agreementKeys: readonly string[], call: BillingCall): Promise<Bulk<string, AccountId>>
}

/** The name of the SOAP side in `findForeignKeys` and among the keys of an account. */
export const SOAP = 'soap'

/** About 20 MB. The keys never change, so an entry needs no end. */
const MAX_KEYS = 100_000

/** Lookups that several callers share end by the transport's own time limit, not when one of them leaves. */
const NOBODY = new AbortController().signal

/**
 * REST and SOAP know the same account by different numbers; the REST row names both. Keys are kept from every account that
 * was read or is told of. Of a row that has to be asked for, only the two numbers are read: whatever else is wrong with the
 * account, its money is none the worse for it. Slices that start side by side all want the same keys, so a key that is on
 * its way is waited for.
 */
export function createIdentity(rest: RestClient, onOddity: OnOddity): ReferenceIdentity {
  const accountIds = new LRUCache<string, AccountId>({ max: MAX_KEYS })
  const soapKeys = new LRUCache<AccountId, string>({ max: MAX_KEYS })
  const onTheWay = new Map<AccountId, Promise<Bulk<AccountId, string>>>()

  async function readKeys(ids: readonly AccountId[]): Promise<Bulk<AccountId, string>> {
    const request = { operation: 'accounts', path: '/accounts', parameter: 'ids', ids }
    const rows = await rest.list(
      request,
      { signal: NOBODY },
      {
        key: (row) => readId(row, 'id'),
        value: (row) => readId(row, 'agrm_id'),
      },
    )
    const read = indexRows(rows, { asked: new Set(ids), field: 'accounts.id', onOddity })
    for (const [id, key] of read) if (typeof key === 'string') soapKeys.set(id, key)
    return read
  }

  function lookUp(ids: readonly AccountId[]): void {
    const keys = readKeys(ids).finally(() => {
      for (const id of ids) onTheWay.delete(id)
    })
    for (const id of ids) onTheWay.set(id, keys)
  }

  /** Also what somebody else has asked for already. */
  async function readMissing(ids: readonly AccountId[], signal: AbortSignal) {
    const unasked = ids.filter((id) => !onTheWay.has(id))
    // Who has left asks for nothing.
    if (unasked.length > 0 && !signal.aborted) lookUp(unasked)
    const lookups = Promise.all(new Set(ids.flatMap((id) => onTheWay.get(id) ?? [])))
    await waitFor(lookups, signal, 'rest accounts')
    return new Map((await lookups).flatMap((part) => [...part]))
  }

  return {
    async findForeignKeys(system: string, ids: readonly AccountId[], { signal }: BillingCall) {
      const found = new Map<AccountId, string | BillingError>()
      if (system !== SOAP) return found
      const missing = new Set<AccountId>()
      for (const id of ids) {
        const key = soapKeys.get(id)
        if (key === undefined) missing.add(id)
        else found.set(id, key)
      }
      if (missing.size === 0) return found
      const read = await readMissing([...missing], signal)
      for (const id of missing) {
        // What was told of meanwhile counts, whatever has come of asking.
        const key = soapKeys.get(id) ?? read.get(id)
        if (key !== undefined) found.set(id, key)
      }
      return found
    },

    async findAccountIds(agreementKeys, call) {
      const missing = agreementKeys.filter((key) => !accountIds.has(key))
      const request = { operation: 'accounts', path: '/accounts', parameter: 'agrm_ids', ids: missing }
      const reading = {
        key: (row: JsonObject) => readId(row, 'agrm_id'),
        value: (row: JsonObject) => readId(row, 'id'),
      }
      const rows = await rest.list(request, call, reading)
      const read = indexRows(rows, { asked: new Set(missing), field: 'accounts.agrm_id', onOddity })
      for (const [key, id] of read) if (typeof id === 'string') accountIds.set(key, id)
      const found = agreementKeys.map((key) => [key, accountIds.get(key) ?? read.get(key)] as const)
      return new Map(found.flatMap(([key, id]) => (id === undefined ? [] : [[key, id] as const])))
    },

    remember(accounts: readonly Pick<AccountRef, 'id' | 'keys'>[]) {
      for (const { id, keys } of accounts) {
        const key = keys[SOAP]
        if (key !== undefined && isRestId(id) && isRestId(key)) soapKeys.set(id, key)
      }
    },
  }
}
