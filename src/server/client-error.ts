import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Log } from '../observability/log.ts'
import { codeOf } from '../observability/thrown.ts'
import { refused } from './body.ts'
import { JSON_TYPE, SECURITY_HEADERS } from './headers.ts'
import { type RefusalCode, refusalBody, refusalStatus } from './refusal.ts'
import type { Traffic } from './traffic.ts'

/** Node's and its parser's codes for bytes that did not become a request. Anything unlisted is not valid HTTP. */
const REFUSAL_BY_ERROR: Readonly<Record<string, RefusalCode>> = {
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'PAYLOAD_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
}

/** The client has closed its side, in the middle of a request in the first case: there is nobody to answer. */
const CLIENT_LEFT: ReadonlySet<string> = new Set(['HPE_INVALID_EOF_STATE', 'ECONNRESET', 'EPIPE'])

/**
 * Answers bytes that are not a request, or not the rest of one: in JSON, without a word of the parser's, and never in
 * the middle of another request's answer.
 */
export function handleClientError(
  error: Error,
  socket: Duplex,
  context: { traffic: Traffic; refuse: SocketRefusal },
): void {
  const errorCode = codeOf(error, '')
  const connection = context.traffic.find(socket)
  if (!connection || !socket.writable || CLIENT_LEFT.has(errorCode)) {
    socket.destroy()
    return
  }
  const code = REFUSAL_BY_ERROR[errorCode] ?? 'BAD_HTTP_REQUEST'
  const reading = connection.exchanges.find(({ request, endBody }) => endBody !== null && !request.complete)
  if (reading) reading.endBody?.(refused(code))
  else refuseBytes(socket, code, context)
}

/** Answers a refusal as the last thing on a connection, after the answers that are still to come. */
export function refuseBytes(
  socket: Duplex,
  code: RefusalCode,
  { traffic, refuse }: { traffic: Traffic; refuse: SocketRefusal },
): void {
  const connection = traffic.find(socket)
  if (!connection || connection.refusal !== null || connection.isClosing) return
  connection.refusal = code
  connection.isClosing = true
  if (connection.exchanges.length === 0) refuse(socket, code)
}

export type SocketRefusal = (socket: Duplex, code: RefusalCode) => void

/** Writes a refusal where there is no request to answer, and closes once the client has had time to read it. */
export function createSocketRefusal(options: { lingerTimeoutMs: number; log: Log }): SocketRefusal {
  return (socket, code) => {
    const requestId = randomUUID()
    const status = refusalStatus(code)
    const body = refusalBody(code, { requestId, language: 'en' })
    const headers = {
      ...SECURITY_HEADERS,
      'content-type': JSON_TYPE,
      'content-length': String(Buffer.byteLength(body)),
      'x-request-id': requestId,
      connection: 'close',
    }
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    const timer = setTimeout(() => socket.destroy(), options.lingerTimeoutMs)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => clearTimeout(timer))
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`)
    options.log.info({ requestId, status, code }, 'request')
  }
}
