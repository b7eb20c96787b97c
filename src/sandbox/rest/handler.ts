import { createHash, timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Books } from '../books/types.ts'
import { sendReply } from '../deliver.ts'
import type { Desk } from '../desk.ts'
import { UNKNOWN_REST } from '../operations.ts'
import { type Call, serveCall } from '../serve.ts'
import { type Answer, listOf } from '../wire/answer.ts'
import { readJsonBody } from '../wire/body.ts'
import { RefusalError } from '../wire/refusal.ts'
import { restFront } from './front.ts'
import { OPERATIONS, type RestOperation, type RestRequest } from './operations.ts'
import { operatorRow, regionRow } from './rows.ts'
import { runForStranger } from './stranger.ts'

const OPENAPI = readFileSync(new URL('../contract/openapi.json', import.meta.url))

/** Serves everything under /rest. */
export async function handleRest(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://sandbox')
  const path = url.pathname.slice('/rest'.length)
  if (path === '/openapi.json' && request.method === 'GET') {
    return sendReply(response, { status: 200, headers: { 'content-type': 'application/json' }, body: OPENAPI })
  }
  const found = Object.entries(OPERATIONS).find(([, operation]) => operation.path === path)
  const operation = found === undefined ? UNKNOWN_REST : `rest.${found[0]}`
  const body = await readRequestBody(request, found?.[1])
  const asked: RestRequest = { query: url.searchParams, body: body instanceof RefusalError ? undefined : body }
  const call: Call = {
    operation,
    front: restFront,
    run() {
      assertKey(desk, request)
      if (found === undefined) throw new RefusalError(404, `no such resource: ${path.slice(0, 100)}`)
      if (found[1].method !== request.method) throw new RefusalError(405, `method not allowed, use ${found[1].method}`)
      if (body instanceof RefusalError) throw body
      return found[1].run(desk.books, asked)
    },
    rehearse: () => desk.books.rehearse(() => call.run()),
    double: () => undefined,
    endSession: () => undefined,
    runForStranger: () => (found === undefined ? null : runForStranger(desk.books, found[1], asked)),
    runWrongOperation: () => runWrongOperation(desk.books, operation),
  }
  await serveCall(desk, call, response)
}

async function readRequestBody(request: IncomingMessage, operation: RestOperation | undefined): Promise<unknown> {
  if (operation?.method !== 'POST' || request.method !== 'POST') return undefined
  return readJsonBody(request).catch((error: unknown) => {
    if (error instanceof RefusalError) return error
    throw error
  })
}

function assertKey(desk: Desk, request: IncomingMessage): void {
  const given = request.headers['x-api-key']
  if (typeof given !== 'string' || !equals(given, desk.config.restKey)) throw new RefusalError(401, 'access denied')
}

function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest()
}

function equals(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected))
}

function runWrongOperation(books: Books, operation: string): Answer {
  return operation === 'rest.regions'
    ? listOf(books.listOperators().map(operatorRow))
    : listOf(books.listRegions().map(regionRow))
}
