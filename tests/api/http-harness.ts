import { connect } from 'node:net'
import { Writable } from 'node:stream'
import { ApolloServer } from '@apollo/server'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import type { ContextRequest } from '../../src/server/graphql-route.ts'
import { type RunningServer, type ServerOptions, startServer } from '../../src/server/server.ts'

interface Harness extends RunningServer {
  /** What every operation's context was made from, in order. */
  readonly requests: readonly ContextRequest[]
  /** Resolves once `slow` runs for the nth time. */
  slowRuns(count: number): Promise<void>
  /** Lets every `slow` answer "done". */
  release(): void
  /** Resolves with the reason for which `slow` was canceled. */
  readonly canceled: Promise<unknown>
  readonly logLines: () => readonly Record<string, unknown>[]
  post(body: unknown, headers?: Record<string, string>): Promise<Response>
}

/** A server with a schema of its own, so that the HTTP layer is judged apart from everything above it. */
export async function startHarness(overrides: Partial<ServerOptions<ContextRequest>> = {}): Promise<Harness> {
  const runs = createCounter()
  const gate = Promise.withResolvers<void>()
  const canceled = Promise.withResolvers<unknown>()
  const requests: ContextRequest[] = []
  const apollo = new ApolloServer<ContextRequest>({
    typeDefs:
      'type Query { hello(name: String): String slow: String stubborn: String huge: String } type Mutation { touch: Int }',
    resolvers: {
      Query: {
        hello: (_parent: unknown, { name }: { name?: string }) => `Hello, ${name ?? 'world'}`,
        slow: async (_parent: unknown, _arguments: unknown, { signal }: ContextRequest) => {
          runs.increase()
          await Promise.race([gate.promise, aborted(signal)])
          if (signal.aborted) canceled.resolve(signal.reason)
          return signal.aborted ? 'canceled' : 'done'
        },
        stubborn: async () => {
          runs.increase()
          await gate.promise
          return 'done'
        },
        huge: () => 'x'.repeat(runs.increase() * 32 * 1024 * 1024),
      },
      Mutation: { touch: () => runs.increase() },
    },
  })
  await apollo.start()
  const log = createLogRecorder()
  const server = await startServer<ContextRequest>({
    host: '127.0.0.1',
    port: 0,
    apollo,
    createContext: async (request) => {
      requests.push(request)
      return request
    },
    health: { store: { ping: async () => {} }, billing: { ping: async () => {} } },
    log: log.log,
    shutdownTimeoutMs: 10_000,
    ...overrides,
  })
  onTestFinished(async () => {
    gate.resolve()
    await server.stop()
    await apollo.stop()
  })
  return {
    ...server,
    requests,
    slowRuns: (count) => runs.reached(count),
    release: gate.resolve,
    canceled: canceled.promise,
    logLines: log.lines,
    post: (body, headers = {}) =>
      fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
  }
}

interface RawAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

interface RawSocket {
  write(bytes: string | Buffer): void
  /** Resolves with the nth complete answer on this connection (from 1); rejects when the connection ends before it. */
  answer(count?: number): Promise<RawAnswer>
  /** Resolves with everything received as soon as it has the text in it. */
  received(text: string): Promise<string>
  /** Resolves with everything received once the connection is closed. */
  readonly closed: Promise<string>
  destroy(): void
}

/** A connection on which a test writes the bytes itself. */
export function openSocket(port: number): RawSocket {
  const socket = connect(port, '127.0.0.1')
  const closed = Promise.withResolvers<string>()
  const listeners = new Set<() => void>()
  let received = Buffer.alloc(0)
  let isClosed = false
  socket.on('error', () => {})
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
    for (const listener of listeners) listener()
  })
  socket.once('close', () => {
    isClosed = true
    closed.resolve(received.toString('utf8'))
    for (const listener of listeners) listener()
  })
  onTestFinished(() => {
    socket.destroy()
  })
  /** Looks again at every change until there is something to see. */
  function watch<T>(look: () => T | null): Promise<T> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        const seen = look()
        if (seen !== null) resolve(seen)
        else if (isClosed) reject(new Error(`Closed after ${JSON.stringify(received.toString('utf8'))}`))
        else return
        listeners.delete(check)
      }
      listeners.add(check)
      check()
    })
  }
  return {
    write: (bytes) => socket.write(bytes),
    answer: (count = 1) => watch(() => readAnswers(received)[count - 1] ?? null),
    received: (text) => watch(() => (received.includes(text) ? received.toString('utf8') : null)),
    closed: closed.promise,
    destroy: () => socket.destroy(),
  }
}

/** A POST to /graphql as bytes; the headers given replace the usual ones, and an empty text removes one. */
export function rawPost(body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Buffer {
  const all: Record<string, string> = {
    host: 'gateway',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  }
  const lines = Object.entries(all).flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}\r\n`]))
  return Buffer.concat([Buffer.from(`POST /graphql HTTP/1.1\r\n${lines.join('')}\r\n`), Buffer.from(body)])
}

/** Client and server share this event loop: some turns of it bring bytes and closings from one to the other. */
export async function turnEventLoop(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Interim answers (100 Continue) are passed over. */
function readAnswers(received: Buffer): RawAnswer[] {
  const answers: RawAnswer[] = []
  let rest = received
  for (;;) {
    const end = rest.indexOf('\r\n\r\n')
    if (end === -1) return answers
    const [statusLine = '', ...lines] = rest.subarray(0, end).toString('latin1').split('\r\n')
    const status = Number(statusLine.split(' ')[1])
    const headers = new Headers(
      lines.map((line): [string, string] => [line.split(':')[0] ?? '', line.replace(/^[^:]*:\s*/, '')]),
    )
    const sizeBytes = Number(headers.get('content-length') ?? 0)
    const body = rest.subarray(end + 4, end + 4 + sizeBytes)
    if (body.length < sizeBytes) return answers
    if (status >= 200) answers.push({ status, headers, body: body.toString('utf8') })
    rest = rest.subarray(end + 4 + sizeBytes)
  }
}

function createCounter(): { increase(): number; reached(count: number): Promise<void> } {
  const waiting: { count: number; resolve: () => void }[] = []
  let current = 0
  return {
    increase() {
      current += 1
      for (const { count, resolve } of waiting) if (current >= count) resolve()
      return current
    },
    reached: (count) =>
      current >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve })),
  }
}

function createLogRecorder() {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, callback) {
      lines.push(chunk.toString('utf8'))
      callback()
    },
  })
  return {
    log: pino({ level: 'debug' }, stream),
    lines: (): Record<string, unknown>[] => lines.map((line) => JSON.parse(line)),
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
