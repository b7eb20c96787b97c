import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { ROUTES } from './crm-handler.ts'
import { type CrmContract, STANDARD_CONTRACTS, seedCrm } from './crm-seed.ts'
import {
  type CrmAuthor,
  type CrmBooks,
  type CrmMessage,
  type CrmTicket,
  type Customer,
  OFFICE,
  openCrmBooks,
} from './crm-state.ts'
import {
  type CrmFault,
  CrmRefusalError,
  type CrmReply,
  jsonReply,
  readBody,
  refusalReply,
  send,
  spoil,
} from './crm-wire.ts'
import { pause } from './leaving-callers.ts'

/** A stand-in for the CRM that crm.md describes, over tables in memory. */
export interface CrmDouble {
  /** Without `/api`: "http://127.0.0.1:4711". */
  readonly url: string
  readonly token: string
  /** What the CRM really has, to judge by. */
  readonly books: CrmBooks
  readonly clock: { now(): number; set(at: number): void; advance(ms: number): void }
  /** What the office does with the same tables. */
  readonly desk: CrmDesk
  /** The routes that were called, such as "POST /tickets", in the order of their arrival. */
  readonly calls: readonly string[]
  readonly mostAtOnce: number
  latencyMs: number
  /** The next calls of a route, or of any with "*", go so wrong. */
  break(route: string, fault: CrmFault, times?: number): void
  mend(): void
  /** Resolves when all late writes have been done. */
  settled(): Promise<void>
  close(): Promise<void>
}

export interface CrmDesk {
  addCustomer(contract: CrmContract): Customer
  removeCustomer(contract: string): void
  reply(message: { ticketId: string; text: string; isInternal?: boolean; author?: CrmAuthor }): CrmMessage
  setStatus(ticketId: string, status: string): void
  openTicket(ticket: { contract: string; category: string; subject: string; text: string }): CrmTicket
}

export interface CrmOptions {
  readonly port?: number
  readonly at?: number
  readonly offsetMinutes?: number
  readonly contracts?: readonly CrmContract[]
}

const MOSCOW_MINUTES = 180
const TOKEN = 'crm-demo-token'

export async function startCrmDouble(options: CrmOptions = {}): Promise<CrmDouble> {
  const { port = 0, at = Date.now(), offsetMinutes = MOSCOW_MINUTES, contracts = STANDARD_CONTRACTS } = options
  let skewMs = at - Date.now()
  const now = () => Date.now() + skewMs
  const books = openCrmBooks(now, seedCrm(contracts, at))
  const calls: string[] = []
  const later = new Set<NodeJS.Timeout>()
  let planned: { route: string; fault: CrmFault; times: number }[] = []
  let [underWay, mostAtOnce] = [0, 0]
  const isBusy = () => underWay > 0 || later.size > 0

  function takeFault(route: string): CrmFault | null {
    const found = planned.find((one) => one.route === route || one.route === '*')
    if (found === undefined) return null
    found.times -= 1
    planned = planned.filter(({ times }) => times > 0)
    return found.fault
  }

  const double = {
    url: '',
    token: TOKEN,
    books,
    clock: {
      now,
      set: (moment: number) => void (skewMs = moment - Date.now()),
      advance: (ms: number) => void (skewMs += ms),
    },
    desk: createDesk(books),
    calls,
    get mostAtOnce() {
      return mostAtOnce
    },
    latencyMs: 0,
    break: (route: string, fault: CrmFault, times = 1) => void planned.push({ route, fault, times }),
    mend: () => void (planned = []),
    async settled() {
      while (isBusy()) await new Promise((resolve) => setTimeout(resolve, 5))
    },
    async close() {
      for (const timer of later) clearTimeout(timer)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  const moment = (when: number) => momentText(when, offsetMinutes)

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x')
    const { route, ids } = routeOf(request.method ?? 'GET', pathname)
    calls.push(route)
    await pause(double.latencyMs)
    const isKnown = request.headers['x-api-token'] === TOKEN
    if (route === 'GET /ping') return send(response, jsonReply(200, { ok: true, tokenAccepted: isKnown }))
    const handler = ROUTES[route]
    const work = await refusable(async () => {
      if (!isKnown) throw new CrmRefusalError(401, 'UNAUTHORIZED')
      if (handler === undefined) throw new CrmRefusalError(404, 'NOT_FOUND')
      const body = (await readBody(request)) ?? {}
      return () => refused(() => handler({ books, moment, query: searchParams, ids, body }))
    })
    const fault = takeFault(route)
    if (fault === null) return send(response, work())
    await spoil({ response, fault, work, withoutWrite, later: schedule })
  }

  function withoutWrite(work: () => CrmReply): CrmReply {
    const saved = books.snapshot()
    const reply = work()
    books.restore(saved)
    return reply
  }

  function schedule(delayMs: number, work: () => void): void {
    const timer = setTimeout(() => {
      later.delete(timer)
      work()
    }, delayMs)
    later.add(timer)
  }

  const server = createServer((request, response) => {
    underWay += 1
    mostAtOnce = Math.max(mostAtOnce, underWay)
    response.once('close', () => void (underWay -= 1))
    void serve(request, response)
  })
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve))
  const address = server.address()
  double.url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`
  return double
}

function createDesk(books: CrmBooks): CrmDesk {
  const ticketOf = (id: string) => books.ticket(id) ?? missing(`ticket ${id}`)
  return {
    addCustomer({ number, name, phone }) {
      const customer = { id: `C${300_000 + books.state.customers.length}`, contract: number, name, phone, email: null }
      books.state.customers.push(customer)
      return customer
    },
    removeCustomer(contract) {
      const { customers } = books.state
      customers.splice(customers.indexOf(books.customer(contract) ?? missing(`contract ${contract}`)), 1)
    },
    reply({ ticketId, text, isInternal = false, author = OFFICE }) {
      const { id } = ticketOf(ticketId)
      return books.write({
        ticketId: id,
        author,
        visibility: isInternal ? 'internal' : 'public',
        text,
        externalReference: null,
      })
    },
    setStatus: (ticketId, status) => books.setStatus(ticketOf(ticketId), status, OFFICE),
    openTicket({ contract, category, subject, text }) {
      const { id } = books.customer(contract) ?? missing(`contract ${contract}`)
      return books.open({ customerId: id, contact: null, category, subject, externalReference: null }, text)
    },
  }
}

/** `/api/tickets/T-1/messages` → "GET /tickets/:id/messages" and its ids. */
function routeOf(method: string, pathname: string): { route: string; ids: readonly string[] } {
  const [root, noun = '', id, ...rest] = pathname.split('/').slice(1)
  if (root !== 'api') return { route: `${method} ${pathname}`, ids: [] }
  if (id === undefined) return { route: `${method} /${noun}`, ids: [] }
  return { route: [`${method} /${noun}/:id`, ...rest].join('/'), ids: [decoded(id)] }
}

/** A path that is no text is nobody's id. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return ''
  }
}

async function refusable(prepare: () => Promise<() => CrmReply>): Promise<() => CrmReply> {
  try {
    return await prepare()
  } catch (error) {
    if (!(error instanceof CrmRefusalError)) throw error
    return () => refusalReply(error)
  }
}

function refused(work: () => CrmReply): CrmReply {
  try {
    return work()
  } catch (error) {
    if (error instanceof CrmRefusalError) return refusalReply(error)
    throw error
  }
}

function momentText(at: number, offsetMinutes: number): string {
  const sign = offsetMinutes < 0 ? '-' : '+'
  const [hours, minutes] = [Math.trunc(Math.abs(offsetMinutes) / 60), Math.abs(offsetMinutes) % 60]
  const offset = [hours, minutes].map((part) => String(part).padStart(2, '0')).join(':')
  return `${new Date(at + offsetMinutes * 60_000).toISOString().slice(0, 19)}${sign}${offset}`
}

function missing(what: string): never {
  throw new Error(`the double has no ${what}`)
}
