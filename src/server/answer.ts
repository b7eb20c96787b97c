import type { ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { chooseLanguage } from '../graphql/language.ts'
import { JSON_TYPE, SECURITY_HEADERS } from './headers.ts'
import { type RefusalCode, refusalBody, refusalStatus } from './refusal.ts'
import { type Exchange, isLast } from './traffic.ts'

/** What a route answers; sending it is the business of `sendAnswer`. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Headers that stand instead of a security header. Only what is made for developers needs that. */
  readonly relaxed?: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | StreamedBody
}

/** What is too long to be held. Whoever gets it reads it to its end or destroys it. */
export interface StreamedBody {
  readonly sizeBytes: number
  readonly content: Readable
}

export function jsonAnswer(status: number, value: unknown): Answer {
  return { status, headers: { 'content-type': JSON_TYPE }, body: JSON.stringify(value) }
}

export function refuse(
  exchange: Exchange,
  code: RefusalCode,
  options: {
    headers?: Readonly<Record<string, string>>
    contentType?: string
    incidentId?: string
    /** From when on something is refused, as an instant. */
    since?: string
  } = {},
): Answer {
  const language = chooseLanguage(exchange.request.headers['accept-language'])
  const status = refusalStatus(code)
  exchange.code = code
  return {
    status,
    headers: {
      'content-type': options.contentType ?? JSON_TYPE,
      ...(status === 503 ? { 'retry-after': '1' } : {}),
      ...options.headers,
    },
    body: refusalBody(code, {
      requestId: exchange.requestId,
      language,
      incidentId: options.incidentId,
      since: options.since,
    }),
  }
}

export interface Closing {
  readonly mustClose: boolean
  readonly lingerTimeoutMs: number
  readonly maxLingerSizeBytes: number
}

/**
 * Sends an answer. While a part of the body is unread, closing at once would reset the connection and the client might
 * never see the refusal: so the complete answer goes out, the rest is read for a while and thrown away, and then the
 * connection closes.
 */
export async function sendAnswer(exchange: Exchange, answer: Answer, closing: Closing): Promise<void> {
  const { response, connection, requestId } = exchange
  if (exchange.hasLeft || response.headersSent) {
    if (isStreamed(answer.body)) answer.body.content.destroy()
    return
  }
  const isUnread = hasUnreadBody(exchange)
  const headers: Record<string, string> = {
    ...answer.headers,
    ...SECURITY_HEADERS,
    ...answer.relaxed,
    'x-request-id': requestId,
  }
  const body = isStreamed(answer.body) ? answer.body : toBytes(answer.body)
  if (answer.status !== 204) headers['content-length'] = String(sizeOf(body))
  if (isUnread || ((connection.isClosing || closing.mustClose) && isLast(exchange))) {
    headers['connection'] = 'close'
    connection.isClosing = true
  }
  response.writeHead(answer.status, headers)
  if (isStreamed(body)) return sendStream(response, body)
  if (isUnread && !isHeldBack(exchange)) {
    response.flushHeaders()
    if (body !== '') response.write(body)
    await throwAwayBody(exchange, closing)
    response.end()
  } else {
    response.end(body)
  }
}

/** A client that leaves in the middle has seen fewer bytes than it was promised, so that it knows. */
async function sendStream(response: ServerResponse, { content }: StreamedBody): Promise<void> {
  await pipeline(content, response).catch(() => response.destroy())
}

function isStreamed(body: Answer['body']): body is StreamedBody {
  return typeof body === 'object' && 'content' in body
}

function sizeOf(body: Answer['body']): number {
  return isStreamed(body) ? body.sizeBytes : Buffer.byteLength(body)
}

/** Up to here a text goes out in one write with its headers; beyond, Node would take thrice its room to encode it. */
const MAX_TEXT_CHARACTERS = 16_384
const utf8 = new TextEncoder()

function toBytes(body: string | Uint8Array): string | Uint8Array {
  return typeof body === 'string' && body.length > MAX_TEXT_CHARACTERS ? utf8.encode(body) : body
}

function hasUnreadBody({ request }: Exchange): boolean {
  if (request.complete) return false
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
}

/** A client that asked for permission and did not get it sends no body. */
function isHeldBack({ request }: Exchange): boolean {
  return request.headers.expect !== undefined && request.readableFlowing === null
}

function throwAwayBody({ request }: Exchange, limits: Closing): Promise<void> {
  return new Promise((resolve) => {
    let sizeBytes = 0
    const finish = (): void => {
      clearTimeout(timer)
      request.off('data', onData).off('end', finish).off('close', finish)
      resolve()
    }
    const onData = (chunk: Buffer): void => {
      sizeBytes += chunk.length
      if (sizeBytes > limits.maxLingerSizeBytes) finish()
    }
    const timer = setTimeout(finish, limits.lingerTimeoutMs)
    request.on('data', onData).once('end', finish).once('close', finish)
  })
}
