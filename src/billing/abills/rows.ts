import { DateError } from '../../domain/date.ts'
import { MoneyError } from '../../domain/money.ts'
import { BillingError } from '../error.ts'
import type { Bulk } from '../port.ts'
import { AnswerError } from '../transport/answer.ts'
import { toBillingError } from '../transport/http.ts'
import type { JsonObject } from '../transport/json.ts'
import { SYSTEM } from './client.ts'
import type { Oddity, OnOddity } from './oddity.ts'

/**
 * A row, or why it cannot be read, under the key that it says it belongs to: one bad row must not hide the others. A row
 * that does not even say whose it is makes the whole answer unreadable, since it may be anybody's.
 */
export interface KeyedRow<T> {
  readonly key: string
  readonly value: T | BillingError
}

export interface RowReading<T> {
  /** For errors and oddities: "payments". */
  readonly noun: string
  readonly key: (row: JsonObject) => string
  readonly value: (row: JsonObject) => T
  readonly onOddity: OnOddity
}

export function readKeyedRows<T>(rows: readonly JsonObject[], reading: RowReading<T>): readonly KeyedRow<T>[] {
  const { noun, onOddity } = reading
  try {
    return rows.map((row) => ({
      key: reading.key(row),
      value: tryRead(() => reading.value(row), { noun, onOddity }),
    }))
  } catch (error) {
    // The key of a row: nothing of the answer can be told.
    if (isUnreadable(error)) throw toBillingError(error, { system: SYSTEM, operation: noun, writes: false })
    throw error
  }
}

/** What `read` reads from a part of an answer, or why it cannot, which is counted. */
export function tryRead<T>(
  read: () => T,
  { noun, onOddity }: { readonly noun: string; readonly onOddity: OnOddity },
): T | BillingError {
  try {
    return read()
  } catch (error) {
    if (!isUnreadable(error)) throw error
    onOddity({ kind: 'unreadable_row', field: noun, code: null })
    return toBillingError(error, { system: SYSTEM, operation: noun, writes: false })
  }
}

interface Asking {
  readonly asked: ReadonlySet<string>
  /** The field that is the key, for oddities: "users.uid". */
  readonly field: string
  readonly onOddity: OnOddity
}

/** Rows by key: those that were not asked for are left out, and of several with one key the first counts. */
export function indexRows<T>(rows: readonly KeyedRow<T>[], { asked, field, onOddity }: Asking): Map<string, T | BillingError> {
  const byKey = new Map<string, T | BillingError>()
  for (const { key, value } of rows) {
    if (!asked.has(key)) leaveOutForeign(value, { field, onOddity })
    else if (byKey.has(key)) onOddity({ kind: 'duplicate_row', field, code: null })
    else byKey.set(key, value)
  }
  return byKey
}

/** Rows by the key that they belong to, in their order. Every key has a list, or an error when one of its rows has one. */
export function groupRows<T>(
  rows: readonly KeyedRow<T>[],
  { asked, field, onOddity }: Asking,
): Map<string, readonly T[] | BillingError> {
  const groups = new Map<string, T[] | BillingError>([...asked].map((key) => [key, []]))
  for (const { key, value } of rows) {
    const own = groups.get(key)
    if (own === undefined) leaveOutForeign(value, { field, onOddity })
    else if (value instanceof BillingError) groups.set(key, value)
    else if (!(own instanceof BillingError)) own.push(value)
  }
  return groups
}

/**
 * A row that nobody asked for is left out and counted. When it cannot even be read, the answer is one to another question,
 * and nothing in it may count as absent.
 */
export function leaveOutForeign(row: unknown, { field, onOddity }: Pick<Oddity, 'field'> & { onOddity: OnOddity }): void {
  if (row instanceof BillingError) throw row
  onOddity({ kind: 'foreign_row', field, code: null })
}

/** The values of all rows, or the error of the first that has one: for what is of no use in parts. */
export function assertReadable<T>(rows: readonly KeyedRow<T>[]): readonly T[] {
  return rows.map(({ value }) => {
    if (value instanceof BillingError) throw value
    return value
  })
}

/** The same keys with other values; errors stay as they are. */
export function mapBulk<K, V, W>(bulk: Bulk<K, V>, change: (value: V) => W): Map<K, W | BillingError> {
  return new Map([...bulk].map(([key, value]) => [key, value instanceof BillingError ? value : change(value)]))
}

export function chunk<T>(values: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, at) => values.slice(at * size, (at + 1) * size))
}

/** Asks for each key apart; the transport lets few go at once. A key whose question fails has its error. */
export async function findEach<K, V>(keys: readonly K[], find: (key: K) => Promise<V | undefined>): Promise<Bulk<K, V>> {
  const found = new Map<K, V | BillingError>()
  const ask = async (key: K) => {
    const value = await find(key).catch(toKeyError)
    if (value !== undefined) found.set(key, value)
  }
  for (const some of chunk(keys, QUESTIONS_AT_ONCE)) await Promise.all(some.map(ask))
  const values = [...found.values()]
  const [first] = values
  if (first instanceof BillingError && values.length === keys.length && values.every((v) => v instanceof BillingError)) {
    throw first
  }
  return found
}

/** More would only wait in the transport's queue. */
const QUESTIONS_AT_ONCE = 8

function toKeyError(error: unknown): BillingError {
  if (error instanceof BillingError) return error
  throw error
}

/** What readers throw at an answer; anything else is a mistake of ours. */
function isUnreadable(error: unknown): boolean {
  return error instanceof AnswerError || error instanceof MoneyError || error instanceof DateError
}
