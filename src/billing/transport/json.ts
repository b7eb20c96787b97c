import { BillingError } from '../error.ts'
import { AnswerError, assertNotHtml, assertStatus, findHeader, type HttpAnswer, malformed } from './answer.ts'
import { readText as readBodyText } from './charset.ts'

export type JsonObject = Readonly<Record<string, unknown>>

/** The JSON value of a successful answer. Pages, empty bodies and other content types are refused with an `AnswerError`. */
export function readJson(answer: HttpAnswer): unknown {
  assertStatus(answer)
  const text = readBodyText(answer)
  assertNotHtml(answer, text)
  if (text.trim() === '') throw new AnswerError('BILLING_FAILED', 'an empty answer')
  // Old scripts print JSON under text/plain, text/javascript or nothing at all, so only the first character counts.
  if (!/^\s*[[{]/.test(text)) throw malformed(`not JSON (${shortContentType(answer)})`)
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    throw malformed('JSON that is not well-formed')
  }
}

/** The JSON text of a request. Lone surrogates are refused: no store keeps them as they are. */
export function writeJson(value: Readonly<Record<string, string>>): string {
  for (const [field, text] of Object.entries(value)) {
    if (text.isWellFormed()) continue
    throw new BillingError('BILLING_UNWRITABLE_REQUEST', `${field}: not Unicode text.`, { outcome: 'not_applied' })
  }
  return JSON.stringify(value)
}

export function readArray(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw malformed(`${what}: not a list`)
  return value
}

export function readObject(value: unknown, what: string): JsonObject {
  if (!isObject(value)) throw malformed(`${what}: not an object`)
  return value
}

/** A field as text; a whole number counts as its digits, because old systems print what looks like a number as one. */
export function readText(row: JsonObject, field: string): string {
  const value = row[field]
  if (typeof value === 'string') return value
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  throw malformed(`${field}: not text`)
}

/** As `readText`; null, absent and blank are null. */
export function readOptionalText(row: JsonObject, field: string): string | null {
  if (row[field] === undefined || row[field] === null) return null
  const text = readText(row, field).trim()
  return text === '' ? null : text
}

/** A whole number, also as text: 77001 and "77001". Beyond 2^53 digits are lost already, so those are refused. */
export function readInteger(row: JsonObject, field: string): number {
  const value = row[field]
  const number = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) throw malformed(`${field}: not a whole number`)
  return number
}

/** A numeric key as canonical text: 17, "17" and "0017" are the same key. Zero and less is no key. */
export function readId(row: JsonObject, field: string): string {
  const id = readInteger(row, field)
  if (id <= 0) throw malformed(`${field}: not an id`)
  return String(id)
}

/** As `readId`; zero, null and blank say that there is none. Absent is malformed, as everywhere. */
export function readOptionalId(row: JsonObject, field: string): string | null {
  const value = row[field]
  if (value === null || value === '') return null
  return readInteger(row, field) === 0 ? null : readId(row, field)
}

/** The largest amount of which a double still holds every hundredth. */
const MAX_EXACT_DECIMAL = Number.MAX_SAFE_INTEGER / 100

/** A decimal as text, for `readLegacyMoney`: a number by its shortest decimal text, which no arithmetic has touched. */
export function readDecimal(row: JsonObject, field: string): string {
  const value = row[field]
  if (typeof value === 'string') return value
  if (typeof value !== 'number' || Math.abs(value) > MAX_EXACT_DECIMAL) throw malformed(`${field}: not a decimal`)
  return String(value)
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shortContentType(answer: HttpAnswer): string {
  return (findHeader(answer, 'content-type') ?? 'no content type').slice(0, 40)
}
