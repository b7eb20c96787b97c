import { partial } from '../../domain/partial.ts'
import { chunk } from '../adapter/chunk.ts'
import { compareIds } from '../adapter/context.ts'
import { leaveOutForeign, type Telling, toUnreadable } from '../adapter/keyed-rows.ts'
import type { OnOddity } from '../adapter/oddity.ts'
import { sideBySide } from '../adapter/side-by-side.ts'
import { BillingError } from '../error.ts'
import type { BillingCall, Bulk } from '../port.ts'
import { elements, type XmlElement } from '../transport/xml.ts'
import { IDS_PER_CALL } from './capabilities.ts'
import { SOAP } from './identity.ts'
import { type PagePlan, planCalls } from './page-plans.ts'
import { isRestId } from './rest.ts'
import {
  type AgreementEntry,
  distinctAccounts,
  readKey,
  readOptionalKey,
  type SoapFilter,
  withAgreement,
  writeFilter,
} from './soap-rows.ts'
import type { SoapSide } from './soap-side.ts'

/**
 * Payments, charges and tickets come from the SOAP side in one manner: a filter of agreements or record ids, rows in any
 * order, ids that grow in the order of posting. What differs is here.
 */
export interface RecordKind<T> {
  readonly operation: string
  /** The name of the id, in a row and in the filter. */
  readonly idElement: string
  /** For oddities: "payments". */
  readonly noun: string
  /** Rows of one answer that stay well below the transport's size limit. */
  readonly rowsPerCall: number
  /** True where a row may say that it belongs to no agreement; it is nobody's then. */
  readonly mayBelongToNobody?: true
  /** Reads one row but for its account, which the caller knows. */
  readonly read: (row: XmlElement) => T
}

/** A record, or why it cannot be read, under the agreement's key. */
export interface RecordRow<T> {
  readonly agreementKey: string
  /** Null when not even that can be read. */
  readonly id: string | null
  readonly value: T | BillingError
}

export interface PageKey {
  readonly accountId: string
  readonly first: number
  readonly before: string | null
}

type Owned<T> = T & { readonly accountId: string }

/** A page newest first. */
export interface RecordPage<T> {
  readonly values: readonly Owned<T>[]
  readonly hasMore: boolean
}

/** What keys of one call share besides their place: more elements of the filter, and which rows they let through. */
export interface Narrowing<T> {
  readonly parts: SoapFilter['parts']
  readonly fits: (value: T) => boolean
}

const EVERYTHING = { parts: [], fits: () => true }

interface Lookup {
  readonly side: SoapSide
  readonly call: BillingCall
}

/** The pages asked for. Keys with equal place and narrowing share calls, each as large as its answer has room for. */
export async function readPages<K extends PageKey, T>(
  keys: readonly K[],
  kind: RecordKind<T> & { readonly narrow?: (key: K) => Narrowing<T> },
  { side, call }: Lookup,
): Promise<Bulk<K, RecordPage<T>>> {
  const pages = new Map<K, RecordPage<T> | BillingError>()
  const wanted = keys.filter(hasPlace)
  const soapKeys = await side.identity.findForeignKeys(SOAP, distinctAccounts(wanted), call)
  const plans: PlacedPlan<K, T>[] = []
  for (const group of groupByPlace(withAgreement(wanted, soapKeys, pages), kind)) {
    for (const { entries, first } of planCalls(group.entries, kind.rowsPerCall)) plans.push({ entries, first, group })
  }
  await sideBySide(plans, partial(readPlan<K, T>, { kind, pages, side, call }))
  return pages
}

function hasPlace({ before }: PageKey): boolean {
  return before === null || isRestId(before)
}

/** Keys of one place, which differ in their accounts and sizes. */
interface Group<K, T> {
  readonly before: string | null
  readonly narrowing: Narrowing<T>
  readonly entries: AgreementEntry<K>[]
}

function groupByPlace<K extends PageKey, T>(
  entries: readonly AgreementEntry<K>[],
  { narrow }: { readonly narrow?: (key: K) => Narrowing<T> },
): readonly Group<K, T>[] {
  const groups = new Map<string, Group<K, T>>()
  for (const entry of entries) {
    const { before } = entry.key
    const narrowing = narrow?.(entry.key) ?? EVERYTHING
    const place = narrowing.parts.length === 0 ? before : JSON.stringify([before, narrowing.parts])
    const known = groups.get(place ?? '')
    if (known === undefined) groups.set(place ?? '', { before, narrowing, entries: [entry] })
    else known.entries.push(entry)
  }
  return [...groups.values()]
}

type PlacedPlan<K, T> = PagePlan<K> & { readonly group: Group<K, T> }

/** One call, and the pages that are cut from its answer. */
async function readPlan<K extends PageKey, T>(
  { kind, pages, side, call }: Lookup & { readonly kind: RecordKind<T>; readonly pages: Map<K, unknown> },
  { entries, first, group }: PlacedPlan<K, T>,
): Promise<void> {
  const { before, narrowing } = group
  const { noun } = kind
  const { onOddity } = side.context
  const byAgreement = new Map<string, RecordRow<T>[]>()
  for (const { agreementKey } of entries) byAgreement.set(agreementKey, [])
  const parts: SoapFilter['parts'] = [['agrmid', [...byAgreement.keys()]], ...narrowing.parts, ['beforeid', before]]
  const rows = await send({ parts, pageSize: first + 1 }, kind, { side, call })
  const isAsked = partial(isOfPlace<K, T>, { byAgreement, group })
  const kept = leaveOutOddRows(rows, isAsked, { noun, onOddity })
  for (const row of kept) byAgreement.get(row.agreementKey)?.push(row)
  for (const { key, agreementKey } of entries) pages.set(key, toPage(byAgreement.get(agreementKey) ?? [], key))
}

function isOfPlace<K, T>(
  { byAgreement, group: { before, narrowing } }: Asked<K, T>,
  { agreementKey, id, value }: RecordRow<T>,
): boolean {
  if (!byAgreement.has(agreementKey)) return false
  if (before !== null && id !== null && compareIds(id, before) >= 0) return false
  return value instanceof BillingError || narrowing.fits(value)
}

interface Asked<K, T> {
  readonly byAgreement: ReadonlyMap<string, unknown>
  readonly group: Group<K, T>
}

/** Records by id, as many in one call as the billing takes. One of somebody else's account is as good as none. */
export async function findRecords<K extends { readonly accountId: string }, T>(
  keys: readonly K[],
  kind: RecordKind<T> & { readonly idOf: (key: K) => string },
  { side, call }: Lookup,
): Promise<Bulk<K, Owned<T>>> {
  const found = new Map<K, Owned<T> | BillingError>()
  const wanted = keys.filter((key) => isRestId(kind.idOf(key)))
  const soapKeys = await side.identity.findForeignKeys(SOAP, distinctAccounts(wanted), call)
  const readSome = async (entries: readonly AgreementEntry<K>[]) => {
    const ids = [...new Set(entries.map(({ key }) => kind.idOf(key)))]
    const rows = await send({ parts: [[kind.idElement, ids]], pageSize: IDS_PER_CALL }, kind, { side, call })
    const byId = new Map(rows.map((row) => [row.id, row]))
    for (const { key, agreementKey } of entries) {
      // A row of this agreement without an id may be the one.
      const row = byId.get(kind.idOf(key)) ?? byId.get(null)
      if (row?.agreementKey !== agreementKey) continue
      found.set(key, row.value instanceof BillingError ? row.value : { ...row.value, accountId: key.accountId })
    }
  }
  await sideBySide(chunk(withAgreement(wanted, soapKeys, found), IDS_PER_CALL), readSome)
  return found
}

/** The rows of an answer: none, one or many `ret`. One that does not say whose it is makes the answer unreadable. */
export function readRecords<T>(answer: XmlElement, kind: RecordKind<T>, onOddity: OnOddity): readonly RecordRow<T>[] {
  const told = { name: { system: SOAP, operation: kind.operation }, onOddity }
  const rows: RecordRow<T>[] = []
  for (const row of elements(answer, 'ret')) rows.push(readRecord(row, kind, told))
  return rows
}

function readRecord<T>(row: XmlElement, kind: RecordKind<T>, told: Telling): RecordRow<T> {
  const agreementKey = kind.mayBelongToNobody ? (readOptionalKey(row, 'agrmid') ?? NOBODY) : readKey(row, 'agrmid')
  let id: string | null = null
  try {
    id = readKey(row, kind.idElement)
    return { agreementKey, id, value: kind.read(row) }
  } catch (error) {
    return { agreementKey, id, value: toUnreadable(error, told) }
  }
}

/** Rows that were asked for, each once; the others are counted. */
export function leaveOutOddRows<R extends Pick<RecordRow<unknown>, 'id' | 'value'>>(
  rows: readonly R[],
  isAsked: (row: R) => boolean,
  { noun, onOddity }: { readonly noun: string; readonly onOddity: OnOddity },
): readonly R[] {
  const seen = new Set<string>()
  const kept: R[] = []
  for (const row of rows) {
    if (!isAsked(row)) leaveOutForeign(row.value, { field: `${noun}.agrmid`, onOddity })
    else if (row.id === null) kept.push(row)
    else if (seen.has(row.id)) onOddity({ kind: 'duplicate_row', field: `${noun}.id`, code: null })
    else {
      seen.add(row.id)
      kept.push(row)
    }
  }
  return kept
}

function readAnswer<T>({ kind, onOddity }: { kind: RecordKind<T>; onOddity: OnOddity }, answer: XmlElement) {
  return readRecords(answer, kind, onOddity)
}

function send<T>(filter: SoapFilter, kind: RecordKind<T>, { side: { soap, context }, call }: Lookup) {
  const request = { name: kind.operation, content: writeFilter(filter), writes: false }
  return soap.call(request, call, partial(readAnswer<T>, { kind, onOddity: context.onOddity }))
}

/** One row more than asked for tells that there are more. A page with a row that cannot be read is that row's error. */
function toPage<T>(rows: readonly RecordRow<T>[], { accountId, first }: PageKey): RecordPage<T> | BillingError {
  // A row without an id may stand anywhere, so it comes first.
  const newestFirst = rows.toSorted(compareNewestFirst)
  const values: Owned<T>[] = []
  for (const { value } of newestFirst.slice(0, first)) {
    if (value instanceof BillingError) return value
    values.push({ ...value, accountId })
  }
  return { values, hasMore: newestFirst.length > first }
}

function compareNewestFirst(one: RecordRow<unknown>, other: RecordRow<unknown>): number {
  return compareIds(other.id ?? LAST, one.id ?? LAST)
}

/** The key of no agreement. */
const NOBODY = ''

/** Longer than any id. */
const LAST = '9'.repeat(20)
