import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { BillingError } from '../../src/billing/error.ts'
import { malformed } from '../../src/billing/transport/answer.ts'
import {
  type CallReport,
  createHttp,
  type Http,
  type HttpOptions,
  type HttpRequest,
} from '../../src/billing/transport/http.ts'
import { MoneyError } from '../../src/domain/money.ts'

const closers: (() => Promise<unknown> | undefined)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

const READ: HttpRequest = {
  system: 'rest',
  operation: 'accounts',
  method: 'GET',
  path: '/x?secret=1',
  headers: { 'x-api-key': 'hidden' },
  body: null,
  writes: false,
}
const WRITE: HttpRequest = {
  ...READ,
  operation: 'AddPayment',
  method: 'POST',
  body: '{"password":"qwerty"}',
  writes: true,
}
const call = () => ({ signal: new AbortController().signal })
const text = (answer: { body: Uint8Array }) => Buffer.from(answer.body).toString()

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
    expect(connections).toBe(1)
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

  test('Q17 no message holds an address, a key or content', async () => {
    const { http } = await serve((incoming) => incoming.socket.resetAndDestroy())
    const error: unknown = await http.exchange(WRITE, call(), text).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(BillingError)
    expect(String(error)).not.toMatch(/secret|hidden|qwerty|127\.0\.0\.1/)
  })
})

describe('waiting', () => {
  test('the own time limit is a timeout, also while bytes keep dripping', async () => {
    const { http } = await serve(
      (_request, response) => {
        const timer = setInterval(() => response.write('.'), 5)
        response.on('close', () => clearInterval(timer))
      },
      { timeoutMs: 120 },
    )
    const startedAt = performance.now()
    await expect(http.exchange(READ, call(), text)).rejects.toMatchObject({
      code: 'BILLING_TIMEOUT',
      outcome: 'not_applied',
    })
    expect(performance.now() - startedAt).toBeLessThan(600)
  })

  test('Q2 a write that timed out may have been applied', async () => {
    const { http } = await serve(() => undefined, { timeoutMs: 60 })
    await expect(http.exchange(WRITE, call(), text)).rejects.toMatchObject({
      code: 'BILLING_TIMEOUT',
      outcome: 'unknown',
    })
  })

  test("the caller's deadline is a timeout, and the caller's leaving is not", async () => {
    const { http } = await serve(() => undefined)
    await expect(http.exchange(READ, { signal: AbortSignal.timeout(50) }, text)).rejects.toMatchObject({
      code: 'BILLING_TIMEOUT',
    })
    const caller = new AbortController()
    setTimeout(() => caller.abort(), 50)
    await expect(http.exchange(WRITE, caller, text)).rejects.toMatchObject({
      code: 'BILLING_CANCELED',
      outcome: 'unknown',
    })
  })

  test('a caller that has left already sends nothing', async () => {
    let requests = 0
    const { http } = await serve((_request, response) => {
      requests += 1
      response.end()
    })
    await expect(http.exchange(WRITE, { signal: AbortSignal.abort() }, text)).rejects.toMatchObject({
      code: 'BILLING_CANCELED',
      outcome: 'not_applied',
    })
    await http.exchange(READ, call(), text)
    expect(requests).toBe(1)
  })

  test('a caller that leaves ends the connection, so that the billing can notice', async () => {
    const closed = Promise.withResolvers<boolean>()
    const { http } = await serve((request) => void request.socket.on('close', () => closed.resolve(true)))
    const caller = new AbortController()
    const exchange = http.exchange(READ, caller, text)
    setTimeout(() => caller.abort(), 30)
    await expect(exchange).rejects.toMatchObject({ code: 'BILLING_CANCELED' })
    expect(await closed.promise).toBe(true)
  })

  test('a connection that is never made ends with the deadline, and nothing was applied', async () => {
    // TEST-NET-1 answers nobody; where the network refuses it at once, that is not_applied as well.
    const http = open({ origin: 'http://192.0.2.1:9', timeoutMs: 150 })
    await expect(http.exchange(WRITE, call(), text)).rejects.toMatchObject({ outcome: 'not_applied' })
  })
})

describe('the bounded queue', () => {
  test('no more calls at once than allowed; the queue is served in order; beyond it callers are refused', async () => {
    const held: (() => void)[] = []
    let inFlight = 0
    let peak = 0
    const { http } = await serve(
      (_request, response) => {
        inFlight += 1
        peak = Math.max(peak, inFlight)
        held.push(() => {
          inFlight -= 1
          response.end('ok')
        })
      },
      { maxConcurrency: 2, maxWaiting: 3 },
    )
    const order: number[] = []
    const running = [0, 1, 2, 3, 4].map(async (index) => {
      await http.exchange(READ, call(), text)
      order.push(index)
    })
    await expect(http.exchange(WRITE, call(), text)).rejects.toMatchObject({
      code: 'BILLING_OVERLOADED',
      outcome: 'not_applied',
    })
    for (let answered = 0; answered < 5; answered += 1) {
      await until(() => held.length > 0)
      held.shift()?.()
    }
    await Promise.all(running)
    expect(peak).toBe(2)
    expect(order.toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3, 4])
    expect(order.indexOf(2)).toBeLessThan(order.indexOf(4))
  })

  test('a waiter that leaves makes room and sends nothing', async () => {
    const held: (() => void)[] = []
    let requests = 0
    const { http } = await serve(
      (_request, response) => {
        requests += 1
        held.push(() => response.end('ok'))
      },
      { maxConcurrency: 1, maxWaiting: 1 },
    )
    const first = http.exchange(READ, call(), text)
    const caller = new AbortController()
    const waiting = http.exchange(WRITE, caller, text)
    caller.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'BILLING_CANCELED', outcome: 'not_applied' })
    const next = http.exchange(READ, call(), text)
    for (let answered = 0; answered < 2; answered += 1) {
      await until(() => held.length > 0)
      held.shift()?.()
    }
    expect(await Promise.all([first, next])).toEqual(['ok', 'ok'])
    expect(requests).toBe(2)
  })

  test('failed, refused and abandoned calls give their place back', async () => {
    let requests = 0
    const { http } = await serve(
      (request, response) => {
        requests += 1
        if (requests % 3 === 0) response.end('ok')
        else if (requests % 3 === 1) request.socket.resetAndDestroy()
      },
      { maxConcurrency: 1, maxWaiting: 0, timeoutMs: 80 },
    )
    for (let round = 0; round < 3; round += 1) {
      await expect(http.exchange(READ, call(), text)).rejects.toMatchObject({ code: 'BILLING_UNREACHABLE' })
      await expect(http.exchange(READ, call(), text)).rejects.toMatchObject({ code: 'BILLING_TIMEOUT' })
      expect(await http.exchange(READ, call(), text)).toBe('ok')
    }
  })

  test('after closing, calls are refused and nothing is sent', async () => {
    const { http } = await serve((_request, response) => response.end('ok'))
    await http.close()
    await expect(http.exchange(WRITE, call(), text)).rejects.toMatchObject({
      code: 'BILLING_UNREACHABLE',
      outcome: 'not_applied',
    })
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

function open(options: Partial<HttpOptions> & { origin: string }): Http {
  const http = createHttp({ timeoutMs: 3000, maxConcurrency: 4, maxWaiting: 16, maxAnswerBytes: 100_000, ...options })
  closers.push(() => http.close())
  return http
}

async function serve(
  listener: RequestListener,
  options: Partial<HttpOptions> = {},
): Promise<{ http: Http; server: Server }> {
  const server = createServer(listener)
  const port = await listen(server)
  closers.push(async () => void server.closeAllConnections())
  return { http: open({ origin: `http://127.0.0.1:${port}`, ...options }), server }
}

async function listen(server: {
  listen(port: number, host: string, ready: () => void): unknown
  address(): unknown
  close(): unknown
}): Promise<number> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  closers.push(async () => void server.close())
  const address = server.address()
  if (typeof address === 'object' && address !== null && 'port' in address) return Number(address.port)
  throw new Error('not listening')
}

async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listen(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2))
}
