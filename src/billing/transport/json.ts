import { BillingError } from '../error.ts'
import { AnswerError, assertNotHtml, assertStatus, findHeader, type HttpAnswer, malformed } from './answer.ts'
import { readText as readBodyText } from './charset.ts'
import { findSource, SOURCE, toId, toInteger, toOptionalId, toOptionalText, toPrinted, toText } from './json-values.ts'

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
    const value: unknown = mayLoseDigits(text) ? JSON.parse(text, keepSource) : JSON.parse(text)
    return value
  } catch {
    throw malformed('JSON that is not well-formed')
  }
}

/**
 * Whether there is anything that a double may tell otherwise than it is printed: an exponent, more than two decimals, or more than
 * fifteen digits. Also found within texts, which costs time and changes nothing.
 */
function mayLoseDigits(text: string): boolean {
  return EXPONENT.test(text) || THREE_DECIMALS.test(text) || hasLongNumber(text)
}

const EXPONENT = /\d[eE][+-]?\d/
const THREE_DECIMALS = /\.\d{3}/

/** Sixteen digits in a row cover every sixteenth place once, so that only those need be looked at; a pattern looks at each. */
function hasLongNumber(text: string): boolean {
  for (let at = LONG - 1; at < text.length; at += LONG) {
    if (!isDigit(text, at)) continue
    let from = at
    while (isDigit(text, from - 1)) from -= 1
    let to = at
    while (isDigit(text, to + 1)) to += 1
    if (to - from + 1 >= LONG) return true
  }
  return false
}

const LONG = 16

/** False beyond either end. */
function isDigit(text: string, at: number): boolean {
  const character = text.charCodeAt(at)
  return character >= 0x30 && character <= 0x39
}

function keepSource(_key: string, value: unknown, ...[context]: readonly unknown[]): unknown {
  if (typeof value !== 'number') return value
  const { source }: { readonly source?: unknown } = Object(context)
  return typeof source !== 'string' || source === String(value) ? value : { [SOURCE]: source }
}

/** The JSON text of a request. Lone surrogates are refused: no store keeps them as they are. */
export function writeJson(value: Readonly<Record<string, string | number>>): string {
  for (const [field, text] of Object.entries(value)) {
    if (typeof text === 'number' || text.isWellFormed()) continue
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
  return toText(row[field], field)
}

/** A text that an old system prints bare whenever it looks like a number, whatever number that is: as it was printed. */
export function readBareText(row: JsonObject, field: string): string {
  const value = row[field]
  return findSource(value) ?? (typeof value === 'number' ? String(value) : readText(row, field))
}

/** As `readText`; null, absent and blank are null. */
export function readOptionalText(row: JsonObject, field: string): string | null {
  return toOptionalText(row[field], field)
}

/** A whole number, also as text: 77001 and "77001". Beyond 2^53 digits are lost already, so those are refused. */
export function readInteger(row: JsonObject, field: string): number {
  return toInteger(row[field], field)
}

/** A numeric key as canonical text: 17, "17" and "0017" are the same key. Zero and less is no key. */
export function readId(row: JsonObject, field: string): string {
  return toId(row[field], field)
}

/** As `readId`; zero, null and blank say that there is none. Absent is malformed, as everywhere. */
export function readOptionalId(row: JsonObject, field: string): string | null {
  return toOptionalId(row[field], field)
}

/** A decimal as the billing has printed it, for `readLegacyMoney`, which judges the text: no double comes between. */
export function readDecimal(row: JsonObject, field: string): string {
  return String(readPrinted(row, field))
}

/** As `readDecimal`; a double that is printed in the same way is left as it is, for `readAmount`. */
export function readPrinted(row: JsonObject, field: string): string | number {
  return toPrinted(row[field], field)
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(SOURCE in value)
}

function shortContentType(answer: HttpAnswer): string {
  return (findHeader(answer, 'content-type') ?? 'no content type').slice(0, 40)
}
