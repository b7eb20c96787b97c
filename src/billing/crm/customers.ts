import { LRUCache } from 'lru-cache'
import type { AccountId, AccountRef } from '../../domain/account.ts'
import { chunk } from '../adapter/chunk.ts'
import { findEach } from '../adapter/find-each.ts'
import type { OnOddity } from '../adapter/oddity.ts'
import { BillingError } from '../error.ts'
import type { BillingCall, Bulk, IdentityBilling } from '../port.ts'
import { type JsonObject, readText } from '../transport/json.ts'
import { CRM, type CrmClient, VALUES_PER_CALL } from './client.ts'

/** Who knows accounts by their contract numbers: the system that keeps the accounts. */
export interface Contracts {
  findNumbers(ids: readonly AccountId[], call: BillingCall): Promise<Bulk<AccountId, string>>
  findAccounts(numbers: readonly string[], call: BillingCall): Promise<Bulk<string, AccountId>>
}

/** Customers of the CRM, joined with accounts by the contract number, which both print exactly alike. */
export interface Customers extends IdentityBilling {
  findCustomers(ids: readonly AccountId[], call: BillingCall): Promise<Bulk<AccountId, string>>
  /** A customer whose contract is no account is absent. */
  findOwners(customerIds: readonly string[], call: BillingCall): Promise<Bulk<string, AccountId>>
}

const CUSTOMER_ID = /^C\d{1,18}$/

const MAX_KEYS = 100_000
/** The office may give a number or a card to somebody else: the one before sees no more of it for longer than that. */
const KEPT_FOR_MS = 600_000

export function createCustomers(client: CrmClient, contracts: Contracts, onOddity: OnOddity): Customers {
  const customers = new LRUCache<AccountId, string>({ max: MAX_KEYS, ttl: KEPT_FOR_MS })
  const owners = new LRUCache<string, AccountId>({ max: MAX_KEYS, ttl: KEPT_FOR_MS })
  const keep = (accountId: AccountId, customerId: string): void => {
    customers.set(accountId, customerId)
    owners.set(customerId, accountId)
  }

  async function findCustomers(ids: readonly AccountId[], call: BillingCall): Promise<Bulk<AccountId, string>> {
    const found = takeKept(customers, ids)
    const missing = [...new Set(ids)].filter((id) => !found.has(id))
    const numbers = missing.length === 0 ? new Map() : await contracts.findNumbers(missing, call)
    const idOf = new Map<string, AccountId>()
    for (const [id, number] of numbers) {
      if (number instanceof BillingError) found.set(id, number)
      else idOf.set(number, id)
    }
    for (const [number, customerId] of await findByContract({ client, onOddity }, [...idOf.keys()], call)) {
      const id = idOf.get(number)
      if (id === undefined) continue
      keep(id, customerId)
      found.set(id, customerId)
    }
    return found
  }

  return {
    findCustomers,
    findForeignKeys: (system, ids, call) => (system === CRM ? findCustomers(ids, call) : Promise.resolve(new Map())),
    remember(accounts: readonly Pick<AccountRef, 'id' | 'keys'>[]) {
      for (const { id, keys } of accounts) {
        const customerId = keys[CRM]
        if (customerId !== undefined && CUSTOMER_ID.test(customerId)) keep(id, customerId)
      }
    },

    async findOwners(customerIds, call) {
      const found = takeKept(owners, customerIds)
      const missing = [...new Set(customerIds)].filter((id) => !found.has(id))
      const read = await findEach(missing, async (id) => {
        const row = await client.find('customer', `/customers/${encodeURIComponent(id)}`, call)
        return row === null ? null : readText(row, 'contract')
      })
      const numbers = new Map<string, string>()
      for (const [customerId, number] of read) {
        if (number instanceof BillingError) found.set(customerId, number)
        else if (number !== null) numbers.set(number, customerId)
      }
      const asked = [...numbers.keys()]
      const cards = await findByContract({ client, onOddity }, asked, call)
      const accounts = asked.length === 0 ? new Map() : await contracts.findAccounts(asked, call)
      for (const [number, accountId] of accounts) {
        const customerId = numbers.get(number)
        // Of two cards neither is the account's, from whichever side it is asked.
        if (customerId === undefined || cards.get(number) !== customerId) continue
        found.set(customerId, accountId)
        if (!(accountId instanceof BillingError)) keep(accountId, customerId)
      }
      return found
    },
  }
}

/** What is known by now; it may be forgotten while the rest is asked for. */
function takeKept(kept: LRUCache<string, string>, ids: readonly string[]): Map<string, string | BillingError> {
  return new Map(
    ids.flatMap((id) => {
      const known = kept.get(id)
      return known === undefined ? [] : [[id, known] as const]
    }),
  )
}

/** One card per contract; of two nobody knows whose the tickets are. */
async function findByContract(
  { client, onOddity }: { readonly client: CrmClient; readonly onOddity: OnOddity },
  numbers: readonly string[],
  call: BillingCall,
): Promise<ReadonlyMap<string, string>> {
  const cards = new Map<string, string | null>()
  for (const some of chunk(numbers, VALUES_PER_CALL)) {
    const parameters = some.map((number) => ['contract', number] as const)
    const rows = await client.all({ operation: 'customers', path: '/customers', parameters }, call)
    for (const row of rows) readCard(row, { asked: some, cards, onOddity })
  }
  return new Map([...cards].flatMap(([number, id]) => (id === null ? [] : [[number, id]])))
}

function readCard(
  row: JsonObject,
  options: {
    readonly asked: readonly string[]
    readonly cards: Map<string, string | null>
    readonly onOddity: OnOddity
  },
): void {
  const { asked, cards, onOddity } = options
  const number = readText(row, 'contract')
  if (!asked.includes(number)) return onOddity({ kind: 'foreign_row', field: 'customers.contract', code: null })
  if (cards.has(number)) onOddity({ kind: 'ambiguous_key', field: 'customers.contract', code: null })
  cards.set(number, cards.has(number) ? null : readText(row, 'id'))
}
