import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { openSocket, rawPost, startHarness, turnEventLoop } from './http-harness.ts'

const HELLO = JSON.stringify({ query: '{ hello }' })
const SLOW = JSON.stringify({ query: '{ slow }' })
/** Small, so that the tests wait little; what they assert is that the event comes, and not when. */
const SHORT = { headersTimeoutMs: 150, requestTimeoutMs: 200, timeoutCheckIntervalMs: 20, lingerTimeoutMs: 50 } as const

/** Writes a text a byte at a time, until the connection ends. */
function drip(socket: { write(bytes: string): void; closed: Promise<string> }, text: string): void {
  let index = 0
  const timer = setInterval(() => {
    socket.write(text.charAt(index % text.length))
    index += 1
  }, 10)
  void socket.closed.then(() => clearInterval(timer))
}

test.each([
  ['headers that never end', 'GET / HTTP/1.1\r\nhost: gateway\r\n', 'x-a: 1\r\n'],
  ['a body that drips', String(rawPost('', { 'content-length': '60000' })), ' '],
  ['chunks that drip', String(rawPost('', { 'content-length': '', 'transfer-encoding': 'chunked' })), '1\r\n \r\n'],
])('%s end with 408', async (_name, start, rest) => {
  const server = await startHarness({ limits: SHORT })
  const socket = openSocket(server.port)
  socket.write(start)
  drip(socket, rest)
  const answer = await socket.answer()
  expect([answer.status, answer.headers.get('connection')]).toEqual([408, 'close'])
  expect(JSON.parse(answer.body).errors[0].extensions).toMatchObject({ code: 'REQUEST_TIMEOUT', retryable: true })
  await socket.closed
  expect((await server.post({ query: '{ hello }' })).status).toBe(200)
})

test('a connection that says nothing is closed', async () => {
  const server = await startHarness({ limits: SHORT })
  expect(await openSocket(server.port).closed).toMatch(/^HTTP\/1\.1 408 /)
})

test('a connection that waits too long for its next request is closed without a word', async () => {
  const server = await startHarness({ limits: { idleTimeoutMs: 50 } })
  const socket = openSocket(server.port)
  socket.write(rawPost(HELLO))
  const { headers } = await socket.answer()
  expect(headers.get('connection')).toBe('keep-alive')
  expect((await socket.closed).match(/HTTP\/1\.1/g)).toHaveLength(1)
})

test('a client that sends all before it reads anything sees the refusal, not a reset', async () => {
  const server = await startHarness()
  const socket = connect(server.port, '127.0.0.1').pause()
  socket.write(rawPost('', { 'content-length': '1000000' }))
  for (let round = 0; round < 10; round += 1) {
    socket.write(' '.repeat(100_000))
    await turnEventLoop()
  }
  const chunks: Buffer[] = []
  for await (const chunk of socket) chunks.push(Buffer.from(chunk))
  expect(Buffer.concat(chunks).toString('utf8')).toMatch(/^HTTP\/1\.1 413 [^]*PAYLOAD_TOO_LARGE/)
})

test('a refused body that never ends does not hold the connection', async () => {
  const server = await startHarness({ limits: { lingerTimeoutMs: 50 } })
  const socket = openSocket(server.port)
  socket.write(rawPost('', { 'content-length': '1000000' }))
  drip(socket, ' ')
  expect((await socket.answer()).status).toBe(413)
  await socket.closed
})

test.each(['HEAD', 'OPTIONS', 'GET', 'PUT'])(
  '%s is answered without waiting for the body that it announces',
  async (method) => {
    const server = await startHarness({ limits: { lingerTimeoutMs: 60_000 } })
    const socket = openSocket(server.port)
    socket.write(`${method} /graphql HTTP/1.1\r\nhost: gateway\r\ncontent-length: 10\r\n\r\n`)
    const headers = await socket.received('\r\n\r\n')
    expect(headers).toMatch(/^HTTP\/1\.1 (?:204|405) [^]*\r\nconnection: close\r\n/)
    socket.destroy()
    await server.stop()
  },
)

test('a refused body is read on for a limited size only', async () => {
  const server = await startHarness({ limits: { lingerTimeoutMs: 60_000, maxLingerSizeBytes: 100_000 } })
  const socket = openSocket(server.port)
  socket.write(rawPost(' '.repeat(300_000), { 'content-length': '9000000' }))
  expect(await socket.closed).toMatch(/^HTTP\/1\.1 413 /)
})

test('an operation may take longer than a request may take to arrive', async () => {
  const server = await startHarness({ limits: SHORT })
  const socket = openSocket(server.port)
  socket.write(rawPost(SLOW))
  await server.slowRuns(1)
  await new Promise((resolve) => setTimeout(resolve, 2 * SHORT.requestTimeoutMs))
  server.release()
  expect((await socket.answer()).body).toContain('"slow":"done"')
})

test('a client that does not read its answer loses its connection', async () => {
  const server = await startHarness({ limits: { silenceTimeoutMs: 50 } })
  const socket = connect(server.port, '127.0.0.1').pause()
  onTestFinished(() => {
    socket.destroy()
  })
  socket.write(rawPost(JSON.stringify({ query: '{ huge }' })))
  await server.slowRuns(1)
  await server.stop()
  expect(server.logLines().map(({ status, outcome }) => status ?? outcome)).toEqual([499])
})

test('a client that leaves cancels its operation', async () => {
  const server = await startHarness()
  const socket = openSocket(server.port)
  socket.write(rawPost(SLOW))
  await server.slowRuns(1)
  socket.destroy()
  expect(await server.canceled).toMatchObject({ name: 'AbortError', message: 'The client has left.' })
  await server.stop()
  expect(server.logLines()).toContainEqual(expect.objectContaining({ operation: 'graphql', status: 499 }))
})

test('a client that leaves cancels what it has pipelined', async () => {
  const server = await startHarness()
  const socket = openSocket(server.port)
  socket.write(Buffer.concat([rawPost(SLOW), rawPost(SLOW)]))
  await server.slowRuns(2)
  socket.destroy()
  await server.canceled
  expect(server.requests.map(({ signal }) => signal.aborted)).toEqual([true, true])
})

test('a client that leaves in the middle of its body leaves nothing behind', async () => {
  const server = await startHarness()
  const socket = openSocket(server.port)
  socket.write(rawPost('{', { 'content-length': '100' }))
  await turnEventLoop()
  socket.destroy()
  await turnEventLoop()
  await server.stop()
  expect(server.requests).toEqual([])
  expect(server.logLines().map(({ status }) => status)).toEqual([499])
})

test('an answered operation is not canceled when its client leaves', async () => {
  const server = await startHarness()
  const socket = openSocket(server.port)
  socket.write(rawPost(HELLO))
  await socket.answer()
  socket.destroy()
  await server.stop()
  expect(server.requests[0]?.signal.aborted).toBe(false)
})

test("the client's deadline cancels its operation", async () => {
  const server = await startHarness()
  const answer = await server.post({ query: '{ slow }' }, { 'x-timeout-ms': '100' })
  expect(await server.canceled).toMatchObject({ name: 'TimeoutError' })
  expect(await answer.json()).toEqual({ data: { slow: 'canceled' } })
})

test.each([
  { when: 'the client names none', headers: {} },
  { when: "the client's is later", headers: { 'x-timeout-ms': '60000' } },
])("the server's deadline cancels an operation when $when", async ({ headers }) => {
  const server = await startHarness({ limits: { operationTimeoutMs: 100 } })
  const answer = await server.post({ query: '{ slow }' }, headers)
  expect(await server.canceled).toMatchObject({ name: 'TimeoutError', message: "The operation's time is over." })
  expect(await answer.json()).toEqual({ data: { slow: 'canceled' } })
})

test('a deadline ends with its operation and cancels nothing afterwards', async () => {
  const server = await startHarness({ limits: { operationTimeoutMs: 100 } })
  await server.post({ query: '{ hello }' })
  await delay(300)
  expect(server.requests.map(({ signal }) => signal.aborted)).toEqual([false])
})

test('more requests at once than allowed are refused, and later ones are not', async () => {
  const server = await startHarness({ limits: { maxConcurrentRequests: 2 } })
  const running = [server.post({ query: '{ slow }' }), server.post({ query: '{ slow }' })]
  await server.slowRuns(2)
  const refused = await server.post({ query: '{ hello }' })
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1'])
  expect(JSON.parse(await refused.text()).errors[0].extensions).toMatchObject({ code: 'SERVER_BUSY', retryable: true })
  // A full server is alive, and whoever asks must hear so.
  expect((await fetch(`${server.url}/health/live`)).status).toBe(200)
  expect((await fetch(`${server.url}/health/ready`)).status).toBe(200)
  server.release()
  await Promise.all(running)
  expect((await server.post({ query: '{ hello }' })).status).toBe(200)
})

test('more connections than allowed are closed, and the others are served', async () => {
  const server = await startHarness({ limits: { maxConnections: 1 } })
  const first = openSocket(server.port)
  first.write(rawPost(HELLO))
  await first.answer()
  expect(await openSocket(server.port).closed).toBe('')
  first.write(rawPost(HELLO))
  expect((await first.answer(2)).status).toBe(200)
})

test('a connection ends after so many requests', async () => {
  const server = await startHarness({ limits: { maxRequestsPerConnection: 2 } })
  const socket = openSocket(server.port)
  socket.write(rawPost(HELLO))
  expect((await socket.answer(1)).headers.get('connection')).toBe('keep-alive')
  socket.write(rawPost(HELLO))
  expect((await socket.answer(2)).headers.get('connection')).toBe('close')
  await socket.closed
})

test('of requests sent at once, those beyond the limit of a connection are not executed', async () => {
  const server = await startHarness({ limits: { maxRequestsPerConnection: 2 } })
  const socket = openSocket(server.port)
  socket.write(Buffer.concat([rawPost(HELLO), rawPost(HELLO), rawPost(HELLO)]))
  expect((await socket.closed).match(/HTTP\/1\.1 200/g)).toHaveLength(2)
  expect(server.requests).toHaveLength(2)
})
