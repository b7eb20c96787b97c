import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Pool } from 'undici'

/**
 * Stands before the sandbox and answers again what that has answered to the same request, the very bytes. The sandbox takes thrice a
 * gateway's processor time to write a long statement, on the core beside it, and a contender pays for such a neighbour: in a provider's
 * network the billing is another machine. What opens a session is never kept, nor what has failed.
 *
 * Listens where it is free, prints {"url": …}, and counts the calls: GET and DELETE /control/calls, as of the sandbox.
 */
interface Recording {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly body: Uint8Array
}

const MAX_RECORDINGS = 1_000
/** As the sandbox's. */
const KEEP_ALIVE_MS = 60_000
/** Of one connection, and so of nobody's answer but the sender's. */
const PER_CONNECTION = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date']

const sandbox = new Pool(process.env['RECORDED_URL'] ?? '')
const recordings = new Map<string, Recording>()
let calls = 0

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    response.writeHead(502).end(String(error))
  })
})
server.keepAliveTimeout = KEEP_ALIVE_MS
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : address
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`)
})
process.once('SIGTERM', () => process.exit(0))

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === '/control/calls') {
    if (request.method === 'DELETE') calls = 0
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ calls }))
    return
  }
  calls += 1
  const chunks: Uint8Array[] = []
  request.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  await new Promise((resolve) => request.once('end', resolve))
  const body = Buffer.concat(chunks)
  const { 'x-api-key': key, cookie } = request.headers
  const asked = [request.method, request.url, key, cookie, body.toString('latin1')].join('\n')
  const known = recordings.get(asked)
  const { status, headers, body: bytes } = known ?? (await ask(request, body))
  const isRepeatable = status === 200 && headers['set-cookie'] === undefined && recordings.size < MAX_RECORDINGS
  if (known === undefined && isRepeatable) recordings.set(asked, { status, headers, body: bytes })
  response.writeHead(status, { ...headers, 'content-length': bytes.byteLength }).end(bytes)
}

async function ask(request: IncomingMessage, body: Uint8Array): Promise<Recording> {
  const {
    statusCode,
    headers,
    body: answered,
  } = await sandbox.request({
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    // With the host that was asked: the WSDL tells its own address by it, and calls would pass the recorder by.
    headers: withoutConnection(request.headers),
    body: body.byteLength === 0 ? null : body,
  })
  return { status: statusCode, headers: withoutConnection(headers), body: await answered.bytes() }
}

function withoutConnection(headers: Readonly<Record<string, string | string[] | undefined>>) {
  const kept: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && !PER_CONNECTION.includes(name)) kept[name] = value
  return kept
}
