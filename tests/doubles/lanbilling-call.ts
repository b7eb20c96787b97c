import type { Books } from './lanbilling-books.ts'
import type { Agreement, Person, State, Vgroup } from './lanbilling-state.ts'
import { fieldsOf } from './lanbilling-types.ts'
import { listOf, numberOf, type Row, rowOf, textOf, type Value } from './lanbilling-values.ts'

/** One call of an operation: who asks, when, and of what. */
export interface Call {
  readonly books: Books
  /** Local, `yyyy-MM-dd HH:mm:ss`. */
  readonly now: string
  readonly session: Session
  readonly terms: Terms
  readonly input: Row
}

export type Session =
  | { readonly kind: 'manager'; readonly personid: number }
  | { readonly kind: 'client'; readonly uid: number }

/** What the office has set. */
export interface Terms {
  /** Before this day nothing may be changed; "" for none. */
  periodLock: string
  promise: { isAvailable: boolean; days: number; min: number; max: number; limit: number; betweenDays: number }
  block: {
    isAvailable: boolean
    minDays: number
    maxDays: number
    beginFrom: number
    beginTo: number
    /** How often in all. */
    count: number
    needsMoney: boolean
  }
  /** Whether a tariff can only be changed without debt. */
  changeNeedsMoney: boolean
}

export type Answer = readonly Row[] | number | null

export interface Operation {
  /** In the notation of the table of types. */
  readonly input: string
  /** The type of `ret`, `l` or `d`; "" for an answer without it. */
  readonly output: string
  readonly writes?: true
  /** Whether a subscriber's own session is let in as well. */
  readonly clients?: true
  run(call: Call): Answer
}

/** A fault whose meaning is in its detail. */
export class RefusalError extends Error {}

export function refuse(detail: string): never {
  throw new RefusalError(detail)
}

/** The filter of a call. One that asks by what is not looked at here is refused, and not answered as if it had not asked. */
export function filterOf({ input }: Call, served: readonly string[]): Row {
  const filter = rowOf(input['flt'])
  const known = [...served, 'pgnum', 'pgsize', 'archive']
  const stranger = fieldsOf('soapFilter').find(({ name, standard }) => {
    const value = filter[name]
    const isAny = typeof value === 'object' || ['', '0', '-1', 'false', standard].includes(String(value ?? ''))
    return !known.includes(name) && !isAny
  })
  if (stranger !== undefined) refuse(`The double does not filter by ${stranger.name}`)
  return filter
}

/** In a filter 0, -1 and "" mean any. */
export function allows(filter: Row, name: string, value: number): boolean {
  const wanted = numberOf(filter, name)
  return wanted === 0 || wanted === -1 || wanted === value
}

export function paged<T>(rows: readonly T[], filter: Row): readonly T[] {
  const size = numberOf(filter, 'pgsize')
  if (size <= 0) return rows
  const from = (Math.max(numberOf(filter, 'pgnum'), 1) - 1) * size
  return rows.slice(from, from + size)
}

/** By the columns asked for, as the database calls them; as they lie there without any. */
export function ordered<T>(
  rows: readonly T[],
  order: Value,
  columns: Readonly<Record<string, (row: T) => number | string>>,
): readonly T[] {
  const keys = listOf(order).map((value) => {
    const row = rowOf(value)
    const name = textOf(row, 'name')
    return {
      of: columns[name] ?? refuse(`Unknown column '${name}' in 'order clause'`),
      down: numberOf(row, 'ascdesc') !== 0,
    }
  })
  return rows.toSorted((one, other) => {
    for (const { of, down } of keys) {
      const [left, right] = [of(one), of(other)]
      if (left !== right) return left < right === down ? 1 : -1
    }
    return 0
  })
}

export function findPerson({ people }: State, uid: number): Person | undefined {
  return people.find((one) => one.uid === uid)
}

export function findAgreement({ agreements }: State, agrmid: number): Agreement | undefined {
  return agreements.find((one) => one.agrmid === agrmid)
}

/** `closedon` is the day from which it is closed. */
export function isClosed({ closedon }: Agreement, now: string): boolean {
  return closedon !== '' && closedon <= now.slice(0, 10)
}

/** An agreement that this session may touch: a subscriber's own, or any. */
export function agreementFor({ books, session }: Call, agrmid: number): Agreement {
  const agreement = findAgreement(books.state, agrmid)
  if (agreement === undefined || (session.kind === 'client' && session.uid !== agreement.uid)) {
    return refuse(`Agreement not found (${agrmid})`)
  }
  return agreement
}

export function vgroupFor({ books, session }: Call, vgid: number): Vgroup {
  const vgroup = books.state.vgroups.find((one) => one.vgid === vgid)
  if (vgroup === undefined || (session.kind === 'client' && session.uid !== vgroup.uid)) {
    return refuse(`Vgroup not found (${vgid})`)
  }
  return vgroup
}
