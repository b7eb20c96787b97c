import { createServer, type RequestListener, type Server } from 'node:http'
import { afterEach } from 'vitest'
import { createHttp, type Http, type HttpOptions, type HttpRequest } from '../../src/billing/transport/http.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

export const READ: HttpRequest = {
  system: 'rest',
  operation: 'accounts',
  method: 'GET',
  path: '/x?secret=1',
  headers: { 'x-api-key': 'hidden' },
  body: null,
  writes: false,
}
export const WRITE: HttpRequest = {
  ...READ,
  operation: 'AddPayment',
  method: 'POST',
  body: '{"password":"qwerty"}',
  writes: true,
}
/** A caller who waits as long as it takes. */
export const call = () => ({ signal: new AbortController().signal })
export const text = (answer: { body: Uint8Array }) => Buffer.from(answer.body).toString()

/** A client; it is closed after the test. */
export function open(options: Partial<HttpOptions> & { origin: string }): Http {
  const http = createHttp({ timeoutMs: 3000, maxConcurrency: 4, maxWaiting: 16, maxAnswerBytes: 100_000, ...options })
  closers.push(() => http.close())
  return http
}

/** A server of the test's own, with a client to it; both are closed after the test. */
export async function serve(
  listener: RequestListener,
  options: Partial<HttpOptions> = {},
): Promise<{ http: Http; server: Server; origin: string }> {
  const server = createServer(listener)
  const origin = `http://127.0.0.1:${await listen(server)}`
  closers.push(() => server.closeAllConnections())
  return { http: open({ origin, ...options }), server, origin }
}

/** Listens on a free port until the test is over. */
export async function listen(server: {
  listen(port: number, host: string, ready: () => void): unknown
  address(): unknown
  close(): unknown
}): Promise<number> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  const address = server.address()
  if (typeof address === 'object' && address !== null && 'port' in address) return Number(address.port)
  throw new Error('not listening')
}

export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2))
}
