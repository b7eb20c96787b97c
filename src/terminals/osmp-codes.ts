import type { CancelRefusal, CheckVerdict, PayField, PayRefusal } from '../payments/partner-payments.ts'

/**
 * The codes of the protocol that we give. A network repeats a request after 1 and 90, and takes every other code but 0 for
 * the end: so these two stand for all that may still change, and no other does.
 */
export type OsmpCode = 0 | 1 | 4 | 5 | 7 | 8 | 79 | 90 | 241 | 242 | 243 | 300

type CheckRefusal = Extract<CheckVerdict, { kind: 'refused' }>['reason']

export const OSMP_CHECK: Readonly<Record<CheckRefusal, OsmpCode>> = {
  INVALID_VALUE: 4,
  ACCOUNT_NOT_FOUND: 5,
  ACCOUNT_CLOSED: 79,
  TOO_MANY_TRIES: 1,
  BILLING_UNAVAILABLE: 1,
}

export const OSMP_PAY: Readonly<Record<PayRefusal, OsmpCode>> = {
  INVALID_VALUE: 300,
  ACCOUNT_NOT_FOUND: 5,
  ACCOUNT_CLOSED: 79,
  AMOUNT_NOT_ACCEPTED: 7,
  CURRENCY_NOT_TAKEN: 8,
  AMOUNT_TOO_SMALL: 241,
  AMOUNT_TOO_LARGE: 242,
  DAY_LIMIT_REACHED: 7,
  TOO_MANY_PAYMENTS: 1,
  TOO_MANY_TRIES: 1,
  BILLING_UNAVAILABLE: 1,
  OVERLOADED: 1,
  CLOSED_BY_OPERATOR: 7,
}

/** Of a value that has the right form and cannot be meant. */
export const OSMP_FIELD: Readonly<Record<PayField, OsmpCode>> = {
  externalId: 300,
  accountNumber: 4,
  amount: 241,
  paidAt: 300,
}

export const OSMP_CANCEL: Readonly<Record<CancelRefusal, OsmpCode>> = {
  INVALID_VALUE: 300,
  PAYMENT_NOT_FOUND: 300,
  PAYMENT_PENDING: 90,
  PAYMENT_NOT_DONE: 300,
  ALREADY_SPENT: 7,
  TOO_LATE: 7,
  NOT_SUPPORTED: 8,
  OVERLOADED: 1,
  CLOSED_BY_OPERATOR: 7,
}
