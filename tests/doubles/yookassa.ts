import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { close, type Fault, failed, moneyOf, portOf, Refusal, routeOf, send, spoil } from './yookassa-wire.ts'

/**
 * A stand-in for YooKassa's API v3 on the wire, written from its public reference and without the adapter's code: payments and
 * refunds with idempotence keys that are forgotten after a day, lists in pages with a cursor, newest first, and its errors.
 * Its clock can be moved on; the payer and the office act through `pay`, `cancel` and `expire`.
 */
export interface YookassaDouble {
  readonly url: string
  readonly shopId: string
  readonly secretKey: string
  pay(id: string): void
  cancel(id: string, reason: string): void
  /** The next calls of "POST /payments" and the like are answered so, after the work is done or instead of it. */
  break(route: string, fault: Fault): void
  advance(ms: number): void
  /** What becomes of refunds that are asked for. */
  refunds: 'succeeded' | 'pending' | 'insufficient_funds'
  settleRefunds(): void
  /** What the shop really has, to judge by. */
  readonly payments: readonly Payment[]
  readonly refundList: readonly Refund[]
  /** The page size of lists is never more than that. */
  maxLimit: number
  close(): Promise<void>
}

interface Payment {
  readonly id: string
  readonly body: Readonly<Record<string, unknown>>
  readonly amount: string
  readonly createdAt: number
  status: 'pending' | 'succeeded' | 'canceled'
  reason: string | null
  capturedAt: number | null
}

interface Refund {
  readonly id: string
  readonly paymentId: string
  readonly body: Readonly<Record<string, unknown>>
  readonly amount: string
  readonly description: string | undefined
  readonly createdAt: number
  status: 'pending' | 'succeeded' | 'canceled'
  reason: string | null
}

interface Remembered {
  readonly at: number
  readonly body: string
  readonly id: string
}

const DAY_MS = 86_400_000
const SUCCEEDED: YookassaDouble['refunds'] = 'succeeded'

export async function startYookassaDouble(): Promise<YookassaDouble> {
  const payments: Payment[] = []
  const refunds: Refund[] = []
  const keys = new Map<string, Remembered>()
  const faults = new Map<string, Fault>()
  let skewMs = 0
  const now = () => Date.now() + skewMs
  const [shopId, secretKey] = ['506751', 'test_secret']
  const authorization = `Basic ${Buffer.from(`${shopId}:${secretKey}`).toString('base64')}`

  const double = {
    shopId,
    secretKey,
    payments,
    refundList: refunds,
    refunds: SUCCEEDED,
    maxLimit: 100,
    pay(id: string) {
      const payment = find(id)
      if (payment.status !== 'pending') return
      payment.status = 'succeeded'
      payment.capturedAt = now()
    },
    cancel(id: string, reason: string) {
      const payment = find(id)
      payment.status = 'canceled'
      payment.reason = reason
    },
    break: (route: string, fault: Fault) => void faults.set(route, fault),
    advance: (ms: number) => void (skewMs += ms),
    settleRefunds() {
      for (const refund of refunds) if (refund.status === 'pending') refund.status = 'succeeded'
    },
  }

  function find(id: string): Payment {
    const payment = payments.find((one) => one.id === id)
    if (payment === undefined) throw new Refusal(404, 'not_found')
    return payment
  }

  function once(request: IncomingMessage, body: string, make: () => string): string {
    const key = request.headers['idempotence-key']
    if (typeof key !== 'string' || key.length > 64) throw new Refusal(400, 'invalid_request', 'Idempotence-Key')
    const known = keys.get(`${request.url} ${key}`)
    if (known !== undefined && known.at + DAY_MS > now()) {
      if (known.body !== body) throw new Refusal(400, 'invalid_request', 'Idempotence-Key')
      return known.id
    }
    const id = make()
    keys.set(`${request.url} ${key}`, { at: now(), body, id })
    return id
  }

  function create(body: Readonly<Record<string, unknown>>): string {
    const amount = moneyOf(body['amount'], 'amount.value')
    assertMethod(body)
    if (typeof body['description'] === 'string' && body['description'].length > 128) {
      throw new Refusal(400, 'invalid_request', 'description')
    }
    const email: unknown = Reflect.get(Object(Reflect.get(Object(body['receipt']), 'customer')), 'email')
    if (typeof email === 'string' && !/@.+\./.test(email))
      throw new Refusal(400, 'invalid_request', 'receipt.customer.email')
    if (Number(amount) > 350_000) throw new Refusal(400, 'invalid_request', 'amount.value')
    const id = `2${crypto.randomUUID().slice(1)}`
    payments.unshift({ id, body, amount, createdAt: now(), status: 'pending', reason: null, capturedAt: null })
    return id
  }

  function giveBack(body: Readonly<Record<string, unknown>>): string {
    const payment = find(String(body['payment_id']))
    const amount = moneyOf(body['amount'], 'amount')
    if (payment.status !== 'succeeded') throw new Refusal(400, 'invalid_request', 'payment_id')
    if (Number(amount) > Number(payment.amount) - refundedOf(payment))
      throw new Refusal(400, 'invalid_request', 'amount')
    const isPoor = double.refunds === 'insufficient_funds'
    const id = `2${crypto.randomUUID().slice(1)}`
    const description = typeof body['description'] === 'string' ? body['description'] : undefined
    const status = isPoor ? 'canceled' : double.refunds === 'pending' ? 'pending' : 'succeeded'
    const reason = isPoor ? 'insufficient_funds' : null
    refunds.unshift({ id, paymentId: payment.id, body, amount, description, createdAt: now(), status, reason })
    return id
  }

  const refundedOf = ({ id }: Payment) =>
    refunds
      .filter(({ paymentId, status }) => paymentId === id && status !== 'canceled')
      .reduce((sum, { amount }) => sum + Number(amount), 0)

  function showPayment(payment: Payment) {
    const { id, body, status, reason, capturedAt } = payment
    const confirmation = Object(body['confirmation'])
    const isQr = confirmation.type === 'qr'
    const shown = isQr
      ? { type: 'qr', confirmation_data: `https://qr.nspk.example/${id}` }
      : { ...confirmation, confirmation_url: `https://yoomoney.example/checkout/payments/v2/contract?orderId=${id}` }
    return {
      id,
      status,
      amount: { value: payment.amount, currency: 'RUB' },
      description: body['description'],
      recipient: { account_id: shopId, gateway_id: '1' },
      payment_method: { ...Object(body['payment_method_data']), id, saved: false },
      created_at: new Date(payment.createdAt).toISOString(),
      ...(status === 'pending' ? { confirmation: shown } : {}),
      ...(capturedAt === null ? {} : { captured_at: new Date(capturedAt).toISOString() }),
      ...(status === 'succeeded'
        ? { refunded_amount: { value: refundedOf(payment).toFixed(2), currency: 'RUB' } }
        : {}),
      ...(reason === null ? {} : { cancellation_details: { party: 'payment_network', reason } }),
      test: true,
      paid: status === 'succeeded',
      refundable: status === 'succeeded',
      metadata: body['metadata'] ?? {},
    }
  }

  function showRefund({ id, paymentId, amount, description, createdAt, status, reason }: Refund) {
    return {
      id,
      payment_id: paymentId,
      status,
      created_at: new Date(createdAt).toISOString(),
      amount: { value: amount, currency: 'RUB' },
      ...(description === undefined ? {} : { description }),
      ...(reason === null ? {} : { cancellation_details: { party: 'yoo_money', reason } }),
    }
  }

  /** The cursor is the place in the list, as the real one is opaque. */
  function list<T>(rows: readonly T[], query: URLSearchParams, show: (row: T) => object) {
    const limit = Math.min(Number(query.get('limit') ?? '10'), double.maxLimit)
    const from = Number(query.get('cursor') ?? '0')
    const next = from + limit < rows.length ? { next_cursor: `${from + limit}` } : {}
    return { type: 'list', items: rows.slice(from, from + limit).map(show), ...next }
  }

  function within({ createdAt }: Payment, query: URLSearchParams): boolean {
    const [from, to] = [query.get('created_at.gte'), query.get('created_at.lte')]
    return (from === null || createdAt >= Date.parse(from)) && (to === null || createdAt <= Date.parse(to))
  }

  function answer(request: IncomingMessage, text: string): object {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x')
    if (request.headers.authorization !== authorization) throw new Refusal(401, 'invalid_credentials')
    if (request.method === 'POST' && request.headers['content-type'] !== 'application/json') throw new Refusal(415, '')
    const body: Readonly<Record<string, unknown>> = request.method === 'POST' ? JSON.parse(text) : {}
    switch (routeOf(request)) {
      case 'POST /payments':
        return showPayment(find(once(request, text, () => create(body))))
      case 'GET /payments':
        return list(
          payments.filter((payment) => within(payment, searchParams)),
          searchParams,
          showPayment,
        )
      case 'POST /refunds': {
        const id = once(request, text, () => giveBack(body))
        return showRefund(refunds.find((refund) => refund.id === id) ?? failed())
      }
      case 'GET /refunds': {
        const wanted = searchParams.get('payment_id')
        return list(
          refunds.filter(({ paymentId }) => wanted === null || paymentId === wanted),
          searchParams,
          showRefund,
        )
      }
      default:
        return showPayment(find(decodeURIComponent(pathname.split('/').at(-1) ?? '')))
    }
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = Buffer.concat(await request.toArray()).toString()
    const route = routeOf(request)
    const fault = faults.get(route)
    faults.delete(route)
    if (fault && !['drop', 'cut', 'mixUp'].includes(fault.kind)) return spoil(fault, response)
    try {
      const body = answer(request, text)
      if (fault?.kind === 'drop') return void response.destroy()
      const json = JSON.stringify(fault?.kind === 'mixUp' ? showPayment(find(fault.id)) : body)
      send(response, 200, fault?.kind === 'cut' ? json.slice(0, 30) : json)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      send(response, error.status, JSON.stringify(error.body))
    }
  }

  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return Object.assign(double, { url: `http://127.0.0.1:${portOf(server)}/v3`, close: () => close(server) })
}

/** No method at all is a payment whose payer chooses on the page. The balance of a telephone has no page, and needs its number. */
function assertMethod(body: Readonly<Record<string, unknown>>): void {
  const confirmation = Reflect.get(Object(body['confirmation']), 'type')
  const data = body['payment_method_data']
  const { type, phone } = Object(data)
  if (data !== undefined && !['bank_card', 'yoo_money', 'mobile_balance', 'sbp'].includes(String(type))) {
    throw new Refusal(400, 'invalid_request', 'payment_method_data.type')
  }
  if (type === 'mobile_balance' && typeof phone !== 'string') {
    throw new Refusal(400, 'invalid_request', 'payment_method_data.phone')
  }
  const scenarios = type === 'mobile_balance' ? ['external'] : type === 'sbp' ? ['redirect', 'qr'] : ['redirect']
  if (!scenarios.includes(String(confirmation))) throw new Refusal(400, 'invalid_request', 'confirmation.type')
}
