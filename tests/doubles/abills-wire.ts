import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Fault, isApplied, type PlannedFault, spoil, writeJson } from './abills-faults.ts'
import { encode } from './abills-json.ts'
import { answerCall, findRoute, type Reply, type Request, type Route } from './abills-routes.ts'
import { settle, type World } from './abills-world.ts'

// The double on its socket: the few hands that work, the faults, and the bytes.

export interface Wire {
  readonly url: string
  /** The last calls that came in, the oldest first: "GET /users/2". */
  readonly calls: readonly string[]
  /** The most that were under way at once. */
  readonly mostAtOnce: number
  readonly plan: (fault: PlannedFault) => void
  /** Ends when nothing is under way, late writes included. */
  readonly idle: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface WireOptions {
  readonly world: World
  readonly routesFor: (request: Request) => readonly Route[]
  readonly port: number
  readonly host: string
}

const BASE = '/api.cgi'
const MAX_BODY_BYTES = 1_000_000
const MAX_CALLS = 10_000

export async function startWire({ world, routesFor, port, host }: WireOptions): Promise<Wire> {
  const planned: PlannedFault[] = []
  const calls: string[] = []
  const underWay = new Set<Promise<void>>()
  const hands = createHands(() => world.settings.capacity)
  let mostAtOnce = 0

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming)
    calls.push(`${request.method} ${request.path}`)
    if (calls.length > MAX_CALLS) calls.shift()
    const routes = routesFor(request)
    const fault = takeFault(planned, routes, request)
    if (fault?.kind === 'lateWrite') return await writeLate({ request, response, delayMs: fault.delayMs ?? 0 })
    if (fault?.kind === 'slow') await sleep(fault.delayMs)
    await hands.take()
    try {
      await sleep(world.settings.latencyMs)
      const reply = fault !== undefined && !isApplied(fault) ? null : work(request)
      answer(response, { request, reply, fault })
    } finally {
      hands.free()
    }
  }

  /** Whoever left in the meantime: what was asked for is done. */
  function work(request: Request): Reply {
    settle(world)
    return answerCall(world, routesFor(request), request)
  }

  async function writeLate({
    request,
    response,
    delayMs,
  }: {
    request: Request
    response: ServerResponse
    delayMs: number
  }) {
    await new Promise((resolve) => void response.once('close', resolve))
    await sleep(delayMs)
    work(request)
  }

  const server = createServer((incoming, response) => {
    const done: Promise<void> = serve(incoming, response)
      .catch(() => void response.destroy())
      .finally(() => underWay.delete(done))
    underWay.add(done)
    mostAtOnce = Math.max(mostAtOnce, underWay.size)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return {
    url: `http://${host}:${portOf(server)}${BASE}`,
    calls,
    get mostAtOnce() {
      return mostAtOnce
    },
    plan: (fault) => void planned.push(fault),
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

interface Outcome {
  readonly request: Request
  /** Null where nothing was done. */
  readonly reply: Reply | null
  readonly fault: Fault | undefined
}

function answer(response: ServerResponse, { request, reply, fault }: Outcome): void {
  const text = reply === null ? '' : encode(reply.body)
  if (fault !== undefined && spoil(response, fault, text)) return
  writeJson(response, { status: reply?.status ?? 200, text, isRead: request.method === 'GET' })
}

async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    const bytes: Buffer = chunk
    size += bytes.length
    if (size > MAX_BODY_BYTES) throw new Error('The body is too long.')
    chunks.push(bytes)
  }
  const url = new URL(incoming.url ?? '/', 'http://double')
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname.startsWith(BASE) ? url.pathname.slice(BASE.length) : `/outside${url.pathname}`,
    query: Object.fromEntries(url.searchParams),
    body: Buffer.concat(chunks).toString(),
    key: headerOf(incoming, 'key'),
    sid: headerOf(incoming, 'usersid'),
    address: incoming.socket.remoteAddress ?? '',
  }
}

function headerOf({ headers }: IncomingMessage, name: string): string {
  const value = headers[name]
  return typeof value === 'string' ? value : ''
}

/** The first fault that was planned for this route. */
function takeFault(planned: PlannedFault[], routes: readonly Route[], request: Request): Fault | undefined {
  const found = findRoute(routes, request)
  const name = `${request.method} ${found?.route.path ?? request.path}`
  const plan = planned.find(({ route, times }) => times > 0 && route === name)
  if (plan !== undefined) plan.times -= 1
  return plan?.fault
}

/** Only so many calls are worked on at once; the others wait in a row. */
function createHands(capacity: () => number) {
  const waiting: (() => void)[] = []
  let busy = 0
  return {
    take: async () => {
      if (busy >= capacity()) await new Promise<void>((resolve) => void waiting.push(resolve))
      else busy += 1
    },
    /** The next in the row takes over the place. */
    free: () => {
      const next = waiting.shift()
      if (next === undefined) busy -= 1
      else next()
    },
  }
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
