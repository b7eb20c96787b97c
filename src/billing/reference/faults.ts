import type { PaymentId } from '../../domain/payment.ts'
import type { ServiceOrderId } from '../../domain/service-order.ts'
import type { CancelOrderVerdict, OrderRefused } from '../order-port.ts'
import type { CancelVerdict, DebitRefusal, DebitVerdict, PostVerdict } from '../posting-port.ts'
import { AnswerError } from '../transport/answer.ts'
import type { FaultMeaning, SoapFault } from '../transport/soap.ts'
import { findCode, ORDER_REFUSAL } from './codes.ts'

const DENIED = { code: 'BILLING_ACCESS_DENIED', outcome: 'not_applied' } as const

/**
 * The faults of the SOAP side by their detail text, which is the only part that means anything. A fault that is not
 * listed tells nothing about what was done.
 */
const SOAP_FAULTS = new Map<string, FaultMeaning>([
  // The session is looked at before anything else, so that even a write was not begun.
  ['Authorization required', { ...DENIED, sessionExpired: true }],
  ['User not found or password incorrect', DENIED],
])

/** What a SOAP fault means, or null. */
export function readSoapFault({ detail }: SoapFault): FaultMeaning | null {
  return SOAP_FAULTS.get(detail) ?? null
}

/**
 * What an AddPayment fault answers, or null. All are decided before any write. The number is looked at as well: a fault
 * about another agreement says nothing about this one.
 */
export function readPostRefusal({ detail }: SoapFault, agreementKey: string): PostVerdict | null {
  if (detail === `Agreement not found (${agreementKey})`) return { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
  if (detail === `Agreement is closed (${agreementKey})`) return { kind: 'refused', reason: 'ACCOUNT_CLOSED' }
  if (detail === 'Invalid amount') return { kind: 'refused', reason: 'AMOUNT_NOT_ACCEPTED' }
  return /^Payment already exists \(record_id = \d{1,15}\)$/.test(detail) ? { kind: 'duplicate' } : null
}

/** What an AddDebit fault answers, or null: as those of AddPayment. */
export function readDebitRefusal({ detail }: SoapFault, agreementKey: string): DebitVerdict | null {
  if (detail === 'Invalid amount') return { kind: 'refused', reason: 'AMOUNT_NOT_ACCEPTED' }
  if (/^Debit already exists \(record_id = \d{1,15}\)$/.test(detail)) return { kind: 'duplicate' }
  const end = ` (${agreementKey})`
  const reason = detail.endsWith(end) ? DEBIT_REFUSALS.get(detail.slice(0, -end.length)) : undefined
  return reason === undefined ? null : { kind: 'refused', reason }
}

const DEBIT_REFUSALS: ReadonlyMap<string, DebitRefusal> = new Map<string, DebitRefusal>([
  ['Agreement not found', 'ACCOUNT_NOT_FOUND'],
  ['Agreement is closed', 'ACCOUNT_CLOSED'],
  ['Agreement is on hold', 'ACCOUNT_FROZEN'],
  ['Not enough money', 'NOT_ENOUGH_MONEY'],
])

/** What a CancelPayment fault answers, or null. */
export function readCancelRefusal({ detail }: SoapFault, paymentId: PaymentId): CancelVerdict | null {
  if (detail === `Payment not found (${paymentId})`) return { kind: 'refused', reason: 'PAYMENT_NOT_FOUND' }
  if (detail === `Payment already spent (${paymentId})`) return { kind: 'refused', reason: 'ALREADY_SPENT' }
  if (detail === `Payment too old (${paymentId})`) return { kind: 'refused', reason: 'TOO_LATE' }
  return detail === `Payment already canceled (${paymentId})` ? { kind: 'already' } : null
}

/** What an AddOrder fault answers, or null. All are decided before any write; a number that nobody lists tells nothing. */
export function readOrderRefusal({ detail }: SoapFault, agreementKey: string): OrderRefused | null {
  const missing = `Agreement not found (${agreementKey})`
  if (detail === missing) return { kind: 'refused', reason: 'NOT_FOUND', earliestOn: null }
  const told = /^Order refused \((?<code>\d{1,3})\): [a-z ]+(?:, not before (?<day>\d{4}-\d\d-\d\d))?$/.exec(
    detail,
  )?.groups
  const reason = findCode(ORDER_REFUSAL, told?.['code'] ?? '')
  return reason === null ? null : { kind: 'refused', reason, earliestOn: told?.['day'] ?? null }
}

/** What a CancelOrder fault answers, or null. */
export function readCancelOrderRefusal({ detail }: SoapFault, orderId: ServiceOrderId): CancelOrderVerdict | null {
  if (detail === `Order not found (${orderId})`) return { kind: 'refused', reason: 'ORDER_NOT_FOUND' }
  if (detail === `Order cannot be canceled (${orderId})`) return { kind: 'refused', reason: 'TOO_LATE' }
  return detail === `Order already canceled (${orderId})` ? { kind: 'already' } : null
}

/** The REST side reports some errors as an object within a 200, under either of two keys. All mean that nothing was read. */
export function assertNoRestFault(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  if ('errno' in value || 'error' in value) throw new AnswerError('BILLING_FAILED', 'an error object within a 200')
}
