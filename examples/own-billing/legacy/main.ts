import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { parseArgs } from 'node:util'
import { openBooks } from './books.ts'
import { answerDesk } from './desk.ts'
import { createMoods, type Fate, type Reply } from './moods.ts'
import { answerRest } from './rest.ts'
import { answerSoap, readOperation } from './soap.ts'

// A small provider's old billing: customers, plans and logins over JSON below /api, money over SOAP at /kassa, and a desk for
// demonstrations. Everything is kept in memory. `node examples/own-billing/legacy/main.ts --port 4200`

const { values } = parseArgs({ options: { port: { type: 'string', default: '4200' } } })
const TOKEN = 'demo-token'
const CLERKS: Readonly<Record<string, string>> = { gateway: 'demo-secret', kassa: 'demo-cash' }

const books = openBooks(Date.now)
const moods = createMoods()
/** Calls by operation since the desk asked last for none. */
const calls = new Map<string, number>()

const server = createServer((request, response) => void serve(request, response))
server.listen(Number(values.port), '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : values.port
  process.stdout.write(`listening on http://127.0.0.1:${port}\n`)
})
process.once('SIGTERM', () => {
  server.close()
  server.closeAllConnections()
})

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const fate = await handle(request).catch(
    // As such programs do: a page for people, wherever the mistake was.
    (): Fate => ({ kind: 'reply', reply: page(500, 'text/html', '<html><body><h1>Fatal error</h1></body></html>') }),
  )
  if (fate.kind === 'break') response.destroy()
  if (fate.kind !== 'reply') return
  const { status, type, body } = fate.reply
  response.writeHead(status, { 'content-type': type }).end(body)
}

async function handle(request: IncomingMessage): Promise<Fate> {
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://legacy')
  const body = await readBody(request)
  const reply = answerPublic(request, pathname, query)
  if (reply !== null) return { kind: 'reply', reply }
  const isKassa = pathname === '/kassa'
  const operation = isKassa ? readOperation(body) : pathname.slice('/api'.length)
  calls.set(operation, (calls.get(operation) ?? 0) + 1)
  return await moods.meet(operation, () => {
    if (!isKassa) {
      const answer = answerRest(books, operation, { query, body })
      return json(answer.status, answer.body)
    }
    const [clerk = ''] = readBasic(request)
    return page(200, 'text/xml; charset=windows-1251', answerSoap(books, body, { clerk, now: Date.now() }))
  })
}

/** Contracts, the desk, and who is not let in; null for a call of somebody who is. */
function answerPublic(request: IncomingMessage, path: string, query: URLSearchParams): Reply | null {
  if (path === '/api/openapi.json') return page(200, 'application/json', fileOf('openapi.json'))
  if (path === '/kassa' && request.method === 'GET') return page(200, 'text/xml', fileOf('kassa.wsdl'))
  if (path.startsWith('/desk/')) return answerAtDesk(path, query)
  if (path === '/kassa') {
    const [clerk = '', password = ''] = readBasic(request)
    const isClerk = Object.hasOwn(CLERKS, clerk) && CLERKS[clerk] === password
    return isClerk ? null : page(401, 'text/html', '<html><body>Who are you?</body></html>')
  }
  if (!path.startsWith('/api/')) return page(404, 'text/plain', 'no such page')
  return request.headers['x-token'] === TOKEN ? null : json(401, { error: 'bad token' })
}

function answerAtDesk(path: string, query: URLSearchParams): Reply {
  if (path === '/desk/mood') moods.set(query)
  else if (path === '/desk/calm') moods.clear()
  else if (path === '/desk/forget-calls') calls.clear()
  else if (path === '/desk/calls') return json(200, Object.fromEntries(calls))
  else {
    const answer = answerDesk(books, path, { query, now: Date.now() })
    return answer === null ? json(404, { error: 'no such page' }) : json(200, answer)
  }
  return json(200, { done: true })
}

function readBasic(request: IncomingMessage): readonly string[] {
  const header = request.headers.authorization ?? ''
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

function json(status: number, value: unknown): Reply {
  return page(status, 'application/json; charset=utf-8', JSON.stringify(value))
}

function page(status: number, type: string, body: string | Buffer): Reply {
  return { status, type, body }
}
