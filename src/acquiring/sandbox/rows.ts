import { type HttpAnswer, malformed } from '../../billing/transport/answer.ts'
import { type JsonObject, readJson, readObject, readOptionalText, readText } from '../../billing/transport/json.ts'
import type { CheckoutMethod } from '../../domain/checkout.ts'
import { CURRENCIES, type Currency, isSameMoney, type Money, parseMoney } from '../../domain/money.ts'
import type {
  AcquirerPayment,
  AcquirerPaymentStatus,
  AcquirerRefund,
  CancelReason,
  CreatedPayment,
  Hint,
  HintRequest,
  PaymentKey,
  PaymentOrder,
} from '../port.ts'

export const METHOD_WORDS: Readonly<Record<CheckoutMethod, string>> = {
  BANK_CARD: 'bank_card',
  E_WALLET: 'wallet',
  MOBILE: 'mobile',
  SBP: 'sbp',
}

const STATUSES = { open: 'OPEN', captured: 'CAPTURED', canceled: 'CANCELED' } as const satisfies Readonly<
  Record<string, AcquirerPaymentStatus>
>

const REASONS = {
  payer: 'CANCELED_BY_PAYER',
  insufficient_funds: 'INSUFFICIENT_FUNDS',
  bank: 'DECLINED_BY_BANK',
  expired: 'EXPIRED',
} as const satisfies Readonly<Record<string, CancelReason>>

const REFUND_STATUSES = { pending: 'PENDING', done: 'DONE', canceled: 'CANCELED' } as const satisfies Readonly<
  Record<string, AcquirerRefund['status']>
>

/** The answer to a beginning, which must speak of that order and of no other. */
export function readCreated(
  row: JsonObject,
  { idempotenceKey, amount }: Pick<PaymentOrder, 'idempotenceKey' | 'amount'>,
): CreatedPayment {
  const payment = readFound(row, idempotenceKey)
  if (!isSameMoney(payment.amount, amount)) throw malformed('amount: not what was asked for')
  return payment
}

/** What was begun with a key. */
export function readFound(row: JsonObject, idempotenceKey: string): CreatedPayment {
  assertKey(row, idempotenceKey)
  return {
    acquirerId: readText(row, 'id'),
    status: readStatus(row),
    amount: readMoney(row, 'amount'),
    redirectUrl: readUrl(row, 'paymentUrl'),
    qrPayload: readOptionalText(row, 'qr'),
    expiresAt: readInstant(row, 'expiresAt'),
  }
}

export function readPayment(row: JsonObject, { acquirerId, idempotenceKey }: PaymentKey): AcquirerPayment {
  if (readText(row, 'id') !== acquirerId) throw malformed('id: of another payment')
  assertKey(row, idempotenceKey)
  const status = readStatus(row)
  return {
    acquirerId,
    status,
    cancelReason: status === 'CANCELED' ? wordOf(REASONS, readOptionalText(row, 'cancelReason')) : null,
    amount: readMoney(row, 'amount'),
    refunded: readMoney(row, 'refunded'),
    capturedAt: status === 'CAPTURED' ? readInstant(row, 'capturedAt') : null,
  }
}

export function readRefund(row: JsonObject): { readonly acquirerId: string; readonly refund: AcquirerRefund } {
  return {
    acquirerId: readText(row, 'paymentId'),
    refund: {
      refundId: readText(row, 'id'),
      status: wordOf(REFUND_STATUSES, readText(row, 'status')),
      amount: readMoney(row, 'amount'),
      refundedAt: readInstant(row, 'refundedAt'),
    },
  }
}

/** The meaning of a refusal that the table lists, and null for everything else, which is then read as it comes. */
export function refusalOf<T>(answer: HttpAnswer, table: Readonly<Record<string, T>>): T | null {
  if (answer.status !== 404 && answer.status !== 422) return null
  const code = readOptionalText(readObject(readJson({ ...answer, status: 200 }), 'refusal'), 'code') ?? ''
  return Object.hasOwn(table, code) ? (table[code] ?? null) : null
}

export function readHint({ body }: HintRequest): Hint | null {
  try {
    const read: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
    const acquirerId = readOptionalText(readObject(readObject(read, 'hint')['object'], 'object'), 'id') ?? ''
    return /^[A-Za-z0-9-]{1,64}$/.test(acquirerId) ? { acquirerId } : null
  } catch {
    return null
  }
}

/** A payment that was begun with another key is somebody else's. */
function assertKey(row: JsonObject, idempotenceKey: string): void {
  if (readText(row, 'key') !== idempotenceKey) throw malformed('key: of another payment')
}

function readStatus(row: JsonObject): AcquirerPaymentStatus {
  return wordOf(STATUSES, readText(row, 'status'))
}

function wordOf<T>(table: Readonly<Record<string, T>>, word: string | null): T | 'UNKNOWN' {
  return word !== null && Object.hasOwn(table, word) ? (table[word] ?? 'UNKNOWN') : 'UNKNOWN'
}

function readMoney(row: JsonObject, field: string): Money {
  const amount = readObject(row[field], field)
  return parseMoney(readText(amount, 'value'), readCurrency(readText(amount, 'currency')))
}

function readCurrency(text: string): Currency {
  const found = CURRENCIES.find((known) => known === text)
  if (found === undefined) throw malformed('currency: not known')
  return found
}

function readInstant(row: JsonObject, field: string): number | null {
  const text = readOptionalText(row, field)
  if (text === null) return null
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw malformed(`${field}: not an instant`)
  return at
}

/** Whoever pays is sent there: nothing but a web page. */
function readUrl(row: JsonObject, field: string): string | null {
  const text = readOptionalText(row, field)
  if (text === null) return null
  if (!/^https?:$/.test(URL.parse(text)?.protocol ?? '')) throw malformed(`${field}: not an address`)
  return text
}
