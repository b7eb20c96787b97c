import type { Money } from '../../domain/money.ts'
import type { PaymentMethod } from '../../domain/payment.ts'
import { type ReadContext, readAmount } from '../adapter/context.ts'
import type { BillingCall } from '../port.ts'
import type { AbillsClient } from './client.ts'

/** What every reader of this billing needs to know besides the answer. */
export interface AbillsContext extends ReadContext {
  /** Which field is the number that subscribers know and pay to. */
  readonly numberField: NumberField
  /** What the numbers of the types of payments mean: the table as it is shipped, and what the installation has beside it. */
  readonly paymentMethods: Readonly<Record<string, PaymentMethod>>
  /** How much of an external id the table of payments keeps. */
  readonly referenceLength: number
}

/**
 * The billing has two names for an account besides its uid, and installations differ in which of them is printed on bills:
 * the login, which is always there and unlike all others, or the number of the contract, which may be blank or twice there.
 */
export const NUMBER_FIELDS = ['login', 'contractId'] as const

export type NumberField = (typeof NUMBER_FIELDS)[number]

/** What every slice is made of. */
export interface AbillsSide {
  readonly client: AbillsClient
  readonly context: AbillsContext
}

/** What one question of a slice needs. */
export interface Lookup {
  readonly side: AbillsSide
  readonly call: BillingCall
}

/**
 * A balance as the billing prints it. It keeps six decimals and may charge by the day in fractions of a kopeck, which nobody
 * can pay and nobody is shown: such a balance is the whole kopecks below it, so that nobody is promised what is not there, and
 * is counted. Payments have two decimals, and for them a third is an error.
 */
export function readBalance(text: string, field: string, context: ReadContext): Money {
  const groups = FRACTIONAL.exec(text)?.groups
  const fraction = groups?.['fraction'] ?? ''
  if (groups === undefined || isNoise(fraction)) return readAmount(text, field, context)
  context.onOddity({ kind: 'money_fraction', field, code: null })
  const kept = BigInt((groups['whole'] ?? '') + fraction.slice(0, 2))
  return { minorUnits: groups['sign'] === '-' ? -kept - 1n : kept, currency: context.currency }
}

/** With something other than zeros behind the hundredths. */
const FRACTIONAL = /^(?<sign>-?)(?<whole>\d{1,15})\.(?<fraction>\d{2}\d*[1-9]\d*)$/

/** What a double has in place of a hundredth is judged by the domain. */
function isNoise(fraction: string): boolean {
  return fraction.length > 6 && /^(?:0000|9999)/.test(fraction.slice(2))
}

/** What can be an id here; anything else is not asked for, and never gets between the separators or into a path. */
export function isId(id: string): boolean {
  return /^[1-9]\d{0,9}$/.test(id)
}
