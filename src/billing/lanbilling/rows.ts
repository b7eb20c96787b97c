import { readLegacyDay, readLegacyInstant } from '../../domain/date.ts'
import type { Money } from '../../domain/money.ts'
import { type ReadContext, readAmount } from '../adapter/context.ts'
import { malformed } from '../transport/answer.ts'
import { elementText, findElementText, type XmlElement } from '../transport/xml.ts'

/** Whether a text can be an id of this billing: a number above zero without zeros in front. */
export function isId(text: string): boolean {
  return /^[1-9]\d{0,14}$/.test(text)
}

/** A key as canonical text. Zero is no key. */
export function readKey(row: XmlElement, name: string): string {
  const key = parseLong(elementText(row, name), name)
  if (key <= 0) throw malformed(`${name}: not an id`)
  return String(key)
}

/** As `readKey`, where absent, 0 and -1 say that there is none. */
export function readOptionalKey(row: XmlElement, name: string): string | null {
  const key = readLong(row, name)
  return key <= 0 ? null : String(key)
}

/** A number of the interface. An absent one has its default. */
export function readLong(row: XmlElement, name: string, byDefault = 0): number {
  const text = findElementText(row, name)
  return text === null ? byDefault : parseLong(text, name)
}

function parseLong(text: string, name: string): number {
  if (!/^-?\d{1,15}(?:\.0{1,6})?$/.test(text)) throw malformed(`${name}: not a whole number`)
  return Number(text)
}

/** An amount that must be there. */
export function readMoney(row: XmlElement, name: string, context: ReadContext): Money {
  return readAmount(elementText(row, name), name, context)
}

/** An amount whose default is zero. */
export function readOptionalMoney(row: XmlElement, name: string, context: ReadContext): Money {
  return readAmount(findElementText(row, name) ?? '0', name, context)
}

/** Null for a date that is absent, blank or all zeros. */
export function readInstant(row: XmlElement, name: string, { timeZone }: Pick<ReadContext, 'timeZone'>): number | null {
  return readLegacyInstant(findElementText(row, name) ?? '', timeZone)
}

/** As `readInstant`, for a day, yyyy-MM-dd. */
export function readDay(row: XmlElement, name: string, { timeZone }: Pick<ReadContext, 'timeZone'>): string | null {
  return readLegacyDay(findElementText(row, name) ?? '', timeZone)
}
