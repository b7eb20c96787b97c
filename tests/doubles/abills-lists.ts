import type { Json, Params } from './abills-json.ts'
import { parseMoney, printMoney, textOf } from './abills-json.ts'

// How the billing searches: a parameter that names a column filters by it and shows it; `_SHOW` or nothing only shows it.

export interface Column<Row> {
  readonly type: 'INT' | 'STR' | 'DATE'
  /** The name on the wire; without one the column only filters. */
  readonly name?: string
  readonly isAlwaysShown?: true
  readonly read: (row: Row) => Json
}

export type Columns<Row> = Readonly<Record<string, Column<Row>>>

export interface Listing<Row> {
  readonly columns: Columns<Row>
  /** The column of the order, and whether the newest come first. */
  readonly sort: string
  readonly isDescending: boolean
}

/** As many rows as the billing gives when nobody says how many. */
const DEFAULT_ROWS = 25
const PAGING = new Set(['PAGE_ROWS', 'PG', 'SORT', 'DESC'])

export interface Found<Row> {
  readonly rows: readonly Row[]
  readonly shown: readonly Json[]
  readonly total: number
}

/** Filters, sorts and cuts: PG is the number of rows to skip, not of pages. */
export function search<Row>(all: readonly Row[], listing: Listing<Row>, params: Params): Found<Row> {
  const asked = Object.keys(params).filter((name) => !PAGING.has(name) && name in listing.columns)
  const kept = all.filter((row) =>
    asked.every((name) => passes(row, listing.columns[name], textOf(params, name) ?? '')),
  )
  const sorted = kept.toSorted(orderOf(listing, params))
  const skipped = Number(textOf(params, 'PG') ?? 0) || 0
  const count = Number(textOf(params, 'PAGE_ROWS') ?? 0) || DEFAULT_ROWS
  const rows = sorted.slice(skipped, skipped + count)
  return { rows, shown: rows.map((row) => show(row, listing.columns, asked)), total: kept.length }
}

function show<Row>(row: Row, columns: Columns<Row>, asked: readonly string[]): Json {
  const cells: [string, Json][] = []
  for (const [id, { name, isAlwaysShown, read }] of Object.entries(columns)) {
    if (name !== undefined && (isAlwaysShown || asked.includes(id))) cells.push([name, read(row)])
  }
  return Object.fromEntries(cells.toSorted(([left], [right]) => (left < right ? -1 : 1)))
}

function orderOf<Row>({ columns, sort, isDescending }: Listing<Row>, params: Params) {
  const asked = (textOf(params, 'SORT') ?? '').replace(/(?<=[a-z])[A-Z]/g, (capital) => `_${capital}`).toUpperCase()
  const column = columns[asked] ?? columns[sort]
  const isBackwards = textOf(params, 'DESC') ? textOf(params, 'DESC')?.toUpperCase() === 'DESC' : isDescending
  return (left: Row, right: Row): number => {
    const order = column === undefined ? 0 : compare(column.read(left), column.read(right))
    return isBackwards ? -order : order
  }
}

function compare(left: Json, right: Json): number {
  if (typeof left === 'string' && typeof right === 'string') {
    const [one, other] = [left.toLowerCase(), right.toLowerCase()]
    return one < other ? -1 : one > other ? 1 : 0
  }
  return Number(left) - Number(right)
}

/**
 * `1;2;20` is any of these and `1,2,20` all of them at once, which no number is. Texts know `*`, where "," is any of these.
 * Numbers and days know `<`, `>`, `=` and `!` in front.
 */
function passes<Row>(row: Row, column: Column<Row> | undefined, wanted: string): boolean {
  if (column === undefined || wanted === '' || wanted === '_SHOW') return true
  const cell = cellText(column.read(row))
  const hasOperators = /[<>=]/.test(wanted)
  if (column.type === 'INT' && !/^[0-9,;\-.\s<>=*!]+$/.test(wanted)) return false
  if (wanted.includes(';') && !hasOperators) return wanted.split(';').some((one) => equals(cell, one, column.type))
  const parts = wanted.split(/[;,]/)
  const isAny = column.type !== 'INT' && !wanted.includes(';')
  return isAny ? parts.some((one) => matches(cell, one, column)) : parts.every((one) => matches(cell, one, column))
}

function matches<Row>(cell: string, wanted: string, { type }: Column<Row>): boolean {
  if (wanted.startsWith('!')) return !equals(cell, wanted.slice(1), type)
  if (wanted.includes('*')) return like(cell, wanted)
  const [, operator = '=', limit = wanted] = (type === 'STR' ? null : /^([<>=]{1,2})(.*)$/.exec(wanted)) ?? []
  if (operator === '=') return equals(cell, limit, type)
  const order = type === 'INT' ? numeric(cell) - numeric(limit) : cell < limit ? -1 : cell > limit ? 1 : 0
  return operator.includes(order === 0 ? '=' : order < 0 ? '<' : '>')
}

function like(cell: string, wanted: string): boolean {
  const pattern = wanted
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('.*')
  return new RegExp(`^${pattern}$`, 'isu').test(cell)
}

function equals(cell: string, wanted: string, type: Column<unknown>['type']): boolean {
  return type === 'INT' ? numeric(cell) === numeric(wanted) : cell.toLowerCase() === wanted.toLowerCase()
}

function numeric(text: string): number {
  return Number.parseFloat(text) || 0
}

function cellText(cell: Json): string {
  if (typeof cell === 'bigint') return printMoney(cell)
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell) : ''
}

/** A sum that somebody asks for in a filter or a body; null is none. */
export function readSum(params: Params, name: string): bigint | null {
  const text = textOf(params, name)
  return text === undefined ? null : parseMoney(text)
}
