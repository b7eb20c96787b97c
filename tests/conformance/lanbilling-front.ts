import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
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

/** The calls that the billing's operations are, by the port's names. A ticket is open with its first text. */
const ROUTES: Readonly<Partial<Record<FaultOperation, RegExp>>> = {
  findAccounts: /:getAgreements>.*<agrmid>/,
  listPayments: /:getPayments>.*<agrmid>/,
  listPostings: /:getPayments>.*<dtfrom>/,
  findPostings: /:ExternCheckPayment>/,
  postPayment: /:ExternPayment>/,
  cancelPayment: /:ExternCancelPayment>/,
  takePromise: /:ClientPromisePayment>/,
  listPromises: /:getClientPromisePayments>/,
  placeOrder: /:(?:insClientTarifsRasp|setVgUserBlockSchedule)>/,
  findCarriedOut: /:(?:getTarifsRasp|getVgUserBlockSchedule)>/,
  cancelOrder: /:(?:delTarifsRasp|delVgUserBlockSchedule)>/,
  openTicket: /:insupdSbssPost>/,
  listTickets: /:getSbssTickets>/,
  findTicketsByReference: /:getSbssTickets>/,
  postTicketMessage: /:insupdSbssPost>/,
  findMessagesByReference: /:getSbssTicket>/,
  changeTicket: /:insupdSbssPost>/,
}

const READS: readonly FaultKind[] = ['htmlPage', 'emptyBody', 'unlistedFault', 'cutAnswer', 'otherAnswer', 'noAnswer']
const WRITES: readonly FaultKind[] = [
  ...READS,
  'loseAnswer',
  'loseRequest',
  'lateWrite',
  'errorAfterWriting',
  'serverError',
  'overloaded',
  'malformed',
  'hugeAnswer',
  'missingFields',
  'emptySuccess',
  'expiredSession',
]

/** What the answer of an operation has a place for. Every write answers a number and nothing else. */
const ABILITIES: Faults['abilities'] = {
  findAccounts: [...READS, 'badRow', 'missingFields', 'moneyNoise'],
  listPayments: [...READS, 'badRow'],
  listTickets: [...READS, 'badRow'],
  findPostings: [...READS, 'wrongRow', 'missingFields', 'typeFlips', 'badRow', 'brokenMoney'],
  listPostings: [...READS, 'missingFields', 'brokenMoney', 'badRow'],
  listPromises: [...READS, 'missingFields', 'badRow'],
  postPayment: [...WRITES, 'wrongRow', 'brokenMoney', 'unknownCodes', 'moneyNoise', 'lostDates'],
  cancelPayment: [...WRITES, 'wrongRow'],
  // Nothing of these answers is read: what has become so is.
  takePromise: WRITES.filter((kind) => kind !== 'missingFields'),
  placeOrder: WRITES.filter((kind) => kind !== 'missingFields'),
  findCarriedOut: [...READS, 'missingFields', 'badRow'],
  cancelOrder: WRITES,
  openTicket: WRITES,
  findTicketsByReference: [...READS, 'missingFields', 'wrongRow'],
  postTicketMessage: [...WRITES, 'doubleWrite', 'wrongRow'],
  findMessagesByReference: [...READS, 'missingFields', 'wrongRow'],
  changeTicket: ['loseAnswer'],
}

interface Plan {
  readonly operation: FaultOperation
  readonly kind: FaultKind
  readonly options: FaultOptions
  left: number
}

export async function startFront(target: string): Promise<Front> {
  const plans: Plan[] = []
  const seen: string[] = []

  const server = createServer((request, response) => {
    serve(request, response).catch(() => void response.destroy())
  })

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray()).toString()
    seen.push(body)
    const forward = () => send(target, { request, body })
    const plan = plans.find(({ operation, kind, left }) => left > 0 && isOf(hurt(operation, kind), body))
    if (plan === undefined) return answer(response, await forward())
    plan.left -= 1
    await spoil(plan, { response, forward, body })
  }

  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`,
    faults: {
      abilities: ABILITIES,
      cause: (operation, kind, options) =>
        void plans.push({ operation, kind, options, left: options.times ?? Number.POSITIVE_INFINITY }),
      clear: () => void plans.splice(0),
    },
    calls: (operation) => seen.filter((body) => isOf(operation, body)).length,
    logins: () => seen.filter((body) => body.includes(':Login>')).length,
    resetCalls: () => void seen.splice(0),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The answer to a payment is a number: what can be wrong with its row is in the answer that is read next. */
function hurt(operation: FaultOperation, kind: FaultKind): FaultOperation {
  const isOfRow = ['brokenMoney', 'unknownCodes', 'moneyNoise', 'lostDates'].includes(kind)
  return operation === 'postPayment' && isOfRow ? 'findPostings' : operation
}

function isOf(operation: FaultOperation, body: string): boolean {
  return ROUTES[operation]?.test(body) ?? false
}

interface Passed {
  readonly status: number
  readonly type: string
  readonly text: string
  readonly cookie?: string
}

async function send(url: string, { request, body }: { request: IncomingMessage; body: string }): Promise<Passed> {
  const { cookie } = request.headers
  const headers = { 'content-type': 'text/xml; charset=utf-8', ...(cookie === undefined ? {} : { cookie }) }
  const answered = await fetch(url, { method: 'POST', headers, body })
  const set = answered.headers.get('set-cookie')
  return {
    status: answered.status,
    type: answered.headers.get('content-type') ?? XML,
    text: await answered.text(),
    ...(set === null ? {} : { cookie: set }),
  }
}

function answer(response: ServerResponse, { status, type, text, cookie }: Passed): void {
  const headers = { 'content-type': type, 'content-length': Buffer.byteLength(text) }
  response.writeHead(status, { ...headers, ...(cookie === undefined ? {} : { 'set-cookie': cookie }) }).end(text)
}

interface Spoiling {
  readonly response: ServerResponse
  readonly forward: () => Promise<Passed>
  /** Of the request. */
  readonly body: string
}

const XML = 'text/xml; charset=utf-8'
/** More than the adapter takes. */
const HUGE = 3 * 1024 * 1024

function envelope(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns1="urn:api3"><SOAP-ENV:Body>${body}</SOAP-ENV:Body></SOAP-ENV:Envelope>`
}

function fault(detail: string): string {
  return envelope(
    `<SOAP-ENV:Fault><faultcode>SOAP-ENV:Server</faultcode><faultstring>error</faultstring><detail>${detail}</detail></SOAP-ENV:Fault>`,
  )
}

/** Answers that are the same whatever was asked, without the work done. */
const FIXED: Readonly<Partial<Record<FaultKind, Passed>>> = {
  htmlPage: { status: 200, type: 'text/html', text: '<html><body>Технические работы</body></html>' },
  serverError: { status: 500, type: 'text/plain', text: 'Segmentation fault (core dumped)' },
  overloaded: { status: 503, type: 'text/html', text: '<html><body>503 Service Unavailable</body></html>' },
  emptyBody: { status: 200, type: XML, text: '' },
  otherAnswer: { status: 200, type: XML, text: envelope('<ns1:getStatResponse></ns1:getStatResponse>') },
  unlistedFault: { status: 200, type: XML, text: fault('Lost connection to MySQL server during query') },
  expiredSession: { status: 500, type: XML, text: fault('Authorization required') },
}

async function spoil({ kind, options }: Plan, { response, forward, body }: Spoiling): Promise<void> {
  const fixed = FIXED[kind]
  if (fixed !== undefined) return answer(response, fixed)
  if (kind === 'noAnswer') return
  if (kind === 'loseRequest') return void response.destroy()
  if (kind === 'lateWrite') return void setTimeout(() => void forward(), options.delayMs ?? 0)
  if (kind === 'emptySuccess') {
    return answer(response, { status: 200, type: XML, text: envelope(emptyAnswer(body)) })
  }
  if (kind === 'doubleWrite') await forward()
  return afterwards(kind, response, await forward())
}

function emptyAnswer(body: string): string {
  const name = /<\w+:Body><\w+:(?<name>\w+)>/.exec(body)?.groups?.['name'] ?? ''
  return `<ns1:${name}Response></ns1:${name}Response>`
}

/** What befalls an answer to work that is done. */
function afterwards(kind: FaultKind, response: ServerResponse, passed: Passed): void {
  const change = SPOILT[kind]
  if (change !== undefined) return answer(response, { ...passed, text: change(passed.text) })
  if (kind === 'loseAnswer') return void response.destroy()
  if (kind === 'errorAfterWriting') {
    return answer(response, { status: 500, type: XML, text: fault('Duplicate entry for key PRIMARY') })
  }
  if (kind !== 'cutAnswer') return answer(response, passed)
  response.writeHead(200, { 'content-type': XML, 'content-length': Buffer.byteLength(passed.text) })
  response.write(passed.text.slice(0, passed.text.length / 2), () => response.destroy())
}

/** What befalls the text of an answer. */
const SPOILT: Readonly<Partial<Record<FaultKind, (text: string) => string>>> = {
  malformed: (text) => text.replace('</SOAP-ENV:Body>', ''),
  hugeAnswer: (text) => text.replace('</SOAP-ENV:Envelope>', `${' '.repeat(HUGE)}</SOAP-ENV:Envelope>`),
  missingFields: (text) =>
    text
      .replace(/<(receipt|amount|agrmid|name|text|number|timefrom|taridnew)>[^<]*<\/\1>/g, '')
      .replace(/<ret>\d+<\/ret>/g, ''),
  wrongRow: (text) =>
    text
      .replace(/<ret>(\d+)<\/ret>/g, (_, id: string) => `<ret>${Number(id) - 1}</ret>`)
      .replace(/<receipt>([^<]*)<\/receipt>/g, '<receipt>$1x</receipt>')
      .replace(
        /<(authorid|ticketid)>(\d+)<\/\1>/g,
        (_, name: string, id: string) => `<${name}>${Number(id) + 1}</${name}>`,
      ),
  typeFlips: (text) => text.replace(/<receipt>([^<]*)<\/receipt>/g, '<receipt>0$1</receipt>'),
  brokenMoney: (text) => text.replace(/<amount>[^<]*<\/amount>/g, '<amount>10,45</amount>'),
  moneyNoise: (text) =>
    text.replace(/<(balance|amount)>(-?\d+(?:\.\d{1,2})?)<\/\1>/g, (_, name: string, amount: string) => {
      const noisy = Number(amount).toFixed(2)
      return `<${name}>${noisy}0000000005</${name}>`
    }),
  unknownCodes: (text) => text.replace(/<status>\d+<\/status>/g, '<status>77</status>'),
  lostDates: (text) => text.replace(/<paydate>[^<]*<\/paydate>/g, '<paydate>0000-00-00 00:00:00</paydate>'),
  badRow: (text) =>
    text.replace(/<(operid|amount|statusid|timefrom)>[^<]*<\/\1>/, (_, name: string) => `<${name}>ten</${name}>`),
}
