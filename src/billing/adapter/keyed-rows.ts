import { DateError } from '../../domain/date.ts'
import { MoneyError } from '../../domain/money.ts'
import { BillingError } from '../error.ts'
import type { Bulk } from '../port.ts'
import { AnswerError } from '../transport/answer.ts'
import { type CallName, toBillingError } from '../transport/http.ts'
import { compareIds } from './context.ts'
import type { Oddity, OnOddity } from './oddity.ts'

/**
 * A row, or why it cannot be read, under the key that it says it belongs to: one bad row must not hide the others. A row
 * that does not even say whose it is makes the whole answer unreadable, since it may be anybody's.
 */
export interface KeyedRow<T> {
  readonly key: string
  readonly value: T | BillingError
}

/** What is read of one row of an answer: its key first. Both throw for what cannot be read. */
export interface RowReading<Row, T> {
  readonly key: (row: Row) => string
  /** `key` is what was read of the same row. */
  readonly value: (row: Row, key: string) => T
}

interface Noting {
  readonly onOddity: OnOddity
}

/** Whose answer is read, and who hears of rows that cannot be. */
export interface Telling extends Noting {
  readonly name: Pick<CallName, 'system' | 'operation'>
}

export interface RowReader<Row, T> extends Telling {
  readonly reading: RowReading<Row, T>
}

/** One row of the answer to a read. */
export function readKeyedRow<Row, T>(row: Row, reader: RowReader<Row, T>): KeyedRow<T> {
  const { reading } = reader
  const key = reading.key(row)
  try {
    return { key, value: reading.value(row, key) }
  } catch (error) {
    return { key, value: toUnreadable(error, reader) }
  }
}

/** What `read` reads from a part of an answer, or why it cannot, which is counted. */
export function tryRead<T>(read: () => T, telling: Telling): T | BillingError {
  try {
    return read()
  } catch (error) {
    return toUnreadable(error, telling)
  }
}

/** Why a part of an answer cannot be read, which is counted; what is a mistake of ours is thrown again. */
export function toUnreadable(error: unknown, { name, onOddity }: Telling): BillingError {
  if (!isUnreadable(error)) throw error
  onOddity({ kind: 'unreadable_row', field: name.operation, code: null })
  return toBillingError(error, { ...name, writes: false })
}

/**
 * Rows by key. Rows that were not asked for are left out; of several rows with one key the first counts, and both are
 * oddities.
 */
export function indexRows<T>(
  rows: readonly KeyedRow<T>[],
  options: { readonly asked: ReadonlySet<string>; readonly field: string; readonly onOddity: OnOddity },
): Map<string, T | BillingError> {
  const { asked, field, onOddity } = options
  const byKey = new Map<string, T | BillingError>()
  for (const { key, value } of rows) {
    if (!asked.has(key)) leaveOutForeign(value, { field, onOddity })
    else if (byKey.has(key)) onOddity({ kind: 'duplicate_row', field, code: null })
    else byKey.set(key, value)
  }
  return byKey
}

/** As `indexRows`, for answers that hold whatever there is. Keeps them in the order of their ids, so that it is stable. */
export function indexAll<T>(
  rows: readonly KeyedRow<T>[],
  options: { readonly field: string; readonly onOddity: OnOddity },
): Map<string, T | BillingError> {
  const sorted = rows.toSorted((one, other) => compareIds(one.key, other.key))
  return indexRows(sorted, { ...options, asked: new Set(rows.map(({ key }) => key)) })
}

/**
 * Rows by the key that they belong to, each row once and in the order of their numbers: pages come in no order, and a row
 * may come on two of them. Every key that was asked for has a list, or an error when one of its rows has one.
 */
export function groupRows<T>(
  rows: readonly KeyedRow<T>[],
  asked: Iterable<string>,
  options: {
    /** For oddities: "services". */
    readonly noun: string
    readonly ownerField: string
    readonly onOddity: OnOddity
    /** What tells the rows of one key apart. */
    readonly id: (row: T) => string
    /** Zero for rows of one id alone. Of these the first counts. */
    readonly compare: (one: T, other: T) => number
  },
): Map<string, readonly T[] | BillingError> {
  const { noun, ownerField, onOddity, id, compare } = options
  const groups = new Map<string, T[] | BillingError>()
  for (const key of asked) groups.set(key, [])
  for (const { key, value } of rows) {
    const own = groups.get(key)
    if (own === undefined) leaveOutForeign(value, { field: `${noun}.${ownerField}`, onOddity })
    else if (value instanceof BillingError) groups.set(key, value)
    else if (!(own instanceof BillingError)) own.push(value)
  }
  for (const [key, own] of groups) {
    if (own instanceof BillingError || own.length < 2) continue
    const sorted = own.toSorted(compare)
    const distinct = sorted.filter((row, at) => at === 0 || id(row) !== id(sorted[at - 1] ?? row))
    for (let twins = own.length - distinct.length; twins > 0; twins -= 1) {
      onOddity({ kind: 'duplicate_row', field: `${noun}.id`, code: null })
    }
    groups.set(key, distinct)
  }
  return groups
}

/**
 * A row that nobody asked for is left out and counted. When it cannot even be read, the answer is one to another question,
 * and nothing in it may count as absent.
 */
export function leaveOutForeign(row: unknown, { field, onOddity }: Pick<Oddity, 'field'> & Noting): void {
  if (row instanceof BillingError) throw row
  onOddity({ kind: 'foreign_row', field, code: null })
}

/** The rows that can be read. */
export function keepReadable<T>(rows: Iterable<T | BillingError>): readonly T[] {
  const readable: T[] = []
  for (const row of rows) if (!(row instanceof BillingError)) readable.push(row)
  return readable
}

/** The values of all rows, or the error of the first that has one: for what is of no use in parts. */
export function assertReadable<T>(rows: readonly (T | BillingError)[]): readonly T[] {
  return rows.map((row) => {
    if (row instanceof BillingError) throw row
    return row
  })
}

/** The same keys with other values; errors stay as they are. */
export function mapBulk<K, V, W>(bulk: Bulk<K, V>, change: (value: V) => W): Map<K, W | BillingError> {
  const changed = new Map<K, W | BillingError>()
  for (const [key, value] of bulk) changed.set(key, value instanceof BillingError ? value : change(value))
  return changed
}

/** What readers throw at an answer; anything else is a mistake of ours. */
function isUnreadable(error: unknown): boolean {
  return error instanceof AnswerError || error instanceof MoneyError || error instanceof DateError
}
