import type { IncomingMessage, Server, ServerResponse } from 'node:http'

// The wire of the double: what goes wrong on it, and how bodies are read and written.

export type Fault =
  | { readonly kind: 'processing' | 'internal' | 'tooMany' | 'forbidden' | 'html' | 'hang' | 'cut' }
  /** The work is done and the answer is lost. */
  | { readonly kind: 'drop' }
  | { readonly kind: 'proxy'; readonly status: number }
  /** The work is done, and what is answered is the payment of this id: what a proxy does that has mixed up two answers. */
  | { readonly kind: 'mixUp'; readonly id: string }

const KOPECKS = /^\d{1,12}\.\d\d$/

/** What the API answers instead of an object. */
export class Refusal extends Error {
  readonly status: number
  readonly body: object
  constructor(status: number, code: string, parameter?: string) {
    super(code)
    this.status = status
    this.body = {
      type: 'error',
      id: crypto.randomUUID(),
      code,
      description: 'Refused',
      ...(parameter ? { parameter } : {}),
    }
  }
}

export function spoil(fault: Fault, response: ServerResponse): void {
  switch (fault.kind) {
    case 'processing':
      return send(
        response,
        202,
        '{"type":"processing","description":"Request accepted, but not processed yet","retry_after":1800}',
      )
    case 'internal':
      return send(
        response,
        500,
        '{"type":"error","id":"1","code":"internal_server_error","description":"Internal error"}',
      )
    case 'tooMany':
      return send(response, 429, '{"type":"error","id":"1","code":"too_many_requests","description":"Slow down"}')
    case 'forbidden':
      return send(response, 403, '{"type":"error","id":"1","code":"forbidden","description":"Not enough rights"}')
    case 'html':
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Maintenance</body></html>')
    case 'proxy':
      return void response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<html>nginx</html>')
    case 'hang':
    case 'cut':
    case 'drop':
    case 'mixUp':
      // Hangs until the caller leaves; the others are done where the work is.
      return
  }
}

export function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8' }).end(body)
}

export function routeOf({ method, url }: IncomingMessage): string {
  const { pathname } = new URL(url ?? '/', 'http://x')
  const path = pathname.replace(/^\/v3/, '')
  return `${method} ${/^\/(?:payments|refunds)$/.test(path) ? path : '/payments/:id'}`
}

export function moneyOf(value: unknown, parameter: string): string {
  const text: unknown = Reflect.get(Object(value), 'value')
  const isMoney = typeof text === 'string' && KOPECKS.test(text) && Number(text) > 0
  if (!isMoney || Reflect.get(Object(value), 'currency') !== 'RUB') throw new Refusal(400, 'invalid_request', parameter)
  return text
}

export function failed(): never {
  throw new Error('a refund was lost')
}

export function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

export async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
