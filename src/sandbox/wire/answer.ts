/**
 * An answer before it is written: values keep their meaning (money, status code, date), so that one row can be written
 * as JSON or XML, and so that a fault can spoil exactly one meaning of it.
 */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  /** A text that may be missing; the XML writer leaves the element out or writes it empty, as it falls. */
  | { readonly kind: 'optional'; readonly text: string | null }
  | { readonly kind: 'whole'; readonly value: number }
  | { readonly kind: 'code'; readonly value: number }
  | { readonly kind: 'money'; readonly kopecks: bigint }
  /** Milliseconds since the epoch; null is written as zeros. */
  | { readonly kind: 'instant'; readonly at: number | null }
  /** yyyy-MM-dd; null is written as zeros. */
  | { readonly kind: 'day'; readonly text: string | null }
  | { readonly kind: 'wholes'; readonly values: readonly number[] }
  | { readonly kind: 'row'; readonly row: Row }
  | { readonly kind: 'rows'; readonly rows: readonly Row[] }
  /** Written as it stands; quoted in JSON when asked for. Only faults make these. */
  | { readonly kind: 'raw'; readonly text: string; readonly quoted: boolean }

export type Row = Readonly<Record<string, Value>>

export interface Answer {
  /** `plain` is one text, outside any notation. */
  readonly shape: 'list' | 'one' | 'plain'
  readonly items: readonly Value[]
  readonly headers?: Readonly<Record<string, string>>
}

/** A finished HTTP answer. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export const text = (value: string): Value => ({ kind: 'text', text: value })
export const optional = (value: string | null): Value => ({ kind: 'optional', text: value })
export const whole = (value: number): Value => ({ kind: 'whole', value })
export const code = (value: number): Value => ({ kind: 'code', value })
export const money = (kopecks: bigint): Value => ({ kind: 'money', kopecks })
export const instant = (at: number | null): Value => ({ kind: 'instant', at })
export const day = (value: string | null): Value => ({ kind: 'day', text: value })

/** A list of rows, in the order given. */
export function listOf(rows: readonly Row[]): Answer {
  return { shape: 'list', items: rows.map((row) => ({ kind: 'row', row })) }
}

/** One row. */
export function oneOf(row: Row): Answer {
  return { shape: 'one', items: [{ kind: 'row', row }] }
}

/** The same answer with every row changed, nested rows too. `position` counts the rows of the whole answer. */
export function mapRows(answer: Answer, change: (row: Row, position: number) => Row): Answer {
  let position = 0
  const changeRow = (row: Row): Row => {
    const nested = Object.entries(row).map(([name, value]): [string, Value] => [name, changeNested(value)])
    return change(Object.fromEntries(nested), position++)
  }
  const changeNested = (value: Value): Value => {
    if (value.kind === 'row') return { kind: 'row', row: changeRow(value.row) }
    if (value.kind === 'rows') return { kind: 'rows', rows: value.rows.map(changeRow) }
    return value
  }
  return { ...answer, items: answer.items.map(changeNested) }
}

/** The same row with every value changed. */
export function mapValues(row: Row, change: (value: Value, position: number) => Value): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value], position) => [name, change(value, position)]))
}
