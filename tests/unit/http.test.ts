import { createServer } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { BillingError } from '../../src/billing/error.ts'
import { assertStatus, malformed } from '../../src/billing/transport/answer.ts'
import type { CallReport } from '../../src/billing/transport/http.ts'
import { MoneyError } from '../../src/domain/money.ts'
import { call, listen, open, READ, serve, text, WRITE } from '../support/http-server.ts'

describe('one exchange', () => {
  test('sends what it is given, asks for no compression, and reads the answer', async () => {
    const seen: Record<string, unknown>[] = []
    const { http } = await serve((request, response) => {
      seen.push({
        method: request.method,
        url: request.url,
        key: request.headers['x-api-key'],
        encoding: request.headers['accept-encoding'],
      })
      response.end('pong')
    })
    expect(await http.exchange(READ, call(), text)).toBe('pong')
    expect(seen).toEqual([{ method: 'GET', url: '/x?secret=1', key: 'hidden', encoding: 'identity' }])
  })

  test('an answer in many pieces is put together', async () => {
    const { http } = await serve((_request, response) => {
      for (const piece of ['a', 'b', 'c']) response.write(piece)
      setTimeout(() => response.end('d'), 10)
    })
    expect(await http.exchange(READ, call(), text)).toBe('abcd')
  })

  test('a redirect is an answer and is not followed', async () => {
    const paths: (string | undefined)[] = []
    const { http } = await serve((request, response) => {
      paths.push(request.url)
      response.writeHead(302, { location: '/elsewhere' }).end()
    })
    expect(await http.exchange(READ, call(), ({ status }) => status)).toBe(302)
    expect(paths).toEqual(['/x?secret=1'])
  })

  test('connections are kept for the next call', async () => {
    const { http, server } = await serve((_request, response) => response.end('ok'))
    let connections = 0
    server.on('connection', () => (connections += 1))
    for (let count = 0; count < 5; count += 1) await http.exchange(READ, call(), text)
    // A connection is free a moment after its answer is read, so that the second call may open another one.
    expect(connections).toBeLessThanOrEqual(2)
  })
})

describe('failures', () => {
  test('nobody listens: unreachable, and even a write was not applied', async () => {
    const port = await freePort()
    const http = open({ origin: `http://127.0.0.1:${port}` })
    await expect(http.exchange(WRITE, call(), text)).rejects.toMatchObject({
      code: 'BILLING_UNREACHABLE',
      outcome: 'not_applied',
    })
  })

  test.each([
    [READ, 'not_applied'],
    [WRITE, 'unknown'],
  ])('Q2 a connection reset after the request: $operation is unreachable', async (request, outcome) => {
    const { http } = await serve((incoming) => incoming.socket.resetAndDestroy())
    await expect(http.exchange(request, call(), text)).rejects.toMatchObject({ code: 'BILLING_UNREACHABLE', outcome })
  })

  test.each([401, 403, 429, 503])('status %i alone does not say that a write was not applied', async (status) => {
    const { http } = await serve((_request, response) => response.writeHead(status).end('<html>'))
    await expect(http.exchange(WRITE, call(), assertStatus)).rejects.toMatchObject({ outcome: 'unknown' })
    await expect(http.exchange(READ, call(), assertStatus)).rejects.toMatchObject({ outcome: 'not_applied' })
  })

  test('an answer shorter than declared is unreachable, never a short answer', async () => {
    const { http } = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('half')
      setTimeout(() => response.destroy(), 10)
    })
    await expect(http.exchange(READ, call(), text)).rejects.toMatchObject({ code: 'BILLING_UNREACHABLE' })
  })

  test('bytes that are not HTTP are unreachable', async () => {
    const server = createTcpServer((socket) => void socket.on('error', () => undefined).end('hello\r\n\r\n'))
    const port = await listen(server)
    const http = open({ origin: `http://127.0.0.1:${port}` })
    await expect(http.exchange(READ, call(), text)).rejects.toMatchObject({ code: 'BILLING_UNREACHABLE' })
  })

  test.each([
    ['declared', { 'content-length': '5000' }],
    ['not declared', {}],
  ])('an answer larger than the limit, %s, is refused while it is read', async (_name, headers) => {
    const { http } = await serve((_request, response) => response.writeHead(200, headers).end('x'.repeat(5000)), {
      maxAnswerBytes: 1000,
    })
    await expect(http.exchange(READ, call(), text)).rejects.toMatchObject({
      code: 'BILLING_ANSWER_TOO_LARGE',
      outcome: 'not_applied',
    })
    await expect(http.exchange(WRITE, call(), text)).rejects.toMatchObject({
      code: 'BILLING_ANSWER_TOO_LARGE',
      outcome: 'unknown',
    })
  })

  test('an answer exactly as large as the limit is read', async () => {
    const { http } = await serve((_request, response) => response.end('x'.repeat(1000)), { maxAnswerBytes: 1000 })
    expect(await http.exchange(READ, call(), ({ body }) => body.byteLength)).toBe(1000)
  })

  test('what a reader throws becomes a BillingError with its cause', async () => {
    const { http } = await serve((_request, response) => response.end('ok'))
    const fail = (error: unknown) =>
      http.exchange(WRITE, call(), () => {
        throw error
      })
    await expect(fail(malformed('x: missing'))).rejects.toMatchObject({
      code: 'BILLING_MALFORMED_ANSWER',
      outcome: 'unknown',
    })
    await expect(fail(new MoneyError('bad'))).rejects.toMatchObject({
      code: 'BILLING_MALFORMED_ANSWER',
      outcome: 'unknown',
    })
    const slip = new TypeError('a slip of ours')
    await expect(fail(slip)).rejects.toMatchObject({ code: 'BILLING_FAILED', outcome: 'unknown', cause: slip })
  })

  test('a request that cannot be written is refused, not sent, and gives its place back', async () => {
    let requests = 0
    const { http } = await serve(
      (_request, response) => {
        requests += 1
        response.end('ok')
      },
      { maxConcurrency: 1, maxWaiting: 0 },
    )
    for (let round = 0; round < 3; round += 1) {
      for (const odd of [
        { headers: { 'x-api-key': 'two\r\nlines' } },
        { headers: { 'x-api-key': 'ключ' } },
        { path: '/a b' },
        { path: 'x' },
      ]) {
        const sending = http.exchange({ ...WRITE, ...odd }, call(), text)
        await expect(sending).rejects.toMatchObject({ code: 'BILLING_UNWRITABLE_REQUEST', outcome: 'not_applied' })
      }
    }
    expect(await http.exchange(READ, call(), text)).toBe('ok')
    expect(requests).toBe(1)
  })

  test('Q17 no message holds an address, a key or content', async () => {
    const { http } = await serve((incoming) => incoming.socket.resetAndDestroy())
    const error: unknown = await http.exchange(WRITE, call(), text).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(BillingError)
    expect(String(error)).not.toMatch(/secret|hidden|qwerty|127\.0\.0\.1/)
  })
})

test('each call is reported once, with what came of it', async () => {
  const reports: CallReport[] = []
  const { http } = await serve(
    (request, response) => {
      if (request.method === 'GET') response.end('ok')
      else request.socket.resetAndDestroy()
    },
    { onCall: (report) => reports.push(report) },
  )
  await http.exchange(READ, call(), text)
  await expect(http.exchange(WRITE, call(), text)).rejects.toThrow(BillingError)
  await expect(
    http.exchange(READ, call(), () => {
      throw malformed('x')
    }),
  ).rejects.toThrow(BillingError)
  expect(reports.map(({ durationMs: _durationMs, ...report }) => report)).toEqual([
    { system: 'rest', operation: 'accounts', code: null, outcome: null },
    { system: 'rest', operation: 'AddPayment', code: 'BILLING_UNREACHABLE', outcome: 'unknown' },
    { system: 'rest', operation: 'accounts', code: 'BILLING_MALFORMED_ANSWER', outcome: 'not_applied' },
  ])
  expect(reports.every(({ durationMs }) => durationMs > 0 && durationMs < 5000)).toBe(true)
})

async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listen(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}
