import type { IncomingMessage, ServerResponse } from 'node:http'
import { pause, readAll, whenGone } from './leaving-callers.ts'

/** What goes wrong with the next call of a route, such as "POST /tickets" or "GET /tickets/:id/messages". */
export type CrmFault =
  /** Nothing is done, or the work is; the connection ends without an answer. */
  | { readonly kind: 'drop'; readonly isDone: boolean }
  /** So long after the caller has given up, the work is done. */
  | { readonly kind: 'lateWrite'; readonly delayMs: number }
  /** An error of the CRM, or a page of a proxy, with that status; the work is done or not. */
  | { readonly kind: 'error' | 'proxy'; readonly status: number; readonly isDone: boolean }
  /** HTTP 200 with a page, with no body, or with `{}`. */
  | { readonly kind: 'html' | 'empty' | 'nothing'; readonly isDone: boolean }
  /** What would be answered is answered, and nothing is done. */
  | { readonly kind: 'successWithoutWrite' }
  | { readonly kind: 'tooMany'; readonly retryAfterSeconds: number }
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** The work is done, and half of the answer arrives. */
  | { readonly kind: 'cut' }

/** What the CRM says no with. */
export class CrmRefusalError extends Error {
  readonly status: number
  readonly code: string
  readonly field: string | null
  constructor(status: number, code: string, field: string | null = null) {
    super(code)
    this.status = status
    this.code = code
    this.field = field
  }
}

export interface CrmReply {
  readonly status: number
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

const MOST_BYTES = 256 * 1024
const PAGE = '<html><body><h1>Bad gateway</h1></body></html>'

export function refusalReply({ status, code, field }: CrmRefusalError): CrmReply {
  return { status, body: JSON.stringify({ error: { code, message: `Refused: ${code}`, field } }) }
}

export function jsonReply(status: number, value: object, headers: Readonly<Record<string, string>> = {}): CrmReply {
  return { status, body: JSON.stringify(value), headers }
}

export async function readBody(request: IncomingMessage): Promise<Readonly<Record<string, unknown>> | null> {
  const bytes = await readAll(request)
  if (bytes === null || request.method === 'GET') return null
  if (!/^application\/json(?:;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new CrmRefusalError(415, 'UNSUPPORTED_MEDIA_TYPE')
  }
  if (bytes.length > MOST_BYTES) throw new CrmRefusalError(413, 'TOO_LARGE')
  const value = parse(bytes)
  if (!isRecord(value)) throw new CrmRefusalError(400, 'BAD_JSON')
  return value
}

function parse(bytes: Buffer): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return value
  } catch {
    throw new CrmRefusalError(400, 'BAD_JSON')
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function send(response: ServerResponse, { status, body, headers }: CrmReply): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(body)
}

export interface Spoilt {
  readonly response: ServerResponse
  readonly fault: CrmFault
  readonly work: () => CrmReply
  readonly withoutWrite: (work: () => CrmReply) => CrmReply
  readonly later: (delayMs: number, work: () => void) => void
}

export async function spoil({ response, fault, work, withoutWrite, later }: Spoilt): Promise<void> {
  if ('isDone' in fault && fault.isDone) work()
  switch (fault.kind) {
    case 'drop':
      return void response.destroy()
    case 'lateWrite':
      return whenGone(response, () => later(fault.delayMs, work))
    case 'error':
      return send(response, refusalReply(new CrmRefusalError(fault.status, 'INTERNAL')))
    case 'proxy':
      return void response.writeHead(fault.status, { 'content-type': 'text/html' }).end(PAGE)
    case 'html':
      return void response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE)
    case 'empty':
      return send(response, { status: 200, body: '' })
    case 'nothing':
      return send(response, { status: 200, body: '{}' })
    case 'successWithoutWrite':
      return send(response, withoutWrite(work))
    case 'tooMany': {
      const reply = refusalReply(new CrmRefusalError(429, 'TOO_MANY_REQUESTS'))
      return send(response, { ...reply, headers: { 'retry-after': `${fault.retryAfterSeconds}` } })
    }
    case 'slow': {
      const reply = work()
      await pause(fault.delayMs)
      return send(response, reply)
    }
    case 'cut':
      break
  }
  const bytes = Buffer.from(work().body)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': `${bytes.length}` })
  response.write(bytes.subarray(0, Math.trunc(bytes.length / 2)), () => void response.destroy())
}
