import { readLegacyDay, readLegacyInstant } from '../../domain/date.ts'
import type { Money } from '../../domain/money.ts'
import { readPhone } from '../../domain/phone.ts'
import { malformed } from '../transport/answer.ts'
import {
  type JsonObject,
  readArray,
  readId,
  readInteger,
  readOptionalText,
  readPrinted,
  readText,
} from '../transport/json.ts'
import { elements, elementText, findElementText, type XmlElement } from '../transport/xml.ts'
import { type Codes, findCode, readCode } from './codes.ts'
import { type ReadContext, readAmount } from './context.ts'

/**
 * One row of an answer, read field by field. What is missing or cannot be read is thrown: the row is unreadable then, and
 * whatever it belongs to has an error.
 */
export interface Row {
  text(field: string): string
  /** Null for a blank, a null and a field that is not there. */
  optionalText(field: string): string | null
  /** A numeric key as canonical text: 17, "17" and "0017" are the same. */
  id(field: string): string
  /** Numeric keys in a list, each once. One alone is a list, too. */
  ids(field: string): readonly string[]
  integer(field: string): number
  /** In the currency of the accounts. Binary noise is snapped and counted, a real fraction of a hundredth is unreadable. */
  amount(field: string): Money
  /** The word of a code; UNKNOWN for one that the table does not list, which is counted. */
  code<Word extends string>(field: string, codes: Codes<Word>): Word | 'UNKNOWN'
  /** The word of a code; one that the table does not list makes the row unreadable, where a guess would do harm. */
  knownCode<Word>(field: string, codes: Codes<Word>): Word
  /** The day in the billing's zone, yyyy-MM-dd; null where the billing has lost it. Forms are those of `readLegacyDay`. */
  day(field: string): string | null
  /** Milliseconds since the epoch; null where the billing has lost it. Forms are those of `readLegacyInstant`. */
  instant(field: string): number | null
  /** E.164; null for a blank, and for what cannot be a number, which is counted. */
  phone(field: string): string | null
}

/** `noun` is what oddities call the rows by: "customers". */
export function jsonRow(row: JsonObject, noun: string, context: ReadContext): Row {
  return createRow(noun, context, {
    text: (field) => readText(row, field),
    optionalText: (field) => readOptionalText(row, field),
    decimal: (field) => readPrinted(row, field),
    id: (field) => readId(row, field),
    ids(field) {
      const value = row[field]
      const list = Array.isArray(value) ? readArray(value, field) : [value]
      return list.map((id) => readId({ [field]: id }, field))
    },
    integer: (field) => readInteger(row, field),
  })
}

/** As `jsonRow`, for the children of an element. A child that is there twice is unreadable. */
export function xmlRow(row: XmlElement, noun: string, context: ReadContext): Row {
  return createRow(noun, context, {
    text: (field) => elementText(row, field),
    optionalText: (field) => findElementText(row, field),
    decimal: (field) => elementText(row, field),
    id: (field) => readKey(elementText(row, field), field),
    ids: (field) => elements(row, field).map(({ text }) => readKey(text.trim(), field)),
    integer: (field) => readWhole(elementText(row, field), field),
  })
}

type Plain = Pick<Row, 'text' | 'optionalText' | 'id' | 'ids' | 'integer'> & {
  readonly decimal: (field: string) => string | number
}

function createRow(noun: string, context: ReadContext, { decimal, ...plain }: Plain): Row {
  const { timeZone, onOddity } = context
  return {
    ...plain,
    ids: (field) => [...new Set(plain.ids(field))],
    amount: (field) => readAmount(decimal(field), `${noun}.${field}`, context),
    code: (field, codes) => readCode(codes, plain.text(field), { field: `${noun}.${field}`, onOddity }),
    knownCode(field, codes) {
      const word = findCode(codes, plain.text(field))
      if (word === null) throw malformed(`${field}: a code that is not listed`)
      return word
    },
    day: (field) => readLegacyDay(plain.optionalText(field) ?? '', timeZone),
    instant: (field) => readLegacyInstant(plain.optionalText(field) ?? '', timeZone),
    phone(field) {
      const text = plain.optionalText(field)
      const phone = text === null ? null : readPhone(text)
      if (text !== null && phone === null) onOddity({ kind: 'unreadable_phone', field: `${noun}.${field}`, code: null })
      return phone
    },
  }
}

/** Old systems print 77001, 0077001 and 77001.0 for the same key. */
function readKey(text: string, field: string): string {
  const key = readWhole(text, field)
  if (key <= 0) throw malformed(`${field}: not an id`)
  return String(key)
}

function readWhole(text: string, field: string): number {
  if (!/^-?\d{1,15}(?:\.0{1,6})?$/.test(text)) throw malformed(`${field}: not a whole number`)
  return Number(text)
}
