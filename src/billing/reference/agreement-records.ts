import type { BillingCall, IdentityBilling } from '../port.ts'
import { IDS_PER_CALL } from './capabilities.ts'
import { SOAP } from './identity.ts'
import type { OnOddity } from './oddity.ts'
import { isRestId } from './rest.ts'
import { chunk, distinctAccounts, type SoapFilter, withAgreement } from './soap-rows.ts'

/**
 * Payments, charges and tickets come from the SOAP side in one manner: a filter of agreements or record ids, rows in any
 * order, ids that grow in the order of posting. What differs is here.
 */
export interface RecordKind<T> {
  /** The filter's element for ids of single records. */
  readonly idElement: string
  /** For oddities: "payments". */
  readonly noun: string
  /** Rows of one answer that stay well below the transport's size limit. */
  readonly rowsPerCall: number
  /** Sends one filter and reads the rows. */
  readonly send: (filter: SoapFilter, call: BillingCall) => Promise<readonly RecordRow<T>[]>
}

/** A record as read, under the agreement's key. Its `accountId` is put in by the caller, who knows both. */
export interface RecordRow<T> {
  readonly agreementKey: string
  readonly id: string
  readonly value: T
}

interface PageKey {
  readonly accountId: string
  readonly first: number
  readonly before: string | null
}

/** A page newest first. */
export interface RecordPage<T> {
  readonly values: readonly T[]
  readonly hasMore: boolean
}

/** What keys of one call share besides size and place: more elements of the filter, and which rows they let through. */
interface Narrowing<T> {
  readonly parts: SoapFilter['parts']
  readonly fits: (value: T) => boolean
}

const EVERYTHING = { parts: [], fits: () => true }

interface Lookup {
  readonly identity: IdentityBilling
  readonly onOddity: OnOddity
  readonly call: BillingCall
}

/** The pages asked for. Keys with equal size, place and narrowing share a call, as many as its answer has room for. */
export async function readPages<K extends PageKey, T>(
  keys: readonly K[],
  kind: RecordKind<T> & { readonly narrow?: (key: K) => Narrowing<T> },
  { identity, onOddity, call }: Lookup,
): Promise<ReadonlyMap<K, RecordPage<T>>> {
  const wanted = keys.filter(({ before }) => before === null || isRestId(before))
  const soapKeys = await identity.findForeignKeys(SOAP, distinctAccounts(wanted), call)
  const narrowed = withAgreement(wanted, soapKeys).map((entry) => ({
    ...entry,
    narrowing: kind.narrow?.(entry.key) ?? EVERYTHING,
  }))
  const groups = Map.groupBy(narrowed, ({ key, narrowing }) => JSON.stringify([key.first, key.before, narrowing.parts]))
  const plans = [...groups.values()].flatMap((group) => {
    const { first, before } = group[0]?.key ?? { first: 1, before: null }
    const { parts, fits } = group[0]?.narrowing ?? EVERYTHING
    const size = Math.max(1, Math.min(IDS_PER_CALL, Math.floor(kind.rowsPerCall / (first + 1))))
    return chunk(group, size).map((entries) => ({ entries, first, before, parts, fits }))
  })
  const pages = new Map<K, RecordPage<T>>()
  const readPlan = async ({ entries, first, before, parts, fits }: (typeof plans)[number]) => {
    const agreementKeys = new Set(entries.map(({ agreementKey }) => agreementKey))
    const place: SoapFilter['parts'] = [['agrmid', [...agreementKeys]], ...parts, ['beforeid', before]]
    const rows = await kind.send({ parts: place, pageSize: first + 1 }, call)
    const isAsked = (row: RecordRow<T>) =>
      agreementKeys.has(row.agreementKey) && (before === null || Number(row.id) < Number(before)) && fits(row.value)
    const byAgreement = Map.groupBy(
      leaveOutOddRows(rows, isAsked, { noun: kind.noun, onOddity }),
      (row) => row.agreementKey,
    )
    for (const { key, agreementKey } of entries) pages.set(key, toPage(byAgreement.get(agreementKey) ?? [], first))
  }
  await Promise.all(plans.map(readPlan))
  return pages
}

/** Records by id, as many in one call as the billing takes. One of somebody else's account is as good as none. */
export async function findRecords<K extends { readonly accountId: string }, T>(
  keys: readonly K[],
  kind: RecordKind<T> & { readonly idOf: (key: K) => string },
  { identity, call }: Lookup,
): Promise<ReadonlyMap<K, T>> {
  const wanted = keys.filter((key) => isRestId(kind.idOf(key)))
  const soapKeys = await identity.findForeignKeys(SOAP, distinctAccounts(wanted), call)
  const found = new Map<K, T>()
  const readPlan = async (entries: ReturnType<typeof withAgreement<K>>) => {
    const ids = [...new Set(entries.map(({ key }) => kind.idOf(key)))]
    const rows = await kind.send({ parts: [[kind.idElement, ids]], pageSize: IDS_PER_CALL }, call)
    const byId = new Map(rows.map((row) => [row.id, row]))
    for (const { key, agreementKey } of entries) {
      const row = byId.get(kind.idOf(key))
      if (row?.agreementKey === agreementKey) found.set(key, row.value)
    }
  }
  await Promise.all(chunk(withAgreement(wanted, soapKeys), IDS_PER_CALL).map(readPlan))
  return found
}

/** Rows that were asked for, each once; the others are counted. */
export function leaveOutOddRows<R extends { readonly id: string }>(
  rows: readonly R[],
  isAsked: (row: R) => boolean,
  { noun, onOddity }: { readonly noun: string; readonly onOddity: OnOddity },
): readonly R[] {
  const seen = new Set<string>()
  return rows.filter((row) => {
    if (!isAsked(row)) {
      onOddity({ kind: 'foreign_row', field: `${noun}.agrmid`, code: null })
      return false
    }
    const isNew = !seen.has(row.id)
    seen.add(row.id)
    if (!isNew) onOddity({ kind: 'duplicate_row', field: `${noun}.id`, code: null })
    return isNew
  })
}

/** One row more than asked for tells that there are more. */
function toPage<T>(rows: readonly RecordRow<T>[], first: number): RecordPage<T> {
  const newestFirst = rows.toSorted((one, other) => Number(other.id) - Number(one.id))
  return { values: newestFirst.slice(0, first).map(({ value }) => value), hasMore: newestFirst.length > first }
}
