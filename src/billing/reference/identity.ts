import { LRUCache } from 'lru-cache'
import type { AccountId } from '../../domain/account.ts'
import type { BillingCall, IdentityBilling } from '../port.ts'
import { waitFor } from '../transport/wait.ts'
import type { AccountRow, FindAccountRows } from './accounts.ts'

/** The name of the SOAP side in `findForeignKeys`. */
export const SOAP = 'soap'

/** About 20 MB. The keys never change, so an entry needs no end. */
const MAX_KEYS = 100_000

/** The SOAP keys of accounts, kept from every answer that had one. */
export interface SoapKeys {
  remember(rows: Iterable<AccountRow>): void
  get(id: AccountId): string | undefined
}

export function createSoapKeys(): SoapKeys {
  const keys = new LRUCache<AccountId, string>({ max: MAX_KEYS })
  return {
    remember(rows) {
      for (const { account, soapKey } of rows) keys.set(account.id, soapKey)
    },
    get: (id) => keys.get(id),
  }
}

/** Lookups that several callers share end by the transport's own time limit, not when one of them leaves. */
const NOBODY = new AbortController().signal

/**
 * REST and SOAP know the same account by different numbers; the REST row names both. Slices that start side by side all
 * want the same keys, so a key that is on its way is waited for.
 */
export function createIdentity(soapKeys: SoapKeys, findRows: FindAccountRows): IdentityBilling {
  const onTheWay = new Map<AccountId, Promise<ReadonlyMap<AccountId, AccountRow>>>()

  function lookUp(ids: readonly AccountId[]): void {
    const rows = findRows(ids, { signal: NOBODY }).finally(() => {
      for (const id of ids) onTheWay.delete(id)
    })
    for (const id of ids) onTheWay.set(id, rows)
  }

  return {
    async findForeignKeys(system: string, ids: readonly AccountId[], { signal }: BillingCall) {
      const found = new Map<AccountId, string>()
      if (system !== SOAP) return found
      const missing = [...new Set(ids)].filter((id) => soapKeys.get(id) === undefined)
      const unasked = missing.filter((id) => !onTheWay.has(id))
      // Who has left asks for nothing.
      if (unasked.length > 0 && !signal.aborted) lookUp(unasked)
      const lookups = [...new Set(missing.flatMap((id) => onTheWay.get(id) ?? []))]
      const all = Promise.all(lookups)
      if (missing.length > 0) await waitFor(all, signal, 'rest accounts')
      const rows = new Map((await all).flatMap((part) => [...part]))
      for (const id of ids) {
        const key = soapKeys.get(id) ?? rows.get(id)?.soapKey
        if (key !== undefined) found.set(id, key)
      }
      return found
    },
  }
}
