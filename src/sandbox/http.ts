import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { handleAcquirer } from './acquirer/handler.ts'
import { handleControl } from './control/handler.ts'
import { sendReply } from './deliver.ts'
import type { Desk } from './desk.ts'
import { plain } from './faults/bytes.ts'
import { handleRegistrar } from './registrar/handler.ts'
import { handleRest } from './rest/handler.ts'
import { handleSoap } from './soap/handler.ts'
import { RefusalError } from './wire/refusal.ts'

type Handler = (desk: Desk, request: IncomingMessage, response: ServerResponse) => Promise<void>

const FRONTS: readonly (readonly [string, Handler])[] = [
  ['/rest', handleRest],
  ['/soap', handleSoap],
  ['/registrar', handleRegistrar],
  ['/control', handleControl],
  ['/acquirer', ({ acquirer }, request, response) => handleAcquirer(acquirer, request, response)],
]

/** The HTTP server of all fronts; not listening yet. No request can bring it down. */
export function createFronts(desk: Desk): Server {
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, connectionsCheckingInterval: 2000, keepAliveTimeout: 60_000 },
    (request, response) => {
      void handle(desk, request, response)
    },
  )
  server.on('clientError', (error, socket) => {
    const slow = 'code' in error && error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
    const status = slow ? '408 Request Timeout' : '400 Bad Request'
    if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    else socket.destroy()
  })
  return server
}

async function handle(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A caller that leaves in the middle is no error.
  response.on('error', () => undefined)
  response.setHeader('server', 'Billing/2.8')
  try {
    const path = new URL(request.url ?? '/', 'http://sandbox').pathname
    const front = FRONTS.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`))
    if (front === undefined)
      await sendReply(response, plain(404, 'not found; try /rest, /soap, /acquirer, /registrar or /control'))
    else await front[1](desk, request, response)
  } catch (error) {
    answerFailure(response, error)
  }
}

function answerFailure(response: ServerResponse, error: unknown): void {
  if (response.destroyed) return
  if (response.headersSent) return void response.destroy()
  const known = error instanceof RefusalError ? plain(error.status, error.text) : null
  if (known === null && !isBadUrl(error)) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  }
  const reply = known ?? (isBadUrl(error) ? plain(400, 'bad request line') : plain(500, 'Internal error'))
  response.writeHead(reply.status, reply.headers)
  response.end(reply.body)
}

function isBadUrl(error: unknown): boolean {
  return error instanceof TypeError && 'code' in error && error.code === 'ERR_INVALID_URL'
}
