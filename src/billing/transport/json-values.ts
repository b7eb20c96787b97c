import { malformed } from './answer.ts'

/*
 * Values of JSON as the billing means them, for rows that come in hundreds: `toId(row['id'], 'id')`. Where a place in the code takes the same
 * field of each row the engine knows where it lies; `readId(row, 'id')`, one place for all fields of all rows, has to look each of them up.
 * `field` is for errors alone.
 */

/** A number that a double prints otherwise than the billing does, as it was printed. */
export const SOURCE = Symbol('source')

/** A number as it was printed, where its double prints otherwise; null for everything else. */
export function findSource(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !(SOURCE in value)) return null
  return typeof value[SOURCE] === 'string' ? value[SOURCE] : null
}

/** A number as the double that it is; everything else as it is. */
function toPlain(value: unknown): unknown {
  const source = findSource(value)
  return source === null ? value : Number(source)
}

/** As `readText`. */
export function toText(value: unknown, field: string): string {
  if (typeof value === 'string') return value
  const plain = toPlain(value)
  if (typeof plain === 'number' && Number.isSafeInteger(plain)) return String(plain)
  throw malformed(`${field}: not text`)
}

/** As `toText`; null, absent and blank are null. */
export function toOptionalText(value: unknown, field: string): string | null {
  if (value === undefined || value === null) return null
  const text = toText(value, field).trim()
  return text === '' ? null : text
}

/** As `readInteger`. */
export function toInteger(value: unknown, field: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  const plain = toPlain(value)
  const number = typeof plain === 'string' && /^-?\d{1,16}$/.test(plain) ? Number(plain) : plain
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) throw malformed(`${field}: not a whole number`)
  return number
}

/** As `readId`. */
export function toId(value: unknown, field: string): string {
  const id = toInteger(value, field)
  if (id <= 0) throw malformed(`${field}: not an id`)
  return String(id)
}

/** As `readOptionalId`. */
export function toOptionalId(value: unknown, field: string): string | null {
  if (value === null || value === '') return null
  return toInteger(value, field) === 0 ? null : toId(value, field)
}

/** Below, doubles lie closer together than hundredths do, so that one with two decimals prints as it was printed. */
const MAX_EXACT_DECIMAL = 2 ** 46

/** As `readPrinted`. */
export function toPrinted(value: unknown, field: string): string | number {
  const text = findSource(value) ?? value
  if (typeof text === 'string') return text
  if (typeof text !== 'number' || Math.abs(text) >= MAX_EXACT_DECIMAL) throw malformed(`${field}: not a decimal`)
  return text
}
