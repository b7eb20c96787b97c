import { readDecimal } from '../wire/money.ts'
import { RefusalError } from '../wire/refusal.ts'
import { isXmlText } from '../wire/xml.ts'

type Fields = Readonly<Record<string, unknown>>

/** A JSON object with no other fields than those named; refuses with 400 and a text that helps. */
export function readObject(value: unknown, what: string, allowed: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad(`${what} must be an object`)
  const stranger = Object.keys(value).find((name) => !allowed.includes(name))
  if (stranger !== undefined) throw bad(`unknown field '${stranger}' in ${what}; known: ${allowed.join(', ')}`)
  return Object.fromEntries(Object.entries(value))
}

/** A number in a range, whole ones only unless told otherwise; undefined when it is missing. */
export function readNumber(
  fields: Fields,
  name: string,
  range: { readonly min: number; readonly max: number; readonly fraction?: boolean },
): number | undefined {
  const value = fields[name]
  if (value === undefined) return undefined
  const fits = typeof value === 'number' && value >= range.min && value <= range.max
  if (!fits || !(range.fraction === true ? Number.isFinite(value) : Number.isSafeInteger(value))) {
    throw bad(`'${name}' must be a ${range.fraction === true ? '' : 'whole '}number from ${range.min} to ${range.max}`)
  }
  return value
}

/** A text of at most 200 characters, or so many, that XML can carry; undefined when it is missing. */
export function readText(fields: Fields, name: string, longest = 200): string | undefined {
  const value = fields[name]
  if (value === undefined) return undefined
  if (typeof value !== 'string' || value === '' || value.length > longest || !isXmlText(value)) {
    throw bad(`'${name}' must be a text of 1 to ${longest} characters without control characters`)
  }
  return value
}

/** One of a few texts; undefined when it is missing. */
export function readChoice<T extends string>(fields: Fields, name: string, choices: readonly T[]): T | undefined {
  const value = fields[name]
  if (value === undefined) return undefined
  const chosen = choices.find((choice) => choice === value)
  if (chosen === undefined) throw bad(`'${name}' must be one of ${choices.join(', ')}`)
  return chosen
}

/** An amount as decimal text → kopecks, more than zero. */
export function readAmount(fields: Fields, name: string): bigint {
  const value = fields[name]
  const kopecks = typeof value === 'string' ? readDecimal(value) : null
  if (kopecks === null || kopecks === 0n) throw bad(`'${name}' must be decimal text above zero, like "100.50"`)
  return kopecks
}

/** An RFC 3339 instant → milliseconds; undefined when it is missing. */
export function readInstantField(fields: Fields, name: string): number | undefined {
  const value = fields[name]
  if (value === undefined) return undefined
  const at =
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(value) ? Date.parse(value) : Number.NaN
  if (Number.isNaN(at)) throw bad(`'${name}' must be an instant like 2026-11-22T10:00:00Z`)
  return at
}

export function present<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw bad(`'${name}' is missing`)
  return value
}

export function bad(message: string): RefusalError {
  return new RefusalError(400, message)
}
