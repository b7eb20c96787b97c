import type { CheckoutMethod } from '../../domain/checkout.ts'
import type { AcquirerPaymentStatus, AcquirerRefund, CancelReason, CreateRefusal } from '../port.ts'

// YooKassa API v3: "Payments", "Refunds", "Declined payments", "HTTP response codes".

/**
 * Null: no method is named ("Smart payment"), and the payer chooses on YooKassa's page. `mobile_balance` itself has the scenario
 * "External" alone, with the payer's number in the order and no page to send anybody to.
 */
export const METHOD_TYPE: Readonly<Record<CheckoutMethod, string | null>> = {
  BANK_CARD: 'bank_card',
  E_WALLET: 'yoo_money',
  MOBILE: null,
  SBP: 'sbp',
}

/** Held for us to capture does not happen with `capture: true`; should it, the money is not taken yet. */
export const PAYMENT_STATUS = new Map<string, AcquirerPaymentStatus>([
  ['pending', 'OPEN'],
  ['waiting_for_capture', 'OPEN'],
  ['succeeded', 'CAPTURED'],
  ['canceled', 'CANCELED'],
])

export const REFUND_STATUS = new Map<string, AcquirerRefund['status']>([
  ['pending', 'PENDING'],
  ['succeeded', 'DONE'],
  ['canceled', 'CANCELED'],
])

export const CANCEL_REASON = new Map<string, CancelReason>([
  ['3d_secure_failed', 'DECLINED_BY_BANK'],
  ['call_issuer', 'DECLINED_BY_BANK'],
  ['card_expired', 'DECLINED_BY_BANK'],
  ['country_forbidden', 'DECLINED_BY_BANK'],
  ['fraud_suspected', 'DECLINED_BY_BANK'],
  ['general_decline', 'DECLINED_BY_BANK'],
  ['identification_required', 'DECLINED_BY_BANK'],
  ['invalid_card_number', 'DECLINED_BY_BANK'],
  ['invalid_csc', 'DECLINED_BY_BANK'],
  ['issuer_unavailable', 'DECLINED_BY_BANK'],
  ['payment_method_limit_exceeded', 'DECLINED_BY_BANK'],
  ['payment_method_restricted', 'DECLINED_BY_BANK'],
  ['unsupported_mobile_operator', 'DECLINED_BY_BANK'],
  ['insufficient_funds', 'INSUFFICIENT_FUNDS'],
  ['canceled_by_payment_network', 'CANCELED_BY_PAYER'],
  ['permission_revoked', 'CANCELED_BY_PAYER'],
  ['expired_on_confirmation', 'EXPIRED'],
  ['expired_on_capture', 'EXPIRED'],
  ['internal_timeout', 'EXPIRED'],
])

/** Why a refund was canceled, where that says more than that it was. */
export const NO_MONEY_FOR_REFUND = 'insufficient_funds'

/** What a refused request was refused for, by the first part of the field that the error names. */
export const REFUSAL_BY_FIELD = new Map<string, CreateRefusal>([
  ['amount', 'AMOUNT_NOT_ACCEPTED'],
  ['payment_method_data', 'METHOD_NOT_AVAILABLE'],
  ['receipt', 'RECEIPT_CONTACT_NOT_ACCEPTED'],
])

/** The key was used with another request: there may well be a payment. */
export const KEY_FIELD = 'idempotence-key'

export const VAT_CODE = {
  none: 1,
  '0': 2,
  '10': 3,
  '20': 4,
  '10/110': 5,
  '20/120': 6,
  '5': 7,
  '7': 8,
  '5/105': 9,
  '7/107': 10,
  '22': 11,
  '22/122': 12,
} as const

export const TAX_SYSTEM_CODE = { osn: 1, usn_income: 2, usn_income_outcome: 3, esn: 5, patent: 6 } as const
