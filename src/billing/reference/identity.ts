import { LRUCache } from 'lru-cache'
import type { AccountId } from '../../domain/account.ts'
import type { BillingCall, IdentityBilling } from '../port.ts'
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

/** REST and SOAP know the same account by different numbers; the REST row names both. */
export function createIdentity(soapKeys: SoapKeys, findRows: FindAccountRows): IdentityBilling {
  return {
    async findForeignKeys(system: string, ids: readonly AccountId[], call: BillingCall) {
      const found = new Map<AccountId, string>()
      if (system !== SOAP) return found
      const missing: AccountId[] = []
      for (const id of ids) {
        const key = soapKeys.get(id)
        if (key === undefined) missing.push(id)
        else found.set(id, key)
      }
      if (missing.length === 0) return found
      for (const [id, { soapKey }] of await findRows(missing, call)) found.set(id, soapKey)
      return found
    },
  }
}
