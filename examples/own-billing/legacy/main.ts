import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { parseArgs } from 'node:util'
import { type Books, openBooks } from './books.ts'
import { answerRest } from './rest.ts'
import { answerSoap } from './soap.ts'

// A small provider's old billing: customers, plans and logins over JSON below /api, money over SOAP at /kassa. Everything is
// kept in memory. `node examples/own-billing/legacy/main.ts --port 4200`

const { values } = parseArgs({ options: { port: { type: 'string', default: '4200' } } })
const TOKEN = 'demo-token'
const CLERKS: Readonly<Record<string, string>> = { gateway: 'demo-secret', kassa: 'demo-cash' }

const books: Books = openBooks(Date.now)
/** Deposits whose answers get lost on the way: they are booked, and the line breaks. */
let answersToLose = 0

const server = createServer((request, response) => void answer(request, response))
server.listen(Number(values.port), '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : values.port
  process.stdout.write(`listening on http://127.0.0.1:${port}\n`)
})
process.once('SIGTERM', () => {
  server.close()
  server.closeAllConnections()
})

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://legacy')
  try {
    const body = await readBody(request)
    if (pathname === '/api/openapi.json')
      return send(response, { type: 'application/json', body: fileOf('openapi.json') })
    if (pathname === '/kassa' && request.method === 'GET') {
      return send(response, { type: 'text/xml', body: fileOf('kassa.wsdl') })
    }
    if (pathname === '/kassa') return answerKassa(request, response, body)
    if (pathname.startsWith('/desk/')) return answerDesk(pathname, response)
    if (!pathname.startsWith('/api/')) return send(response, { status: 404, type: 'text/plain', body: 'no such page' })
    if (request.headers['x-token'] !== TOKEN) return sendJson(response, 401, { error: 'bad token' })
    const reply = answerRest(books, pathname.slice('/api'.length), { query: searchParams, body })
    sendJson(response, reply.status, reply.body)
  } catch {
    // As such programs do: a page for people, wherever the mistake was.
    send(response, { status: 500, type: 'text/html', body: '<html><body><h1>Fatal error</h1></body></html>' })
  }
}

function answerKassa(request: IncomingMessage, response: ServerResponse, body: string): void {
  const [clerk = '', password = ''] = readBasic(request.headers.authorization ?? '')
  if (!Object.hasOwn(CLERKS, clerk) || CLERKS[clerk] !== password) {
    return send(response, { status: 401, type: 'text/html', body: '<html><body>Who are you?</body></html>' })
  }
  const reply = answerSoap(books, body, { clerk, now: Date.now() })
  if (answersToLose > 0 && body.includes('Deposit>')) {
    answersToLose -= 1
    response.destroy()
    return
  }
  send(response, { type: 'text/xml; charset=windows-1251', body: reply })
}

/** What somebody at the desk sees and does; for demonstrations and tests. */
function answerDesk(path: string, response: ServerResponse): void {
  if (path === '/desk/lose-answer') {
    answersToLose += 1
    return sendJson(response, 200, { answersToLose })
  }
  if (path === '/desk/journal') return sendJson(response, 200, books.payments)
  sendJson(response, 404, { error: 'no such page' })
}

function readBasic(header: string): readonly string[] {
  return Buffer.from(header.replace(/^Basic /, ''), 'base64')
    .toString('utf8')
    .split(':')
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString('utf8')
}

function fileOf(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(response, { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) })
}

function send(response: ServerResponse, reply: { status?: number; type: string; body: string | Buffer }): void {
  response.writeHead(reply.status ?? 200, { 'content-type': reply.type }).end(reply.body)
}
