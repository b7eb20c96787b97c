import type { AccountKind } from './account.ts'
import type { Edited } from './content.ts'
import type { LocalizedText } from './localized-text.ts'
import type { OperatorId } from './operator.ts'
import type { RegionId } from './region.ts'

export type PaymentMethodId = string

export const PAYMENT_METHOD_KINDS = [
  'BANK_CARD',
  'E_WALLET',
  'MOBILE',
  'SBP',
  'BANK_TERMINAL',
  'ATM',
  'OWN_TERMINAL',
  'SHOP',
  'OFFICE',
  'CASH_DESK',
  'BANK_TRANSFER',
] as const

export type PaymentMethodKind = (typeof PAYMENT_METHOD_KINDS)[number]

/** A way or a place to pay. Plain text, or Markdown for the client to show. */
export interface PaymentMethodDraft {
  /** The natural key, chosen by who writes it: "sbp", "shops". */
  readonly code: string
  readonly kind: PaymentMethodKind
  readonly name: LocalizedText
  /** Where and how, and what it costs. */
  readonly description: LocalizedText
  /** Where to read on or to pay, https; null when there is no such page. */
  readonly url: string | null
  /** Its place in the list; the smallest is shown first. */
  readonly order: number
  /** Null for accounts of all regions. */
  readonly regionId: RegionId | null
  /** Null for accounts of all operators. */
  readonly operatorId: OperatorId | null
  /** Null for persons and organisations. */
  readonly accountKind: AccountKind | null
}

export interface PaymentMethod extends PaymentMethodDraft, Edited {
  readonly noun: 'payment-method'
  readonly id: PaymentMethodId
}

/** All methods together are a plain list. */
export const MAX_PAYMENT_METHODS = 50

/** What decides whether an account may be paid in some way. */
export interface PaymentPlace {
  readonly kind: AccountKind
  readonly regionId: RegionId | null
  readonly operatorId: OperatorId | null
}

/** Whether a method is for accounts of some region or operator only, which takes a look at the account to judge. */
export function isLocal(method: Pick<PaymentMethod, 'regionId' | 'operatorId'>): boolean {
  return method.regionId !== null || method.operatorId !== null
}

export function isAcceptedAt(method: PaymentMethod, place: PaymentPlace): boolean {
  return (
    fits(method.accountKind, place.kind) &&
    fits(method.regionId, place.regionId) &&
    fits(method.operatorId, place.operatorId)
  )
}

function fits(wanted: string | null, given: string | null): boolean {
  return wanted === null || wanted === given
}
