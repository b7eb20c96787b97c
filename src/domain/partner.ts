import type { Money } from './money.ts'
import type { PaymentMethod } from './payment.ts'
import { writeReference } from './reference-template.ts'
import type { TerminalFront } from './terminal.ts'

export type PartnerId = string

/** A BLOCKED partner neither signs in nor goes on with what it has opened. */
export type PartnerState = 'ACTIVE' | 'BLOCKED'

/** Somebody who takes payments for us: a network of terminals, a bank. */
export interface Partner {
  /** A short code that stays for ever: it is part of what is known of each payment. */
  readonly id: PartnerId
  readonly name: string
  readonly state: PartnerState
  /** Addresses and networks from which it calls ("192.0.2.7", "198.51.100.0/24", "2001:db8::/32"); none means any. */
  readonly networks: readonly string[]
  readonly limits: PartnerLimits
  /** How its payments are called in the billing: literal text around `{externalId}`. */
  readonly referenceTemplate: string
  /** How its payers pay, as the billing shall book it. */
  readonly paymentMethod: PaymentMethod
  /** How it reaches us in a classic terminal protocol; null when it does not. */
  readonly terminal: TerminalFront | null
  readonly createdAt: number
  readonly updatedAt: number
}

/** All amounts are in one currency, that of the accounts. */
export interface PartnerLimits {
  readonly minAmount: Money
  readonly maxAmount: Money
  /** The sum of a day's payments. */
  readonly maxAmountPerDay: Money
  readonly maxPaymentsPerMinute: number
  /** Contract numbers that nobody has, before what its payments of the hour allow besides. */
  readonly maxMissesPerHour: number
}

export type AmountRefusal = 'CURRENCY_NOT_TAKEN' | 'AMOUNT_TOO_SMALL' | 'AMOUNT_TOO_LARGE'

/** Which limit a payment of `amount` breaks all by itself; null for none. Those of a day and a minute the store holds. */
export function judgeAmount({ limits }: Pick<Partner, 'limits'>, amount: Money): AmountRefusal | null {
  const { minAmount, maxAmount } = limits
  if (amount.currency !== minAmount.currency) return 'CURRENCY_NOT_TAKEN'
  if (amount.minorUnits < minAmount.minorUnits) return 'AMOUNT_TOO_SMALL'
  return amount.minorUnits > maxAmount.minorUnits ? 'AMOUNT_TOO_LARGE' : null
}

/** The reference of a payment in the billing: the same for each attempt, and of no other payment of any partner. */
export function referenceFor({ referenceTemplate }: Pick<Partner, 'referenceTemplate'>, externalId: string): string {
  return writeReference(referenceTemplate, externalId)
}

const PARTNER_ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/
const MAX_PARTNER_ID_CHARACTERS = 40

export function isPartnerId(text: string): boolean {
  return text.length >= 2 && text.length <= MAX_PARTNER_ID_CHARACTERS && PARTNER_ID.test(text)
}
