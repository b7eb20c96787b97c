import { type Currency, type Money, readExactAmount, readLegacyMoney } from '../../domain/money.ts'
import { malformed } from '../transport/answer.ts'
import type { OnOddity } from './oddity.ts'

/** What every reader of this billing needs to know besides the answer. */
export interface ReadContext {
  /** IANA zone of the billing's dates, which carry none. */
  readonly timeZone: string
  /** The one currency that the billing keeps accounts in. */
  readonly currency: Currency
  readonly onOddity: OnOddity
}

/** An amount as the billing prints it, or the double of it; noise is snapped and counted. */
export function readAmount(printed: string | number, field: string, { currency, onOddity }: ReadContext): Money {
  const exact = typeof printed === 'number' ? readExactAmount(printed) : null
  if (exact !== null) return { minorUnits: exact, currency }
  return readLegacyMoney(String(printed), currency, () => onOddity({ kind: 'money_noise', field, code: null }))
}

/** Refuses a row in another currency: its digits would mean something else. */
export function assertCurrency(code: string, { currency }: ReadContext): void {
  if (code !== currency) throw malformed('currency: not the one configured')
}

/** A numeric id without zeros in front; anything else is no key, and never gets between separators. */
export function isNumericId(id: string): boolean {
  return /^[1-9]\d{0,14}$/.test(id)
}

/** The order of numeric ids without zeros in front, which is that of their numbers: more digits are a larger number. */
export function compareIds(one: string, other: string): number {
  if (one.length !== other.length) return one.length - other.length
  return one < other ? -1 : Number(one > other)
}

export function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return compareIds(one.id, other.id)
}
