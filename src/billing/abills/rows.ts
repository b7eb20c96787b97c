import { type KeyedRow, readKeyedRow, tryRead } from '../adapter/keyed-rows.ts'
import type { OnOddity } from '../adapter/oddity.ts'
import { BillingError } from '../error.ts'
import type { JsonObject } from '../transport/json.ts'
import { SYSTEM } from './client.ts'

export interface RowsReading<T> {
  /** For errors and oddities: "payments". */
  readonly noun: string
  /** Whose the row is. */
  readonly key: (row: JsonObject) => string
  readonly value: (row: JsonObject) => T
  readonly onOddity: OnOddity
}

/** The rows of a list that has been fetched. One that does not even say whose it is makes all of them unreadable. */
export function readRows<T>(
  rows: readonly JsonObject[],
  { noun, onOddity, ...reading }: RowsReading<T>,
): readonly KeyedRow<T>[] {
  const name = { system: SYSTEM, operation: noun }
  const read = tryRead(() => rows.map((row) => readKeyedRow(row, { name, reading, onOddity })), { name, onOddity })
  if (read instanceof BillingError) throw read
  return read
}

/** The values of all rows, or the error of the first that has one: for what is of no use in parts. */
export function allReadable<T>(rows: readonly KeyedRow<T>[]): readonly T[] {
  return rows.map(({ value }) => {
    if (value instanceof BillingError) throw value
    return value
  })
}
