import { type Currency, type Money, readLegacyMoney } from '../../domain/money.ts'
import type { BillingCall } from '../port.ts'
import type { AbillsClient } from './client.ts'
import type { OnOddity } from './oddity.ts'

/** What every reader of this billing needs to know besides the answer. */
export interface ReadContext {
  /** IANA zone of the billing's dates, which carry none. */
  readonly timeZone: string
  /** The one currency that the billing keeps accounts in. */
  readonly currency: Currency
  /** Which field is the number that subscribers know and pay to. */
  readonly numberField: NumberField
  readonly onOddity: OnOddity
}

/**
 * The billing has two names for an account besides its uid, and installations differ in which of them is printed on bills:
 * the login, which is always there and unlike all others, or the number of the contract, which may be blank and twice there.
 */
export const NUMBER_FIELDS = ['login', 'contractId'] as const

export type NumberField = (typeof NUMBER_FIELDS)[number]

/** What every slice is made of. */
export interface AbillsSide {
  readonly client: AbillsClient
  readonly context: ReadContext
}

/** What one question of a slice needs. */
export interface Lookup {
  readonly side: AbillsSide
  readonly call: BillingCall
}

/** An amount as the billing prints it; noise is snapped and counted. */
export function readAmount(text: string, field: string, { currency, onOddity }: ReadContext): Money {
  return readLegacyMoney(text, currency, () => onOddity({ kind: 'money_noise', field, code: null }))
}

/**
 * A balance as the billing prints it. It keeps six decimals and charges by the day in fractions of a kopeck, which nobody can
 * pay and nobody is shown: such a balance is the whole kopecks below it, so that nobody is promised what is not there, and is
 * counted. Payments have two decimals, and for them a third is an error.
 */
export function readBalance(text: string, field: string, context: ReadContext): Money {
  const [, sign = '', whole = '', fraction = ''] = FRACTIONAL.exec(text) ?? []
  if (whole === '' || isNoise(fraction)) return readAmount(text, field, context)
  context.onOddity({ kind: 'money_fraction', field, code: null })
  const kept = BigInt(whole + fraction.slice(0, 2))
  return { minorUnits: sign === '-' ? -kept - 1n : kept, currency: context.currency }
}

const FRACTIONAL = /^(?<sign>-?)(?<whole>\d{1,15})\.(?<fraction>\d{2}\d*[1-9]\d*)$/

/** What a double has in place of a hundredth is judged by the domain. */
function isNoise(fraction: string): boolean {
  return fraction.length > 6 && /^(?:0000|9999)/.test(fraction.slice(2))
}

/** The order of numeric ids without zeros in front, which is that of their numbers: more digits are a larger number. */
export function compareIds(one: string, other: string): number {
  if (one.length !== other.length) return one.length - other.length
  return one < other ? -1 : Number(one > other)
}

export function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return compareIds(one.id, other.id)
}

/** What can be an id here; anything else is not asked for, and never gets between the separators or into a path. */
export function isId(id: string): boolean {
  return /^[1-9]\d{0,9}$/.test(id)
}

