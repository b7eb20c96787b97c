import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ReceiptContact } from '../../src/domain/checkout.ts'
import type { FiscalOperation } from '../../src/domain/fiscal-receipt.ts'
import { formatMoney, parseMoney } from '../../src/domain/money.ts'
import { createAtol } from '../../src/fiscal/atol/index.ts'
import { FiscalError } from '../../src/fiscal/error.ts'
import type { FiscalRegistrar } from '../../src/fiscal/port.ts'
import { call, serve } from '../support/http-server.ts'
import { TERMS } from '../support/receipt-rules.ts'
import { type Message, readMessage } from '../support/sample-replay.ts'

/**
 * tests/samples/atol/<operation>/<case>: what must be sent (request.http), what the registrar answered, byte for byte
 * (response.http), and what was asked and read (expected.json).
 */
const ROOT = new URL('../samples/atol/', import.meta.url)

interface Asked {
  readonly documentId: string
  readonly externalId: string
  readonly operation: FiscalOperation
  readonly amount: string
  readonly itemName: string
  readonly contact: ReceiptContact
  readonly settledAt: string
}

interface Expected {
  readonly asked: Asked
  readonly answer?: unknown
  readonly error?: { readonly code: string; readonly outcome: string }
}

const OPERATIONS: Readonly<Record<string, (registrar: FiscalRegistrar, asked: Asked) => Promise<unknown>>> = {
  register: (registrar, { amount, settledAt, documentId: _none, ...asked }) =>
    registrar.register(
      { ...asked, terms: TERMS, amount: parseMoney(amount, 'RUB'), settledAt: Date.parse(settledAt) },
      call(),
    ),
  report: (registrar, { documentId }) => readReport(registrar, documentId),
  getToken: (registrar, { documentId }) => registrar.findDocument(documentId, call()),
}

async function readReport(registrar: FiscalRegistrar, documentId: string) {
  const found = await registrar.findDocument(documentId, call())
  if (found?.kind !== 'registered') return found
  const registeredAt = new Date(found.record.registeredAt).toISOString()
  return { ...found, amount: formatMoney(found.amount), record: { ...found.record, registeredAt } }
}

const cases = readdirSync(ROOT).flatMap((operation) =>
  readdirSync(new URL(`${operation}/`, ROOT)).map((name) => [operation, name] as const),
)

describe('samples of ATOL Online', () => {
  test('every operation that the adapter reads has a sample', () => {
    expect(new Set(cases.map(([operation]) => operation))).toEqual(new Set(Object.keys(OPERATIONS)))
  })

  test.each(cases)('%s: %s', async (operation, name) => {
    const folder = new URL(`${operation}/${name}/`, ROOT)
    const expected: Expected = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8'))
    const request = readMessage(readFileSync(new URL('request.http', folder)))
    const { origin, received } = await replay(request, readMessage(readFileSync(new URL('response.http', folder))))
    const registrar = createAtol({
      url: `${origin}/possystem/v4`,
      login: 'shop',
      password: 'secret',
      group: 'group_1',
      company: {
        inn: '7707083893',
        paymentAddress: 'https://cabinet.provider.example',
        email: 'office@provider.example',
      },
      timeZone: 'Europe/Moscow',
      timeoutMs: 2000,
    })
    const run = OPERATIONS[operation]
    const outcome = await run?.(registrar, expected.asked).then(
      (answer) => ({ answer }),
      (error: unknown) => ({ error: toldOf(error), text: String(error) }),
    )
    await registrar.close()
    expect(received.map(({ start }) => start)).toEqual([request.start])
    expect(received[0]?.headers).toMatchObject(request.headers)
    expect(received[0]?.body).toBe(request.body.toString())
    const { text, ...told } = { text: '', ...outcome }
    expect(told).toEqual({ answer: expected.answer, error: expected.error })
    expect(text).not.toMatch(/buyer@|79121234567|secret|sample-token/)
  })
})

/** Answers the sampled request with the sampled bytes, and a login that is not sampled with a token. */
async function replay(sampled: Message, response: Message) {
  const received: { start: string; headers: NodeJS.Dict<string | string[]>; body: string }[] = []
  const { origin } = await serve((request, answer) => {
    void (async () => {
      const body = Buffer.concat(await request.toArray()).toString()
      const start = `${request.method} ${request.url}`
      if (start !== sampled.start && start.endsWith('/getToken')) {
        answer.setHeader('content-type', 'application/json')
        return answer.end('{"error":null,"token":"sample-token","timestamp":"28.11.2026 12:00:00"}')
      }
      received.push({ start, headers: request.headers, body })
      answer.writeHead(Number(response.start.split(' ')[1] ?? '200'), response.headers)
      return answer.end(response.body)
    })()
  })
  return { origin, received }
}

/** An error that is of no port is told whole, and equals nothing that is expected. */
function toldOf(error: unknown): unknown {
  return error instanceof FiscalError ? { code: error.code, outcome: error.outcome } : error
}
