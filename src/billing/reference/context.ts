import { type Currency, type Money, readLegacyMoney } from '../../domain/money.ts'
import { malformed } from '../transport/answer.ts'
import type { OnOddity } from './oddity.ts'

/** What every reader of this billing needs to know besides the answer. */
export interface ReadContext {
  /** IANA zone of the billing's dates, which carry none. */
  readonly timeZone: string
  /** The one currency that the billing keeps accounts in. */
  readonly currency: Currency
  readonly onOddity: OnOddity
}

/** An amount as the billing prints it; noise is snapped and counted. */
export function readAmount(text: string, field: string, { currency, onOddity }: ReadContext): Money {
  return readLegacyMoney(text, currency, () => onOddity({ kind: 'money_noise', field, code: null }))
}

/** Refuses a row in another currency: its digits would mean something else. */
export function assertCurrency(code: string, { currency }: ReadContext): void {
  if (code !== currency) throw malformed('currency: not the one configured')
}

/**
 * Rows by key. Rows that were not asked for are left out; of several rows with one key the first counts, and both are
 * oddities.
 */
export function indexRows<T>(
  rows: readonly T[],
  options: { readonly asked: ReadonlySet<string>; readonly field: string; readonly onOddity: OnOddity },
  key: (row: T) => string,
): Map<string, T> {
  const { asked, field, onOddity } = options
  const byKey = new Map<string, T>()
  for (const row of rows) {
    const id = key(row)
    if (!asked.has(id)) onOddity({ kind: 'foreign_row', field, code: null })
    else if (byKey.has(id)) onOddity({ kind: 'duplicate_row', field, code: null })
    else byKey.set(id, row)
  }
  return byKey
}

/** As `indexRows`, for answers that hold whatever there is. Keeps them in the order of their ids, so that it is stable. */
export function indexAll<T>(
  rows: readonly T[],
  options: { readonly field: string; readonly onOddity: OnOddity },
  key: (row: T) => string,
): Map<string, T> {
  const sorted = rows.toSorted((one, other) => Number(key(one)) - Number(key(other)))
  return indexRows(sorted, { ...options, asked: new Set(rows.map(key)) }, key)
}

/**
 * Rows by the key that they belong to, each row once and in the order of their numbers: pages come in no order, and a row
 * may come on two of them. Every key that was asked for has a list.
 */
export function groupRows<T>(
  rows: readonly T[],
  asked: Iterable<string>,
  options: {
    /** For oddities: "services". */
    readonly noun: string
    readonly ownerField: string
    readonly onOddity: OnOddity
    readonly owner: (row: T) => string
    /** What tells the rows of one owner apart. */
    readonly id: (row: T) => string
    readonly compare: (one: T, other: T) => number
  },
): Map<string, readonly T[]> {
  const { noun, ownerField, onOddity, owner, id, compare } = options
  const byOwner = new Map<string, Map<string, T>>()
  for (const key of asked) byOwner.set(key, new Map())
  for (const row of rows) {
    const own = byOwner.get(owner(row))
    if (own === undefined) onOddity({ kind: 'foreign_row', field: `${noun}.${ownerField}`, code: null })
    else if (own.has(id(row))) onOddity({ kind: 'duplicate_row', field: `${noun}.id`, code: null })
    else own.set(id(row), row)
  }
  return new Map([...byOwner].map(([key, own]) => [key, [...own.values()].toSorted(compare)]))
}

/** The order of numeric ids. */
export function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return Number(one.id) - Number(other.id)
}
