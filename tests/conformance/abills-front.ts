import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { ROW_FAULTS } from './abills-rows.ts'
import type { FaultKind, FaultOperation, FaultOptions, Faults } from './fault-kinds.ts'

// Stands in front of the double and spoils what passes, so that all kinds of faults can be had, also those of single rows.

export interface Front {
  readonly url: string
  readonly faults: Faults
  calls(operation: FaultOperation): number
  logins(): number
  resetCalls(): void
  close(): Promise<void>
}

/** The calls that the billing's operations are, by the port's names. */
const ROUTES: readonly (readonly [FaultOperation, RegExp])[] = [
  ['findAccounts', /^GET \/users\/all\?/],
  ['postPayment', /^POST \/payments\/users\/\d+$/],
  ['cancelPayment', /^DELETE \/payments\/users\/\d+\/\d+$/],
  ['findPostings', /^GET \/payments\?EXT_ID=(?!_SHOW)/],
  ['listPayments', /^GET \/payments\?UID=/],
  ['listPostings', /^GET \/payments\?EXT_ID=_SHOW/],
  ['takePromise', /^POST \/user\/credit$/],
  ['placeOrder', /^(?:PUT \/user\/internet|POST \/user\/\d+\/holdup)/],
  ['cancelOrder', /^DELETE \/user\//],
  ['findCarriedOut', /^GET \/user\/internet$/],
  ['openTicket', /^POST \/(?:user\/)?msgs$/],
  ['findTicketsByReference', /^GET \/msgs\/list\?UID=/],
  ['listTickets', /^GET \/msgs\/list\?UID=/],
  ['postTicketMessage', /^POST \/(?:user\/)?msgs\/\d+\/reply$/],
  ['findMessagesByReference', /^GET \/msgs\/\d+\/reply/],
  ['changeTicket', /^PUT \/msgs\/\d+$/],
  ['changeCredentials', /^PUT \/users\/\d+$/],
]

const LISTS: readonly FaultKind[] = ['htmlPage', 'emptyBody', 'unlistedFault', 'cutAnswer', 'otherAnswer', 'noAnswer']
const WRITES: readonly FaultKind[] = [
  'loseAnswer',
  'loseRequest',
  'lateWrite',
  'noAnswer',
  'errorAfterWriting',
  'htmlPage',
  'serverError',
  'overloaded',
  'emptyBody',
  'cutAnswer',
  'malformed',
  'hugeAnswer',
  'otherAnswer',
  'unlistedFault',
  'missingFields',
  'emptySuccess',
]

/** What the answer of an operation has a place for. */
const ABILITIES: Faults['abilities'] = {
  findAccounts: [...LISTS, 'badRow', 'missingFields'],
  listPayments: [...LISTS, 'badRow'],
  listTickets: [...LISTS, 'badRow'],
  findPostings: [...LISTS, 'wrongRow', 'missingFields', 'typeFlips'],
  listPostings: [...LISTS, 'missingFields', 'brokenMoney'],
  postPayment: [...WRITES, 'wrongRow', 'doubleWrite'],
  cancelPayment: [...WRITES, 'wrongRow'],
  takePromise: [...WRITES, 'wrongRow', 'brokenMoney'],
  placeOrder: WRITES,
  cancelOrder: WRITES,
  openTicket: [...WRITES, 'doubleWrite'],
  findTicketsByReference: LISTS,
  // The answer of a reply is nothing but a word.
  postTicketMessage: [...WRITES.filter((kind) => kind !== 'missingFields'), 'doubleWrite'],
  findMessagesByReference: LISTS,
  changeTicket: ['loseAnswer', 'silentSuccess'],
  changeCredentials: WRITES,
}

interface Plan {
  readonly operation: FaultOperation
  readonly kind: FaultKind
  readonly options: FaultOptions
  left: number
}

/** `target` is the double's address, with the path of the API. */
export async function startFront(target: string): Promise<Front> {
  const plans: Plan[] = []
  const seen: string[] = []
  const base = new URL(target).pathname

  const server = createServer((request, response) => {
    serve(request, response).catch(() => void response.destroy())
  })

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray()).toString()
    const path = (request.url ?? '').slice(base.length)
    const line = `${request.method} ${path}`
    seen.push(line)
    const forward: Spoiling['forward'] = (change = (same) => same) =>
      send(`${target}${path}`, { request, body: change(body) })
    const plan = plans.find(({ operation, left }) => left > 0 && isOf(operation, line))
    if (plan === undefined) return answer(response, await forward())
    plan.left -= 1
    await spoil(plan, { response, forward })
  }

  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}${base}`,
    faults: {
      abilities: ABILITIES,
      cause: (operation, kind, options) =>
        void plans.push({ operation, kind, options, left: options.times ?? Number.POSITIVE_INFINITY }),
      clear: () => void plans.splice(0),
    },
    calls: (operation) => seen.filter((line) => isOf(operation, line)).length,
    logins: () => seen.filter((line) => line === 'POST /users/login').length,
    resetCalls: () => void seen.splice(0),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function isOf(operation: FaultOperation, line: string): boolean {
  return ROUTES.some(([name, pattern]) => name === operation && pattern.test(line))
}

interface Passed {
  readonly status: number
  readonly type: string
  readonly text: string
}

async function send(url: string, { request, body }: { request: IncomingMessage; body: string }): Promise<Passed> {
  const { key, usersid } = request.headers
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (typeof key === 'string') headers['key'] = key
  if (typeof usersid === 'string') headers['usersid'] = usersid
  const method = request.method ?? 'GET'
  const answered = await fetch(url, { method, headers, ...(body === '' ? {} : { body }) })
  return {
    status: answered.status,
    type: answered.headers.get('content-type') ?? 'application/json',
    text: await answered.text(),
  }
}

function answer(response: ServerResponse, { status, type, text }: Passed): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) }).end(text)
}

interface Spoiling {
  readonly response: ServerResponse
  /** Sends it on, changed or as it is. */
  readonly forward: (change?: (body: string) => string) => Promise<Passed>
}

/** What the check of external ids that is run twice at once misses. */
const UNCHECKED = (body: string) => body.replace(/"checkExtId":"[^"]*",?/, '')

const JSON_TYPE = 'application/json; charset=utf-8'
/** More than the adapter takes. */
const HUGE = 5 * 1024 * 1024

/** Answers that are the same whatever was asked, without the work done. */
const FIXED: Readonly<Partial<Record<FaultKind, Passed>>> = {
  htmlPage: { status: 200, type: 'text/html', text: '<html><body>Error: load module</body></html>' },
  serverError: { status: 500, type: 'text/plain', text: 'Undefined subroutine called at Router.pm line 323.' },
  overloaded: { status: 503, type: 'text/html', text: '<html><body>503 Service Not Available</body></html>' },
  emptyBody: { status: 200, type: JSON_TYPE, text: '' },
  otherAnswer: { status: 200, type: JSON_TYPE, text: '[{"color":"","name":"$lang{CASH}"}]' },
  unlistedFault: { status: 200, type: JSON_TYPE, text: '{"errno":987654,"errstr":"ERR_NOBODY_KNOWS"}' },
  emptySuccess: { status: 200, type: JSON_TYPE, text: '[]' },
}

async function spoil({ kind, options }: Plan, { response, forward }: Spoiling): Promise<void> {
  const fixed = FIXED[kind]
  if (fixed !== undefined) return answer(response, fixed)
  if (kind === 'loseRequest') return void response.destroy()
  if (kind === 'noAnswer') return
  if (kind === 'lateWrite') return void setTimeout(() => void forward(), options.delayMs ?? 0)
  if (kind === 'silentSuccess') return answer(response, { status: 200, type: JSON_TYPE, text: '{"affected":1}' })
  if (kind === 'doubleWrite') {
    await forward()
    return answer(response, await forward(UNCHECKED))
  }
  afterwards(kind, response, await forward())
}

/** What befalls an answer to work that is done. */
function afterwards(kind: FaultKind, response: ServerResponse, passed: Passed): void {
  const rows = ROW_FAULTS[kind]
  if (rows !== undefined) return answer(response, { ...passed, text: rows(passed.text) })
  if (kind === 'loseAnswer') return void response.destroy()
  if (kind === 'errorAfterWriting') {
    const text = '{"debuginfo":"at Router.pm line 323.","errno":20,"errstr":"Unknown error, please try later"}'
    return answer(response, { status: 502, type: JSON_TYPE, text })
  }
  if (kind === 'malformed') return answer(response, { ...passed, text: `${passed.text.slice(0, -1)},` })
  if (kind === 'hugeAnswer') return answer(response, { ...passed, text: passed.text + ' '.repeat(HUGE) })
  if (kind !== 'cutAnswer') throw new Error(`no such fault here: ${kind}`)
  response.writeHead(200, { 'content-type': JSON_TYPE, 'content-length': Buffer.byteLength(passed.text) })
  response.write(passed.text.slice(0, passed.text.length / 2), () => void response.destroy())
}
