import type { HttpAnswer } from '../../billing/transport/answer.ts'
import type { CallReport } from '../../billing/transport/http.ts'
import type { JsonObject } from '../../billing/transport/json.ts'
import type { CheckoutMethod } from '../../domain/checkout.ts'
import { AcquirerError } from '../error.ts'
import { type AcquirerHttp, createAcquirerHttp } from '../http.ts'
import type { Acquirer, AcquirerCall } from '../port.ts'
import { createHintReader } from './hint.ts'
import {
  hasKey,
  type Page,
  readCreated,
  readCreation,
  readPage,
  readPaymentAnswer,
  readRefund,
  readRefundAnswer,
} from './read.ts'
import {
  MAX_DESCRIPTION,
  paymentsPath,
  refundDescription,
  refundsPath,
  type SbpScenario,
  writePayment,
  writeRefund,
} from './write.ts'

export interface YookassaOptions {
  /** With the version of the API at its end: https://api.yookassa.ru/v3 */
  readonly url: string
  readonly shopId: string
  readonly secretKey: string
  /** Those that the shop has by its agreement. */
  readonly methods: readonly CheckoutMethod[]
  readonly sbp: SbpScenario
  /** Notifications from elsewhere are passed over; empty for none. */
  readonly notificationNetworks: readonly string[]
  readonly timeoutMs: number
  readonly onCall?: ((report: CallReport) => void) | undefined
}

const SYSTEM = 'yookassa'
const MAX_ANSWER_BYTES = 1024 * 1024
/** Of 100 rows each. */
const MAX_PAGES = 50
const KEYS_KEPT_MS = 24 * 3_600_000

/** YooKassa, API v3. */
export function createYookassa(options: YookassaOptions): Acquirer {
  const { methods, sbp, timeoutMs } = options
  const basic = Buffer.from(`${options.shopId}:${options.secretKey}`).toString('base64')
  const http = createAcquirerHttp({
    system: SYSTEM,
    url: options.url,
    authorization: `Basic ${basic}`,
    timeoutMs,
    maxAnswerBytes: MAX_ANSWER_BYTES,
    onCall: options.onCall,
  })
  return {
    name: SYSTEM,
    capabilities: {
      methods,
      qr: sbp === 'qr',
      minAmount: { minorUnits: 100n, currency: 'RUB' },
      maxAmount: { minorUnits: 35_000_000n, currency: 'RUB' },
      keysKeptMs: KEYS_KEPT_MS,
      maxDescriptionLength: MAX_DESCRIPTION,
    },
    async createPayment(order, call) {
      const request = { operation: 'createPayment', path: '/payments', key: order.idempotenceKey }
      const read = (answer: HttpAnswer) => readCreation(answer, order)
      return http.send({ ...request, body: writePayment(order, sbp) }, call, read)
    },
    async findPayment(key, call) {
      const path = `/payments/${encodeURIComponent(key.acquirerId)}`
      return http.send({ operation: 'findPayment', path }, call, (answer) => readPaymentAnswer(answer, key))
    },
    async refund(order, call) {
      const request = { operation: 'refund', path: '/refunds', key: order.idempotenceKey }
      const body = writeRefund(order)
      const read = (answer: HttpAnswer) =>
        readRefundAnswer(answer, { acquirerId: order.acquirerId, description: refundDescription(order.idempotenceKey) })
      return http.send({ ...request, body }, call, read)
    },
    async findRefund({ acquirerId, idempotenceKey }, call) {
      const description = refundDescription(idempotenceKey)
      const isIt = (row: JsonObject) => row['description'] === description && row['payment_id'] === acquirerId
      const page = (cursor: string | null) => refundsPath(acquirerId, cursor)
      return search(http, { operation: 'findRefund', page, isIt, read: readRefund }, call)
    },
    async findCreated({ idempotenceKey, from, to }, call) {
      const isIt = (row: JsonObject) => hasKey(row, idempotenceKey)
      const page = (cursor: string | null) => paymentsPath({ from, to }, cursor)
      return search(http, { operation: 'findCreated', page, isIt, read: readCreated }, call)
    },
    readHint: createHintReader(options.notificationNetworks),
    close: () => http.close(),
  }
}

interface Search<T> {
  readonly operation: string
  readonly page: (cursor: string | null) => string
  readonly isIt: (row: JsonObject) => boolean
  readonly read: (row: JsonObject) => T
}

/** Goes through a list that cannot be asked for one row. Null only when the whole list was seen. */
async function search<T>(
  http: AcquirerHttp,
  { operation, page, isIt, read }: Search<T>,
  call: AcquirerCall,
): Promise<T | null> {
  let cursor: string | null = null
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const readPart = (answer: HttpAnswer): Found<T> => {
      const { items, nextCursor }: Page = readPage(answer)
      const row = items.find(isIt)
      return { nextCursor, found: row === undefined ? null : read(row) }
    }
    const answered: Found<T> = await http.send({ operation, path: page(cursor) }, call, readPart)
    if (answered.found !== null || answered.nextCursor === null) return answered.found
    cursor = answered.nextCursor
  }
  const message = `${SYSTEM} ${operation}: more than ${MAX_PAGES} pages.`
  throw new AcquirerError('ACQUIRER_ANSWER_TOO_LARGE', message, { outcome: 'not_applied' })
}

interface Found<T> {
  readonly found: T | null
  readonly nextCursor: string | null
}
