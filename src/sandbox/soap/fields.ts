import { readInstant, ZERO_DAY, ZERO_INSTANT } from '../wire/dates.ts'
import { RefusalError } from '../wire/refusal.ts'
import type { XmlElement } from '../wire/xml.ts'

/** The child of that name; refuses when it is missing. Order and namespace of children do not matter. */
export function child(element: XmlElement, name: string): XmlElement {
  const found = element.children.find((candidate) => candidate.name === name)
  if (found === undefined) throw new RefusalError(400, `Missing element (${name})`)
  return found
}

/** The trimmed text of a child; null when it is missing or empty. */
export function textOf(element: XmlElement, name: string): string | null {
  const found = element.children.find((candidate) => candidate.name === name)
  const value = found?.text.trim() ?? ''
  return value === '' ? null : value
}

/** The same; refuses when it is missing or empty. */
export function requiredText(element: XmlElement, name: string): string {
  const value = textOf(element, name)
  if (value === null) throw new RefusalError(400, `Missing element (${name})`)
  return value
}

/** A text that fits its column; a longer one is refused, not cut. */
export function readShortText(element: XmlElement, name: string, longest: number): string | null {
  const value = textOf(element, name)
  if (value !== null && value.length > longest) throw invalid(name)
  return value
}

/** An xsd:long; null when it is missing, empty, 0 or -1, which all mean "any". */
export function longOf(element: XmlElement, name: string): number | null {
  return readLong(textOf(element, name), name)
}

/** All children of that name that mean something. */
export function longsOf(element: XmlElement, name: string): number[] {
  const values = element.children.filter((candidate) => candidate.name === name)
  return values.map((value) => readLong(value.text.trim(), name)).filter((value) => value !== null)
}

/** An instant in Moscow time; null when it is missing, empty or zeros. */
export function instantOf(element: XmlElement, name: string): number | null {
  const value = textOf(element, name)
  if (value === null || value === ZERO_DAY || value === ZERO_INSTANT) return null
  const at = readInstant(value)
  if (at === null) throw invalid(name)
  return at
}

export function invalid(name: string): RefusalError {
  return new RefusalError(400, `Invalid value (${name})`)
}

function readLong(value: string | null, name: string): number | null {
  if (value === null || value === '') return null
  if (!/^[+-]?\d{1,19}$/.test(value)) throw invalid(name)
  const number = Number(value)
  if (number === 0 || number === -1) return null
  // Nothing has an id as large as that; the nearest number that can be told apart has nothing either.
  return Math.max(Math.min(number, Number.MAX_SAFE_INTEGER), Number.MIN_SAFE_INTEGER)
}
