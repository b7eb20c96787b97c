import type { CheckVerdict, PayField, PayRefusal } from '../payments/partner-payments.ts'

/** The codes of the protocol that we give. The bank repeats a request after 1, and takes 8 for done as it takes 0. */
export type SberbankCode = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12

type CheckRefusal = Extract<CheckVerdict, { kind: 'refused' }>['reason']

export const SBERBANK_CHECK: Readonly<Record<CheckRefusal, SberbankCode>> = {
  INVALID_VALUE: 4,
  ACCOUNT_NOT_FOUND: 3,
  ACCOUNT_CLOSED: 5,
  TOO_MANY_TRIES: 1,
  BILLING_UNAVAILABLE: 1,
}

export const SBERBANK_PAY: Readonly<Record<PayRefusal, SberbankCode>> = {
  INVALID_VALUE: 7,
  ACCOUNT_NOT_FOUND: 3,
  ACCOUNT_CLOSED: 5,
  AMOUNT_NOT_ACCEPTED: 9,
  CURRENCY_NOT_TAKEN: 7,
  AMOUNT_TOO_SMALL: 10,
  AMOUNT_TOO_LARGE: 11,
  DAY_LIMIT_REACHED: 7,
  TOO_MANY_PAYMENTS: 1,
  TOO_MANY_TRIES: 1,
  BILLING_UNAVAILABLE: 1,
  OVERLOADED: 1,
  CLOSED_BY_OPERATOR: 7,
}

/** Of a value that has the right form and cannot be meant. */
export const SBERBANK_FIELD: Readonly<Record<PayField, SberbankCode>> = {
  externalId: 6,
  accountNumber: 4,
  amount: 9,
  paidAt: 12,
}
