import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { AcquirerError } from '../../src/acquiring/error.ts'
import type { Acquirer, PaymentOrder } from '../../src/acquiring/port.ts'
import { createYookassa } from '../../src/acquiring/yookassa/index.ts'
import { formatMoney, type Money, parseMoney } from '../../src/domain/money.ts'
import { call, serve } from '../support/http-server.ts'
import { type Message, readMessage } from '../support/sample-replay.ts'

/**
 * tests/samples/yookassa/<operation>/<case>: what must be sent (request.http), what the acquirer answered, byte for byte
 * (response.http), and what was asked and read (expected.json), with amounts as text and instants as RFC 3339.
 */
const ROOT = new URL('../samples/yookassa/', import.meta.url)

interface Asked extends Omit<PaymentOrder, 'amount'> {
  readonly acquirerId: string
  readonly amount: string
  readonly from: string
  readonly to: string
}

interface Expected {
  readonly asked: Asked
  readonly answer?: unknown
  readonly error?: { readonly code: string; readonly outcome: string }
}

const OPERATIONS: Readonly<Record<string, (acquirer: Acquirer, asked: Asked) => Promise<unknown>>> = {
  createPayment: (acquirer, asked) =>
    acquirer.createPayment({ ...asked, receipt: null, amount: parseMoney(asked.amount, 'RUB') }, call()),
  findPayment: (acquirer, asked) => acquirer.findPayment(asked, call()),
  refund: (acquirer, asked) =>
    acquirer.refund({ ...asked, receipt: null, amount: parseMoney(asked.amount, 'RUB') }, call()),
  findRefund: (acquirer, asked) => acquirer.findRefund(asked, call()),
  findCreated: (acquirer, { idempotenceKey, from, to }) =>
    acquirer.findCreated({ idempotenceKey, from: Date.parse(from), to: Date.parse(to) }, call()),
}

const cases = readdirSync(ROOT).flatMap((operation) =>
  readdirSync(new URL(`${operation}/`, ROOT)).map((name) => [operation, name] as const),
)

describe('samples of YooKassa', () => {
  test('every operation that the adapter reads has a sample', () => {
    expect(new Set(cases.map(([operation]) => operation))).toEqual(new Set(Object.keys(OPERATIONS)))
  })

  test.each(cases)('%s: %s', async (operation, name) => {
    const folder = new URL(`${operation}/${name}/`, ROOT)
    const expected: Expected = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8'))
    const request = readMessage(readFileSync(new URL('request.http', folder)))
    const { origin, received } = await replay(readMessage(readFileSync(new URL('response.http', folder))))
    const acquirer = createYookassa({
      url: `${origin}/v3`,
      shopId: '506751',
      secretKey: 'test_secret',
      methods: ['BANK_CARD', 'E_WALLET', 'MOBILE', 'SBP'],
      sbp: 'qr',
      notificationNetworks: [],
      timeoutMs: 2000,
    })
    const outcome = await OPERATIONS[operation]?.(acquirer, expected.asked).then(
      (answer) => ({ answer: plain(answer) }),
      (error: unknown) => ({ error: toldOf(error), text: String(error) }),
    )
    await acquirer.close()
    expect(received.map(({ start }) => start)).toEqual([request.start])
    expect(received[0]?.headers).toMatchObject(request.headers)
    expect(received[0]?.body).toBe(request.body.toString())
    const { text, ...told } = { text: '', ...outcome }
    expect(told).toEqual({ answer: expected.answer, error: expected.error })
    expect(text).not.toMatch(/payer@|test_secret|100001/)
  })
})

async function replay(response: Message) {
  const received: { start: string; headers: NodeJS.Dict<string | string[]>; body: string }[] = []
  const { origin } = await serve((request, answer) => {
    void (async () => {
      const body = Buffer.concat(await request.toArray()).toString()
      received.push({ start: `${request.method} ${request.url}`, headers: request.headers, body })
      answer.writeHead(Number(response.start.split(' ')[1] ?? '200'), response.headers).end(response.body)
    })()
  })
  return { origin, received }
}

/** As expected.json writes it. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, field]: [string, unknown]) => {
      if (isMoney(field)) return [name, `${formatMoney(field)} ${field.currency}`]
      if (typeof field === 'number' && name.endsWith('At')) return [name, new Date(field).toISOString()]
      return [name, plain(field)]
    }),
  )
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'minorUnits' in value
}

/** An error that is of no port is told whole, and equals nothing that is expected. */
function toldOf(error: unknown): unknown {
  return error instanceof AcquirerError ? { code: error.code, outcome: error.outcome } : error
}
