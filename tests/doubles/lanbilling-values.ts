import { type Field, fieldsOf } from './lanbilling-types.ts'
import { escapeText, type XmlElement } from './lanbilling-xml.ts'

/** Rows of the double: requests read by the table of types, and answers written by it. */
export type Value = number | string | boolean | Row | readonly Value[] | undefined
export interface Row {
  readonly [name: string]: Value
}

/** What gSOAP says of a request before anybody looks at it. */
export class InvalidValueError extends Error {
  readonly element: string
  constructor(element: string) {
    super(element)
    this.element = element
  }
}

/** Something that has to be there is not: the recorded server closes the connection without a word. */
export class MissingElementError extends Error {}

const LONG = /^\s*[+-]?\d{1,19}\s*$/
const DOUBLE = /^\s*(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[+-]?INF|NaN)\s*$/

/** The order of elements does not matter, and unknown ones are passed over. */
export function readFields(element: XmlElement, fields: readonly Field[]): Row {
  return Object.fromEntries(fields.map((field): [string, Value] => [field.name, readField(element, field)]))
}

function readField(element: XmlElement, field: Field): Value {
  const found = element.children.filter(({ name }) => name === field.name)
  if (field.need === 'many') return found.map((one) => readOne(one, field))
  const last = found.at(-1)
  if (last !== undefined) return readOne(last, field)
  if (field.need === 'one') throw new MissingElementError(field.name)
  return isType(field.kind) ? undefined : standardOf(field)
}

function readOne(element: XmlElement, { name, kind }: Field): Value {
  const { text } = element
  switch (kind) {
    case 's':
      return text
    case 'l':
      if (!LONG.test(text)) throw new InvalidValueError(name)
      return Number(text)
    case 'd':
      if (!DOUBLE.test(text)) throw new InvalidValueError(name)
      return Number(text.trim().replace('INF', 'Infinity'))
    case 'b':
      if (!/^\s*(?:true|false|0|1)\s*$/.test(text)) throw new InvalidValueError(name)
      return /true|1/.test(text)
    default:
      return readFields(element, fieldsOf(kind))
  }
}

/**
 * As gSOAP serializes: what has to be there always, texts also when they are empty, numbers and flags not when they are what a
 * missing one counts as. A balance of zero is therefore no element at all.
 */
function writeFields(row: Row, fields: readonly Field[]): string {
  return fields.map((field) => writeField(row[field.name], field)).join('')
}

function writeField(value: Value, field: Field): string {
  if (field.need === 'many')
    return listOf(value)
      .map((one) => writeOne(one, field))
      .join('')
  if (isType(field.kind)) {
    if (value === undefined && field.need === 'maybe') return ''
    return writeOne(value ?? {}, field)
  }
  const present = value ?? standardOf(field)
  if (field.need === 'maybe' && field.kind !== 's' && present === standardOf(field)) return ''
  return writeOne(present, field)
}

export function writeOne(value: Value, { name, kind }: Pick<Field, 'name' | 'kind'>): string {
  const inner = isType(kind) ? writeFields(rowOf(value), fieldsOf(kind)) : textOfScalar(value, kind)
  return inner === '' && !isType(kind) ? `<${name}/>` : `<${name}>${inner}</${name}>`
}

function textOfScalar(value: Value, kind: string): string {
  if (kind === 'd') return printDouble(Number(value))
  return typeof value === 'object' ? '' : escapeText(String(value))
}

/** `%.17g`: 600.45000000000005, 50.450000000000045, -550. */
function printDouble(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? 'INF' : '-INF'
  const [digits = '', exponent] = value.toPrecision(17).split('e')
  const short = digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits
  return exponent === undefined ? short : `${short}e${exponent}`
}

function isType(kind: string): boolean {
  return kind.length > 1
}

function standardOf({ kind, standard }: Field): Value {
  return kind === 's' ? standard : kind === 'b' ? standard === 'true' : Number(standard)
}

export function rowOf(value: Value): Row {
  return isRow(value) ? value : {}
}

function isRow(value: Value): value is Row {
  return typeof value === 'object' && !Array.isArray(value)
}

export function listOf(value: Value): readonly Value[] {
  return Array.isArray(value) ? value : []
}

export function numberOf(row: Row, name: string): number {
  const value = row[name]
  return typeof value === 'number' ? value : 0
}

export function textOf(row: Row, name: string): string {
  const value = row[name]
  return typeof value === 'string' ? value : ''
}

/** The numbers of a field that may be there many times. */
export function numbersOf(row: Row, name: string): readonly number[] {
  return listOf(row[name]).filter((one): one is number => typeof one === 'number')
}
