import { assertStatus, findHeader, type HttpAnswer } from '../../billing/transport/answer.ts'
import type { CallReport } from '../../billing/transport/http.ts'
import { readArray, readJson, readObject } from '../../billing/transport/json.ts'
import { CHECKOUT_METHODS } from '../../domain/checkout.ts'
import type { Currency, Money } from '../../domain/money.ts'
import { formatMoney } from '../../domain/money.ts'
import { AcquirerError } from '../error.ts'
import { type AcquirerRequest, createAcquirerHttp } from '../http.ts'
import type { Acquirer, AcquirerCapabilities, PaymentOrder, RefundKey, RefundOrder } from '../port.ts'
import { METHOD_WORDS, readCreated, readFound, readHint, readPayment, readRefund, refusalOf } from './rows.ts'

export interface SandboxAcquirerOptions {
  /** "http://127.0.0.1:4100/acquirer" */
  readonly url: string
  readonly shopKey: string
  readonly currency: Currency
  readonly timeoutMs: number
  readonly onCall?: (report: CallReport) => void
}

const SYSTEM = 'acquirer'
const MAX_ANSWER_BYTES = 256 * 1024

/** The adapter of the sandbox acquirer, which plays a payment page on this machine. */
export function createSandboxAcquirer(options: SandboxAcquirerOptions): Acquirer {
  const { timeoutMs, onCall, shopKey, currency } = options
  const http = createAcquirerHttp({
    system: SYSTEM,
    url: `${options.url.replace(/\/+$/, '')}/v1`,
    authorization: `Bearer ${shopKey}`,
    timeoutMs,
    maxAnswerBytes: MAX_ANSWER_BYTES,
    onCall,
  })
  return {
    name: 'sandbox',
    capabilities: capabilitiesIn(currency),
    createPayment: (order, call) =>
      http.send({ ...writePayment(order), operation: 'createPayment' }, call, (answer) => {
        const reason = refusalOf(answer, CREATE_REFUSALS)
        if (reason !== null) return { kind: 'refused', reason } as const
        return { kind: 'created', payment: readCreated(readBody(answer), order) } as const
      }),
    findCreated: ({ idempotenceKey }, call) => {
      const path = `/payments?key=${encodeURIComponent(idempotenceKey)}`
      return http.send({ operation: 'findCreated', path }, call, (answer) => {
        assertStatus(answer)
        const [row] = readArray(readObject(readJson(answer), 'answer')['items'], 'items')
        return row === undefined ? null : readFound(readObject(row, 'payment'), idempotenceKey)
      })
    },
    findPayment: (key, call) => {
      const path = `/payments/${encodeURIComponent(key.acquirerId)}`
      return http.send({ operation: 'findPayment', path }, call, (answer) =>
        refusalOf(answer, { payment_not_found: true }) === null ? readPayment(readBody(answer), key) : null,
      )
    },
    refund: async (order, call) => {
      const request = { ...writeRefund(order), operation: 'refund' }
      const verdict = await http.send(request, call, (answer) => {
        const reason = refusalOf(answer, REFUND_REFUSALS)
        if (reason !== null) return { kind: 'refused', reason } as const
        return { kind: 'taken', ...readRefund(readBody(answer)) } as const
      })
      if (verdict.kind === 'refused') return verdict
      if (verdict.acquirerId !== order.acquirerId) throw another('refund', 'unknown')
      return { kind: 'taken', refund: verdict.refund }
    },
    findRefund: async ({ acquirerId, idempotenceKey }: RefundKey, call) => {
      const query = `paymentId=${encodeURIComponent(acquirerId)}&key=${encodeURIComponent(idempotenceKey)}`
      const found = await http.send({ operation: 'findRefund', path: `/refunds?${query}` }, call, (answer) => {
        assertStatus(answer)
        const [row] = readArray(readObject(readJson(answer), 'answer')['items'], 'items')
        return row === undefined ? null : readRefund(readObject(row, 'refund'))
      })
      if (found !== null && found.acquirerId !== acquirerId) throw another('findRefund', 'not_applied')
      return found?.refund ?? null
    },
    readHint,
    close: () => http.close(),
  }
}

function capabilitiesIn(currency: Currency): AcquirerCapabilities {
  return {
    methods: CHECKOUT_METHODS,
    qr: true,
    minAmount: { minorUnits: 100n, currency },
    maxAmount: { minorUnits: 35_000_000n, currency },
    keysKeptMs: 24 * 3_600_000,
    maxDescriptionLength: 128,
  }
}

const CREATE_REFUSALS = {
  method_not_available: 'METHOD_NOT_AVAILABLE',
  amount_not_accepted: 'AMOUNT_NOT_ACCEPTED',
  receipt_not_accepted: 'RECEIPT_CONTACT_NOT_ACCEPTED',
  shop_refused: 'NOT_ACCEPTED',
} as const

const REFUND_REFUSALS = {
  payment_not_found: 'PAYMENT_NOT_FOUND',
  already_refunded: 'ALREADY_REFUNDED',
  not_enough_money: 'NOT_ENOUGH_MONEY',
  not_refundable: 'NOT_REFUNDABLE',
} as const

function readBody(answer: HttpAnswer) {
  assertStatus(answer)
  return readObject(readJson(answer), findHeader(answer, 'content-type') ?? 'answer')
}

function writePayment(order: PaymentOrder): Omit<AcquirerRequest, 'operation'> {
  const { amount, method, description, returnUrl, receiptContact, metadata, idempotenceKey } = order
  const receipt = receiptContact.kind === 'EMAIL' ? { email: receiptContact.value } : { phone: receiptContact.value }
  const word = METHOD_WORDS[method]
  const body = JSON.stringify({ amount: writeMoney(amount), method: word, description, returnUrl, receipt, metadata })
  return { path: '/payments', key: idempotenceKey, body }
}

function writeRefund({ idempotenceKey, acquirerId, amount }: RefundOrder): Omit<AcquirerRequest, 'operation'> {
  const body = JSON.stringify({ paymentId: acquirerId, amount: writeMoney(amount) })
  return { path: '/refunds', key: idempotenceKey, body }
}

function writeMoney(amount: Money) {
  return { value: formatMoney(amount), currency: amount.currency }
}

function another(operation: string, outcome: 'not_applied' | 'unknown'): AcquirerError {
  const message = `${SYSTEM} ${operation}: the answer speaks of another payment.`
  return new AcquirerError('ACQUIRER_MALFORMED_ANSWER', message, { outcome })
}
