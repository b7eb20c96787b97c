import type { IncomingMessage, ServerResponse } from 'node:http'
import { ACCOUNT_OPERATIONS } from './lanbilling-accounts.ts'
import { BLOCK_OPERATIONS } from './lanbilling-blocks.ts'
import type { Books } from './lanbilling-books.ts'
import { type Answer, type Operation, RefusalError, type Session, type Terms } from './lanbilling-call.ts'
import type { LanbillingClock } from './lanbilling-clock.ts'
import { type FaultPlan, MAINTENANCE } from './lanbilling-faults.ts'
import { PAYMENT_OPERATIONS } from './lanbilling-payments.ts'
import { SERVICE_OPERATIONS } from './lanbilling-services.ts'
import type { Sessions } from './lanbilling-sessions.ts'
import { TICKET_OPERATIONS } from './lanbilling-tickets.ts'
import { parseFields } from './lanbilling-types.ts'
import { InvalidValueError, MissingElementError, type Row, readFields, textOf, writeOne } from './lanbilling-values.ts'
import { envelope, fault, isOfApi, readEnvelope, type XmlElement } from './lanbilling-xml.ts'
import { pause, readAll, whenGone } from './leaving-callers.ts'

export interface ServerState {
  readonly books: Books
  readonly clock: LanbillingClock
  readonly sessions: Sessions
  readonly terms: Terms
  readonly faults: FaultPlan
  /** Who a login and a password let in. */
  readonly admit: (kind: Session['kind'], login: string, password: string) => Session | null
  /** Hears of every call before it is looked at. */
  readonly note: (operation: string) => void
  /** Work that is done after its caller has left. */
  readonly later: (delayMs: number, work: () => void) => void
  readonly latencyMs: () => number
}

interface Reply {
  readonly status: 200 | 500 | 405
  readonly body: string
  readonly cookie?: string
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...ACCOUNT_OPERATIONS,
  ...SERVICE_OPERATIONS,
  ...BLOCK_OPERATIONS,
  ...PAYMENT_OPERATIONS,
  ...TICKET_OPERATIONS,
}
const SESSION_INPUTS: Readonly<Record<string, string>> = {
  Login: 'login:s! pass:s!',
  ClientLogin: 'login:s! pass:s! ip:s',
  Logout: '',
}
/** Operations that the interface has and this installation does not. */
const NOT_HERE = ['getTarifs', 'getAccounts', 'getStat', 'getSales', 'getRegistryPayments', 'getSbssKnowledges']
const REASONS = { 200: 'OK', 405: 'Method Not Allowed', 500: 'Internal Server Error' }
const MOST_BYTES = 1024 * 1024

export function createHandler(state: ServerState) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'POST') {
      return send(
        { request, response },
        { status: 405, body: fault('Client', 'HTTP GET method not implemented', null) },
      )
    }
    const bytes = await readAll(request)
    if (bytes === null) return
    const element = bytes.length > MOST_BYTES ? null : readEnvelope(bytes.toString())
    // What is not well-formed has no answer at all.
    if (element === null) return drop(request)
    state.note(element.name)
    const address = addressOf(request)
    const session = state.sessions.find(request.headers.cookie, address)
    await pause(state.latencyMs())
    await answerWith(state, { element, request, response, session, address })
  }
}

interface Exchange {
  readonly element: XmlElement
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Whose session it was when the call arrived. */
  readonly session: Session | null
  /** From where; a socket forgets it when its caller leaves. */
  readonly address: string
}

async function answerWith(state: ServerState, exchange: Exchange): Promise<void> {
  const { request, response, element } = exchange
  const planned = state.faults.take(element.name)
  const work = () => answer(state, exchange)
  if (planned === null) return send(exchange, work())
  if ('isDone' in planned && planned.isDone) work()
  switch (planned.kind) {
    case 'drop':
      return drop(request)
    case 'lostAnswer':
      work()
      return drop(request)
    case 'lateWrite':
      return whenGone(response, () => state.later(planned.delayMs, work))
    case 'proxy':
      return void response.writeHead(planned.status, { 'content-type': 'text/html' }).end(MAINTENANCE)
    case 'fault':
      return send(exchange, serverFault(planned.detail))
    case 'faultAfterWrite':
      work()
      return send(exchange, serverFault(planned.detail))
    case 'successWithoutWrite':
      return send(exchange, withoutWrite(state, work))
    case 'sessionLost':
      state.sessions.endAll()
      return send(exchange, answer(state, planned.when === 'before' ? { ...exchange, session: null } : exchange))
    case 'html':
      return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(MAINTENANCE)
    case 'empty':
      return send(exchange, { status: 200, body: '' })
    case 'fault200':
      return send(exchange, { status: 200, body: fault('Server', 'error', 'Internal error') })
    case 'slow': {
      const reply = work()
      await pause(planned.delayMs)
      return send(exchange, reply)
    }
    case 'cut':
      return cut(response, work()?.body ?? '')
    case 'wrongElement':
      break
  }
  work()
  const other = element.name === 'getStat' ? 'getVgroup' : 'getStat'
  return send(exchange, { status: 200, body: envelope(`<ns1:${other}Response></ns1:${other}Response>`) })
}

function withoutWrite({ books }: ServerState, work: () => Reply | null): Reply | null {
  const saved = books.snapshot()
  const reply = work()
  books.restore(saved)
  return reply
}

/** What the billing does and says; null where it closes the connection. */
function answer(state: ServerState, exchange: Exchange): Reply | null {
  const { element, session } = exchange
  const { name, prefix } = element
  const input = SESSION_INPUTS[name] ?? OPERATIONS[name]?.input
  if (!isOfApi(element) || (input === undefined && !NOT_HERE.includes(name))) {
    const called = prefix === '' ? name : `${prefix}:${name}`
    return clientFault(`Method '${called}' not implemented: method name or namespace not recognized`)
  }
  try {
    const row = readFields(element, parseFields(input ?? ''))
    if (SESSION_INPUTS[name] !== undefined) return openOrEnd(state, exchange, row)
    if (session === null) return serverFault('Authorization required')
    const operation = OPERATIONS[name]
    if (operation === undefined) return { status: 500, body: fault('Server', 'not implemented', null) }
    if (session.kind === 'client' && operation.clients !== true) return serverFault('Access denied')
    return { status: 200, body: run(state, { name, operation, session, input: row }) }
  } catch (error) {
    if (error instanceof RefusalError) return serverFault(error.message)
    if (error instanceof InvalidValueError) {
      return clientFault(`Validation constraint violation: invalid value in element '${error.element}'`)
    }
    if (error instanceof MissingElementError) return null
    throw error
  }
}

function run(
  { books, clock, terms }: ServerState,
  { name, operation, session, input }: { name: string; operation: Operation; session: Session; input: Row },
): string {
  const now = clock.text()
  books.settle(now)
  const found = operation.run({ books, terms, now, session, input })
  books.settle(now)
  return envelope(`<ns1:${name}Response>${writeAnswer(found, operation.output)}</ns1:${name}Response>`)
}

function writeAnswer(found: Answer, kind: string): string {
  const rows = found === null ? [] : typeof found === 'number' ? [found] : found
  return rows.map((row) => writeOne(row, { name: 'ret', kind })).join('')
}

function openOrEnd({ sessions, admit, clock }: ServerState, exchange: Exchange, row: Row): Reply {
  const { request, session, address, element } = exchange
  if (element.name === 'Logout') {
    if (session === null) return serverFault('Authorization required')
    sessions.end(request.headers.cookie)
    return { status: 200, body: envelope('<ns1:LogoutResponse></ns1:LogoutResponse>') }
  }
  const kind = element.name === 'Login' ? 'manager' : 'client'
  const opened = admit(kind, textOf(row, 'login'), textOf(row, 'pass'))
  if (opened === null) return serverFault('User not found or password incorrect')
  const who = opened.kind === 'client' ? { uid: opened.uid, timelastlogin: clock.text() } : null
  const ret = who === null ? '' : writeOne(who, { name: 'ret', kind: 'soapClientLogin' })
  const host = (request.headers.host ?? '127.0.0.1').replace(/:\d+$/, '')
  const cookie = sessions.cookie(sessions.open(opened, address), host)
  const body = envelope(`<ns1:${element.name}Response>${ret}</ns1:${element.name}Response>`)
  return { status: 200, body, cookie }
}

function addressOf({ socket }: IncomingMessage): string {
  return socket.remoteAddress ?? ''
}

function serverFault(detail: string): Reply {
  return { status: 500, body: fault('Server', 'error', detail) }
}

function clientFault(text: string): Reply {
  return { status: 500, body: fault('Client', text, null) }
}

/** The headers of gSOAP, in its order; the connection is closed after each answer. */
function headersOf({ body, cookie }: Pick<Reply, 'body' | 'cookie'>): string[] {
  const headers: readonly (readonly [string, string])[] = [
    ['Server', 'gSOAP/2.8'],
    ['X-Frame-Options', 'SAMEORIGIN'],
    ['Content-Type', 'text/xml; charset=utf-8'],
    ['Content-Length', `${Buffer.byteLength(body)}`],
    ['Connection', 'close'],
  ]
  return [...headers, ...(cookie === undefined ? [] : [['Set-Cookie', cookie]])].flat()
}

function send({ request, response }: Pick<Exchange, 'request' | 'response'>, reply: Reply | null): void {
  if (reply === null) return drop(request)
  response.sendDate = false
  response.writeHead(reply.status, REASONS[reply.status], headersOf(reply)).end(reply.body)
}

function drop({ socket }: IncomingMessage): void {
  socket.destroy()
}

/** All the headers, half of the body, and the end. */
function cut(response: ServerResponse, body: string): void {
  response.sendDate = false
  response.writeHead(200, REASONS[200], headersOf({ body }))
  response.write(Buffer.from(body).subarray(0, Math.trunc(Buffer.byteLength(body) / 2)), () => void response.destroy())
}
