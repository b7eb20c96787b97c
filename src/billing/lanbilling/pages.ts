import { compareIds } from '../adapter/context.ts'
import { BillingError } from '../error.ts'
import type { BillingCall } from '../port.ts'
import { elements, writeElement, type XmlElement } from '../transport/xml.ts'
import { tryReading } from './each.ts'
import { readKey } from './rows.ts'
import { type LanSide, SOAP } from './side.ts'

/** A row of a list, or why it cannot be read. */
export interface ListedRow<T> {
  /** Null when not even that can be read. */
  readonly id: string | null
  readonly value: T | BillingError
}

/** How a list of the interface is asked for and read: a filter, an order, page after page. */
export interface Listing<T> {
  readonly operation: string
  /** What is set of the filter; everything else is "any". Zero and -1 mean "any" as well, so they are never sent. */
  readonly filter: readonly (readonly [name: string, value: string | number])[]
  /** The column that it is ordered by, newest first or oldest first; null for a list that takes no order. */
  readonly order: { readonly column: string; readonly newestFirst: boolean } | null
  readonly pageRows?: number
  readonly maxPages?: number
  /** Whether what has come up to here is all that is wanted. */
  readonly isEnough?: (rows: readonly ListedRow<T>[]) => boolean
  readonly id: (row: XmlElement) => string
  readonly read: (row: XmlElement) => T
}

const PAGE_ROWS = 100
/** More than an honest list has. */
const MAX_PAGES = 50

/**
 * The rows of a list, each once, until a page is short, or `isEnough` says so of what has come up to there. A page that
 * brings nothing new ends the list as well: the billing pages no further.
 */
export async function readList<T>(
  { soap, context }: Pick<LanSide, 'soap' | 'context'>,
  listing: Listing<T>,
  call: BillingCall,
): Promise<readonly ListedRow<T>[]> {
  const { operation, pageRows = PAGE_ROWS, maxPages = MAX_PAGES, isEnough = () => false } = listing
  const { onOddity } = context
  const rows: ListedRow<T>[] = []
  const seen = new Set<string>()
  for (let page = 1; page <= maxPages; page += 1) {
    const request = { name: operation, content: writeListing(listing, page, pageRows), writes: false }
    const read = await soap.call(request, call, (answer) => readRows(answer, listing, onOddity))
    const isNew = ({ id }: ListedRow<T>) => id === null || !seen.has(id)
    const fresh = read.filter(isNew)
    for (const row of fresh) {
      if (row.id !== null && seen.has(row.id)) onOddity({ kind: 'duplicate_row', field: operation, code: null })
      else rows.push(row)
      if (row.id !== null) seen.add(row.id)
    }
    // More rows than asked for are all that there are: this version does not page.
    if (read.length !== pageRows || isEnough(rows)) return rows
    // The same page again: there may be more, and nothing tells.
    if (fresh.length === 0) break
  }
  throw new BillingError(
    'BILLING_ANSWER_TOO_LARGE',
    `${SOAP} ${operation}: more than ${maxPages} pages, or the same page again.`,
    {
      outcome: 'not_applied',
    },
  )
}

/** The rows of one answer: none, one or many `ret`. */
export function readRows<T>(
  answer: XmlElement,
  { operation, id, read }: Pick<Listing<T>, 'operation' | 'id' | 'read'>,
  onOddity: LanSide['context']['onOddity'],
): readonly ListedRow<T>[] {
  return elements(answer, 'ret').map((row) => {
    const key = tryReading(() => id(row), operation, onOddity)
    if (key instanceof BillingError) return { id: null, value: key }
    return { id: key, value: tryReading(() => read(row), operation, onOddity) }
  })
}

/** The key of a row under its name. */
export function keyOf(name: string): (row: XmlElement) => string {
  return (row) => readKey(row, name)
}

function writeListing<T>({ filter, order }: Listing<T>, page: number, pageRows: number): string {
  const parts = [...filter, ['pgnum', page] as const, ['pgsize', pageRows] as const]
  const flt = `<flt>${parts.map(([name, value]) => writeElement(name, value)).join('')}</flt>`
  if (order === null) return flt
  const ascdesc = writeElement('ascdesc', order.newestFirst ? 1 : 0)
  return `${flt}<ord>${writeElement('name', order.column)}${ascdesc}</ord>`
}

/** Newest first. A row without an id may stand anywhere, so it comes first. */
export function sortNewestFirst<R extends Pick<ListedRow<unknown>, 'id'>>(rows: readonly R[]): readonly R[] {
  return rows.toSorted((one, other) => compareIds(other.id ?? LAST, one.id ?? LAST))
}

/** Whether rows came in the order that was asked for, so that what has not come yet is older than they are. */
export function isNewestFirst(rows: readonly Pick<ListedRow<unknown>, 'id'>[]): boolean {
  const ids = rows.flatMap(({ id }) => id ?? [])
  return ids.every((id, at) => at === 0 || compareIds(ids[at - 1] ?? LAST, id) > 0)
}

/** Longer than any id. */
const LAST = '9'.repeat(20)

/** One page, newest first, of rows before a place. A page with a row that cannot be read is that row's error. */
export function cutPage<T>(
  rows: readonly ListedRow<T>[],
  { first, before }: { readonly first: number; readonly before: string | null },
): { readonly values: readonly T[]; readonly hasMore: boolean } | BillingError {
  const wanted = sortNewestFirst(rows).filter(({ id }) => isBefore(id, before))
  const values: T[] = []
  for (const { value } of wanted.slice(0, first)) {
    if (value instanceof BillingError) return value
    values.push(value)
  }
  return { values, hasMore: wanted.length > first }
}

/** Whether what has come is enough for that page, whatever else there is. */
export function fillsPage({
  first,
  before,
}: {
  readonly first: number
  readonly before: string | null
}): (rows: readonly ListedRow<unknown>[]) => boolean {
  return (rows) => isNewestFirst(rows) && rows.filter(({ id }) => isBefore(id, before)).length > first
}

function isBefore(id: string | null, before: string | null): boolean {
  return before === null || id === null || compareIds(id, before) < 0
}
