import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { refused, type Unread } from './body.ts'
import { readRequestId } from './caller.ts'
import type { RefusalCode } from './refusal.ts'

/** One request and its answer, from the end of the headers to the last byte sent. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly connection: Connection
  readonly requestId: string
  /** The path without the query string, or null when the target is not a path. */
  readonly path: string | null
  /** Aborts when the client leaves, when its deadline is over, or when the server cannot wait any longer. */
  readonly controller: AbortController
  readonly startedAt: number
  /** The socket closed before the answer was complete. */
  hasLeft: boolean
  /** Work may outlive its connection, and an answer its work: an exchange is over when both are. */
  isWorking: boolean
  isAnswering: boolean
  /** The answer goes on for as long as the client likes: it is no more work than an open connection. */
  isStream: boolean
  /** When the body has to be there, on the clock of `performance.now()`. */
  bodyDeadlineAt: number
  /** While the body is being read: ends the reading, with a refusal (too slow, or not HTTP). */
  endBody: ((verdict: Unread) => void) | null
  /** For the log: the name of the route, and why the request was refused. */
  route: string
  code: RefusalCode | null
}

interface Connection {
  readonly socket: Duplex
  /** In the order of their requests. */
  readonly exchanges: Exchange[]
  requests: number
  /** The last request has come, or an answer that closes the connection is on its way: whatever still arrives is not worked on. */
  isClosing: boolean
  /** What to answer, once the exchanges before it are over, to bytes that are not a request. */
  refusal: RefusalCode | null
}

/** Knows every open connection and every exchange, so that both can be ended in order. */
export interface Traffic {
  find(socket: Duplex): Connection | null
  /** Null when the connection is about to close and the request must not be worked on. */
  enter(request: IncomingMessage, response: ServerResponse): Exchange | null
  /** The exchange's work is done; it is over when its answer is sent too. */
  leave(exchange: Exchange): void
  /**
   * The answer is a stream from here on, which has limits of its own, and the last thing on its connection: what still arrives there is
   * thrown away. False, and nothing has changed, when something waits behind it already, which would wait for as long as the stream goes on.
   */
  becomeStream(exchange: Exchange): boolean
  /** Exchanges that are not over, without the streams. */
  size(): number
  /** Resolves as soon as no exchange is left. */
  whenEmpty(): Promise<void>
  /** Ends bodies whose time is over. */
  endLateBodies(): void
  closeIdle(): void
  abortAll(reason: DOMException): void
  destroyAll(): void
}

export interface TrafficOptions {
  /** An exchange is over. */
  readonly onOver: (exchange: Exchange) => void
  /** A connection that waits with a refusal has no exchange left. */
  readonly onRefusal: (socket: Duplex, code: RefusalCode) => void
  readonly maxRequestsPerConnection: number
  readonly requestTimeoutMs: number
  /** Whether a connection without an exchange must not wait for another. */
  readonly isDraining: () => boolean
}

export function createTraffic(server: Server, options: TrafficOptions): Traffic {
  const connections = new Map<Duplex, Connection>()
  const open: Exchange[] = []
  const emptyListeners: (() => void)[] = []
  let streams = 0

  server.on('connection', (socket) => {
    const connection: Connection = { socket, exchanges: [], requests: 0, isClosing: false, refusal: null }
    connections.set(socket, connection)
    socket.once('close', () => {
      connections.delete(socket)
      for (const exchange of connection.exchanges.slice()) abandon(exchange)
    })
  })

  /** Takes the exchange out of its lists, of which callers therefore walk through copies. */
  function abandon(exchange: Exchange): void {
    exchange.hasLeft = !exchange.response.writableFinished
    if (exchange.hasLeft) exchange.controller.abort(new DOMException('The client has left.', 'AbortError'))
    endAnswer(exchange)
  }

  function endAnswer(exchange: Exchange): void {
    if (!exchange.isAnswering) return
    exchange.isAnswering = false
    remove(exchange.connection.exchanges, exchange)
    endIfOver(exchange)
    const { socket, exchanges, refusal } = exchange.connection
    if (exchanges.length > 0 || socket.destroyed) return
    if (refusal !== null) options.onRefusal(socket, refusal)
    else if (options.isDraining()) socket.end()
  }

  function endIfOver(exchange: Exchange): void {
    if (exchange.isWorking || exchange.isAnswering || !remove(open, exchange)) return
    if (exchange.isStream) streams -= 1
    options.onOver(exchange)
    if (open.length === 0) for (const listener of emptyListeners.splice(0)) listener()
  }

  return {
    find: (socket) => connections.get(socket) ?? null,
    enter(request, response) {
      const connection = connections.get(request.socket)
      if (!connection || connection.isClosing) return null
      connection.requests += 1
      connection.isClosing = connection.requests >= options.maxRequestsPerConnection
      const exchange = createExchange({ request, response, connection }, options)
      open.push(exchange)
      connection.exchanges.push(exchange)
      response.once('close', () => endAnswer(exchange))
      return exchange
    },
    leave(exchange) {
      exchange.isWorking = false
      endIfOver(exchange)
    },
    becomeStream(exchange) {
      if (!isLast(exchange)) return false
      closeBehind(exchange.connection)
      exchange.isStream = true
      streams += 1
      return true
    },
    size: () => open.length - streams,
    whenEmpty: () => (open.length === 0 ? Promise.resolve() : new Promise((resolve) => emptyListeners.push(resolve))),
    endLateBodies: () => endLateBodies(open.slice(), performance.now()),
    closeIdle: () => closeIdle(connections.values()),
    abortAll(reason) {
      for (const { controller } of open.slice()) controller.abort(reason)
    },
    destroyAll() {
      for (const socket of connections.keys()) socket.destroy()
    },
  }
}

/** Closing after an earlier answer would lose those behind it, which are already being worked on. */
export function isLast(exchange: Exchange): boolean {
  const { exchanges, refusal } = exchange.connection
  return refusal === null && exchanges.at(-1) === exchange
}

/**
 * Takes what arrives from the parser, which would make a request of it that is kept until the connection closes. It is
 * read nevertheless: the end of a connection that is not read is not seen. A listener of its own comes first, since it
 * is what makes the parser give up the socket.
 */
function closeBehind(connection: Connection): void {
  const { socket } = connection
  connection.isClosing = true
  const parsing = socket.listeners('data')
  socket.on('data', () => undefined)
  for (const listener of parsing) socket.off('data', listener)
}

function endLateBodies(exchanges: readonly Exchange[], now: number): void {
  for (const { request, endBody, bodyDeadlineAt } of exchanges) {
    if (bodyDeadlineAt <= now && !request.complete) endBody?.(refused('REQUEST_TIMEOUT'))
  }
}

function closeIdle(connections: Iterable<Connection>): void {
  for (const { socket, exchanges, refusal } of connections) {
    if (exchanges.length === 0 && refusal === null) socket.destroy()
  }
}

/**
 * Lists and not sets, although a set would not have to be searched: as members come and go, a set lays out its table anew and each
 * table that it has left refers to the next one. Once the first of them is old, every later one, and with it every
 * request, waits for a major collection.
 */
function remove(exchanges: Exchange[], exchange: Exchange): boolean {
  const at = exchanges.indexOf(exchange)
  if (at === -1) return false
  if (at === exchanges.length - 1) exchanges.pop()
  else exchanges.splice(at, 1)
  return true
}

function createExchange(
  { request, response, connection }: Pick<Exchange, 'request' | 'response' | 'connection'>,
  { requestTimeoutMs }: Pick<TrafficOptions, 'requestTimeoutMs'>,
): Exchange {
  const startedAt = performance.now()
  // A header that came twice is joined with a comma here, which no id has.
  const id = request.headers['x-request-id']
  return {
    request,
    response,
    connection,
    requestId: readRequestId(typeof id === 'string' ? [id] : id),
    path: readPath(request.url ?? ''),
    controller: new AbortController(),
    startedAt,
    bodyDeadlineAt: startedAt + requestTimeoutMs,
    hasLeft: false,
    isWorking: true,
    isAnswering: true,
    isStream: false,
    endBody: null,
    route: 'none',
    code: null,
  }
}

/** The target is a path, or behind some proxies a whole URL. */
function readPath(target: string): string | null {
  if (!target.startsWith('/')) return URL.parse(target)?.pathname ?? null
  const end = target.indexOf('?')
  return end === -1 ? target : target.slice(0, end)
}
