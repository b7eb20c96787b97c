import { AnswerError, assertStatus, type HttpAnswer, malformed } from '../../billing/transport/answer.ts'
import {
  type JsonObject,
  readArray,
  readJson,
  readObject,
  readOptionalText,
  readText,
} from '../../billing/transport/json.ts'
import { CURRENCIES, type Currency, isSameMoney, type Money, parseMoney, zeroMoney } from '../../domain/money.ts'
import type {
  AcquirerPayment,
  AcquirerPaymentStatus,
  AcquirerRefund,
  CreatedPayment,
  CreateRefusal,
  CreateVerdict,
  PaymentKey,
  PaymentOrder,
  RefundVerdict,
} from '../port.ts'
import {
  CANCEL_REASON,
  KEY_FIELD,
  NO_MONEY_FOR_REFUND,
  PAYMENT_STATUS,
  REFUND_STATUS,
  REFUSAL_BY_FIELD,
} from './codes.ts'
import { KEY_ENTRY } from './write.ts'

/** The answer to a beginning, which must speak of that order and of no other. */
export function readCreation(
  answer: HttpAnswer,
  { idempotenceKey, amount }: Pick<PaymentOrder, 'idempotenceKey' | 'amount'>,
): CreateVerdict {
  const refused = findRefusal(answer)
  if (refused !== null) return { kind: 'refused', reason: refused }
  const row = readAnswer(answer)
  const payment = readCreated(row)
  if (!hasKey(row, idempotenceKey)) throw malformed('metadata: of another payment')
  if (!isSameMoney(payment.amount, amount)) throw malformed('amount: not what was asked for')
  return { kind: 'created', payment }
}

/** The answer about a payment: a row of the same id that was begun with another key is somebody else's. */
export function readPaymentAnswer(
  answer: HttpAnswer,
  { acquirerId, idempotenceKey }: PaymentKey,
): AcquirerPayment | null {
  if (findError(answer)?.code === 'not_found') return null
  const row = readAnswer(answer)
  const payment = readPayment(row)
  if (payment.acquirerId !== acquirerId) throw malformed('id: of another payment')
  if (!hasKey(row, idempotenceKey)) throw malformed('metadata: of another payment')
  return payment
}

/** The answer to a refund, which must speak of the payment and of the order that it was asked of. */
export function readRefundAnswer(
  answer: HttpAnswer,
  { acquirerId, description }: { readonly acquirerId: string; readonly description: string },
): RefundVerdict {
  const error = findError(answer)
  if (error?.code === 'not_found') return { kind: 'refused', reason: 'PAYMENT_NOT_FOUND' }
  if (error?.code === 'invalid_request' && error.field !== KEY_FIELD) {
    return { kind: 'refused', reason: error.field === 'amount' ? 'ALREADY_REFUNDED' : 'NOT_REFUNDABLE' }
  }
  const row = readAnswer(answer)
  if (readText(row, 'payment_id') !== acquirerId) throw malformed('payment_id: of another payment')
  // The office may give back as much of the same payment: that is not this refund.
  if (readText(row, 'description') !== description) throw malformed('description: of another refund')
  const details = findObject(row['cancellation_details'])
  const refund = readRefund(row)
  if (refund.status === 'CANCELED' && details?.['reason'] === NO_MONEY_FOR_REFUND) {
    return { kind: 'refused', reason: 'NOT_ENOUGH_MONEY' }
  }
  return { kind: 'taken', refund }
}

export interface Page {
  readonly items: readonly JsonObject[]
  readonly nextCursor: string | null
}

export function readPage(answer: HttpAnswer): Page {
  const body = readAnswer(answer)
  return {
    items: readArray(body['items'], 'items').map((item) => readObject(item, 'item')),
    nextCursor: readOptionalText(body, 'next_cursor'),
  }
}

/** Whether a payment was begun with this key. */
export function hasKey(row: JsonObject, idempotenceKey: string): boolean {
  return findObject(row['metadata'])?.[KEY_ENTRY] === idempotenceKey
}

export function readCreated(row: JsonObject): CreatedPayment {
  const confirmation = findObject(row['confirmation']) ?? {}
  return {
    acquirerId: readText(row, 'id'),
    status: readStatus(row),
    amount: readMoney(row, 'amount'),
    redirectUrl: readPageUrl(confirmation),
    qrPayload: readOptionalText(confirmation, 'confirmation_data'),
    expiresAt: readInstant(row, 'expires_at'),
  }
}

function readPayment(row: JsonObject): AcquirerPayment {
  const status = readStatus(row)
  const amount = readMoney(row, 'amount')
  return {
    acquirerId: readText(row, 'id'),
    status,
    cancelReason: status === 'CANCELED' ? readCancelReason(row) : null,
    amount,
    refunded:
      findObject(row['refunded_amount']) === null ? zeroMoney(amount.currency) : readMoney(row, 'refunded_amount'),
    capturedAt: status === 'CAPTURED' ? readInstant(row, 'captured_at') : null,
  }
}

export function readRefund(row: JsonObject): AcquirerRefund {
  const status = REFUND_STATUS.get(readText(row, 'status')) ?? 'UNKNOWN'
  return {
    refundId: readText(row, 'id'),
    status,
    amount: readMoney(row, 'amount'),
    refundedAt: status === 'DONE' ? readInstant(row, 'created_at') : null,
  }
}

function readStatus(row: JsonObject): AcquirerPaymentStatus {
  return PAYMENT_STATUS.get(readText(row, 'status')) ?? 'UNKNOWN'
}

function readCancelReason(row: JsonObject) {
  const details = findObject(row['cancellation_details'])
  return CANCEL_REASON.get(details === null ? '' : (readOptionalText(details, 'reason') ?? '')) ?? 'UNKNOWN'
}

interface VendorError {
  readonly code: string
  /** The first part of the field that it is about, in small letters; "" when it names none. */
  readonly field: string
}

/** A refusal that was decided before anything was begun; null for everything else, which is read as it comes. */
function findRefusal(answer: HttpAnswer): CreateRefusal | null {
  const error = findError(answer)
  if (error === null || error.field === KEY_FIELD) return null
  if (error.code !== 'invalid_request' && error.code !== 'forbidden') return null
  return REFUSAL_BY_FIELD.get(error.field) ?? 'NOT_ACCEPTED'
}

/** An error object of the API itself; a proxy's page with the same status is none. */
function findError(answer: HttpAnswer): VendorError | null {
  if (answer.status < 400 || answer.status > 499) return null
  const body = findBody(answer)
  if (body === null || body['type'] !== 'error') return null
  const field = /^[\w-]{1,60}/.exec(readOptionalText(body, 'parameter') ?? '')?.[0] ?? ''
  return { code: readOptionalText(body, 'code') ?? '', field: field.toLowerCase() }
}

/** What a status says that is no object of the API, by the vendor's table. */
function readAnswer(answer: HttpAnswer): JsonObject {
  // Accepted and not worked on: the same key later gives the outcome.
  if (answer.status === 202) throw new AnswerError('BILLING_OVERLOADED', 'accepted, not processed yet')
  const code = findError(answer)?.code
  if (code === 'invalid_credentials') throw new AnswerError('BILLING_ACCESS_DENIED', code, { outcome: 'not_applied' })
  if (code === 'forbidden') throw new AnswerError('BILLING_ACCESS_DENIED', code, { outcome: 'not_applied' })
  if (code === 'too_many_requests') throw new AnswerError('BILLING_OVERLOADED', code, { outcome: 'not_applied' })
  assertStatus(answer)
  return readObject(readJson(answer), 'answer')
}

function findBody(answer: HttpAnswer): JsonObject | null {
  try {
    return readObject(readJson({ ...answer, status: 200 }), 'answer')
  } catch {
    return null
  }
}

function findObject(value: unknown): JsonObject | null {
  return value === undefined || value === null ? null : readObject(value, 'part')
}

function readMoney(row: JsonObject, field: string): Money {
  const amount = readObject(row[field], field)
  return parseMoney(readText(amount, 'value'), readCurrency(amount))
}

function readCurrency(row: JsonObject): Currency {
  const text = readText(row, 'currency')
  const found = CURRENCIES.find((known) => known === text)
  if (found === undefined) throw malformed('currency: not known')
  return found
}

function readInstant(row: JsonObject, field: string): number | null {
  const text = readOptionalText(row, field)
  if (text === null) return null
  const at = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at)) throw malformed(`${field}: not an instant`)
  return at
}

/** Whoever pays is sent there: nothing but a web page. */
function readPageUrl(confirmation: JsonObject): string | null {
  const text = readOptionalText(confirmation, 'confirmation_url')
  if (text === null) return null
  if (!/^https?:$/.test(URL.parse(text)?.protocol ?? '')) throw malformed('confirmation_url: not an address')
  return text
}
