import type { AccountId } from '../../domain/account.ts'
import { chunk } from '../adapter/chunk.ts'
import { compareIds } from '../adapter/context.ts'
import { type KeyedRow, leaveOutForeign } from '../adapter/keyed-rows.ts'
import { BillingError } from '../error.ts'
import type { Bulk } from '../port.ts'
import { type JsonObject, readId } from '../transport/json.ts'
import type { ListRequest, Until } from './client.ts'
import { isId, type Lookup } from './context.ts'
import { readRegistration } from './payment-rows.ts'
import { isRecordId, readRowId, writeRecordId } from './record-ids.ts'
import { readRows } from './rows.ts'

/** Money that came or went: GET /payments or GET /fees, both newest first for the gateway's key. */
export interface Ledger<T> {
  readonly noun: 'payments' | 'fees'
  readonly shown: Readonly<Record<string, string>>
  readonly read: (row: JsonObject) => T
  /** For what is read of all accounts together. */
  readonly pages?: Pick<ListRequest, 'pageRows' | 'maxRows'>
}

interface PageKey {
  readonly accountId: AccountId
  readonly first: number
  readonly before: string | null
}

interface Page<T> {
  readonly rows: readonly T[]
  readonly hasMore: boolean
}

/** A row under its account with its id in the port: one that cannot be read still has its place in the order. */
export interface Entry<T> extends KeyedRow<T> {
  readonly id: string
}

/** Accounts in one multi-get, where each has many rows. */
const ACCOUNTS_PER_CALL = 25
/** Ids in one multi-get. */
const ROWS_PER_CALL = 100

/**
 * The pages asked for. Accounts that are asked for together share their calls: whole lists are read and cut here, since the
 * billing pages all rows of all accounts together. A single account is read only as far as its page goes.
 */
export async function readLedgerPages<K extends PageKey, T>(
  keys: readonly K[],
  ledger: Ledger<T>,
  lookup: Lookup,
): Promise<Bulk<K, Page<T>>> {
  const possible = keys.filter(({ before }) => before === null || isRecordId(before))
  const wanted = possible.filter(({ accountId }) => isId(accountId))
  const accountIds = [...new Set(wanted.map(({ accountId }) => accountId))]
  const [only, ...others] = wanted
  const until = only !== undefined && others.length === 0 ? stopAfter(only, { ledger, lookup }) : undefined
  const lists = await Promise.all(
    chunk(accountIds, ACCOUNTS_PER_CALL).map(async (some) => {
      const entries = await readLedger({ UID: some.join(';') }, { ledger, lookup, until })
      return groupByAccount(entries, some, { ledger, lookup })
    }),
  )
  const byAccount = new Map(lists.flatMap((list) => [...list]))
  return new Map(possible.map((key) => [key, cutPage(byAccount.get(key.accountId) ?? [], key)]))
}

interface Reading<T> {
  readonly ledger: Ledger<T>
  readonly lookup: Lookup
  readonly until?: Until | undefined
}

/** The rows of a question, as they come. */
export async function readLedger<T>(
  query: Readonly<Record<string, string>>,
  { ledger, lookup, until }: Reading<T>,
): Promise<readonly Entry<T>[]> {
  const { noun, shown, read, pages } = ledger
  const { client, context } = lookup.side
  const request = { operation: noun, path: `/${noun}`, query: { ...query, ...shown }, ...pages }
  const rows = await client.list(request, lookup.call, until)
  const { onOddity } = context
  // Whose a row is and which: without either, none of them can be told.
  const places = readRows(rows, { noun, key: (row) => readId(row, 'uid'), value: (row) => row, onOddity })
  return places.map(({ key }, at) => {
    const row = rows[at] ?? {}
    const [told] = readRows([row], { noun, key: () => key, value: read, onOddity })
    return { key, id: idOf(row, ledger, context.timeZone), value: told?.value ?? lost(noun) }
  })
}

/** In the order of registration; one whose registration cannot be told has the place of the oldest, and an error. */
function idOf<T>(row: JsonObject, { noun }: Ledger<T>, timeZone: string): string {
  try {
    return writeRecordId(noun, readId(row, 'id'), readRegistration(row, timeZone))
  } catch {
    return readId(row, 'id')
  }
}

function lost(noun: string): BillingError {
  return new BillingError('BILLING_MALFORMED_ANSWER', `abills ${noun}: a row is missing.`, { outcome: 'not_applied' })
}

/** Everything of each account, newest first. */
function groupByAccount<T>(
  entries: readonly Entry<T>[],
  accountIds: readonly AccountId[],
  { ledger, lookup }: Reading<T>,
): ReadonlyMap<AccountId, readonly Entry<T>[]> {
  const { onOddity } = lookup.side.context
  const asked = new Map<AccountId, Entry<T>[]>(accountIds.map((id) => [id, []]))
  for (const entry of entries) {
    const own = asked.get(entry.key)
    if (own === undefined) leaveOutForeign(entry.value, { field: `${ledger.noun}.uid`, onOddity })
    else own.push(entry)
  }
  return new Map([...asked].map(([id, own]) => [id, own.toSorted((one, other) => compareIds(other.id, one.id))]))
}

/** Rows come newest first: once as many older ones are there as the page takes and one more, the rest need not be read. */
function stopAfter<T>({ before, first }: PageKey, { ledger, lookup }: Reading<T>): Until {
  return () => {
    let older = 0
    return (row) => {
      const id = idOf(row, ledger, lookup.side.context.timeZone)
      if (before === null || compareIds(id, before) < 0) older += 1
      return older > first + OVERLAP
    }
  }
}

/** The last row of a page is asked for again with the next, so that it may be counted twice. */
const OVERLAP = 40

/** A page with a row that cannot be read is no page. */
function cutPage<T>(entries: readonly Entry<T>[], { first, before }: PageKey): Page<T> | BillingError {
  const older = entries.filter(({ id }) => before === null || compareIds(id, before) < 0)
  const rows: T[] = []
  for (const { value } of older.slice(0, first)) {
    if (value instanceof BillingError) return value
    rows.push(value)
  }
  return { rows, hasMore: older.length > first }
}

interface RecordKey {
  readonly accountId: AccountId
}

/** Rows by id, by the key object itself; one of another account than its key says is absent. */
export async function findInLedger<K extends RecordKey, T>(
  keys: readonly K[],
  { idOf: recordIdOf, ...reading }: Reading<T> & { readonly idOf: (key: K) => string },
): Promise<Bulk<K, T>> {
  const wanted = keys.flatMap((key) => {
    const rowId = readRowId(reading.ledger.noun, recordIdOf(key))
    return rowId !== null && isId(key.accountId) ? [{ accountId: key.accountId, rowId }] : []
  })
  const lists = await Promise.all(
    chunk(wanted, ROWS_PER_CALL).map((some) => {
      const [uids, ids] = [some.map(({ accountId }) => accountId), some.map(({ rowId }) => rowId)]
      return readLedger({ UID: [...new Set(uids)].join(';'), ID: [...new Set(ids)].join(';') }, reading)
    }),
  )
  const byId = new Map(lists.flat().map((entry) => [entry.id, entry]))
  const found = new Map<K, T | BillingError>()
  for (const key of keys) {
    const entry = byId.get(recordIdOf(key))
    if (entry?.key === key.accountId) found.set(key, entry.value)
  }
  return found
}
