import type { IncomingMessage, ServerResponse } from 'node:http'
import type { BaseContext } from '@apollo/server'
import type { Log } from '../observability/log.ts'
import { thrownFields } from '../observability/thrown.ts'
import { type Answer, refuse, sendAnswer } from './answer.ts'
import type { AttachmentRoutes } from './attachments.ts'
import { createAddressReader } from './caller.ts'
import { createSocketRefusal, handleClientError, refuseBytes } from './client-error.ts'
import { createCors } from './cors.ts'
import type { DownloadOptions } from './downloads.ts'
import { drain, type Phase } from './drain.ts'
import type { ContextFactory, GraphqlRouteOptions } from './graphql-route.ts'
import { createHealth, type HealthParts } from './health.ts'
import { DEFAULT_LIMITS, type ServerLimits } from './limits.ts'
import { createHttpServer, formatUrl, listen } from './listen.ts'
import { createLiveRoutes, type LiveParts, type LiveRoutes } from './live.ts'
import { createPage } from './page.ts'
import { answerRequest, type RoutesOptions } from './routes.ts'
import type { TerminalRoutes } from './terminals.ts'
import { createTraffic, type Exchange, type Traffic } from './traffic.ts'
import { createWebhookLimiter, type WebhookOptions } from './webhooks.ts'

export interface ServerOptions<C extends BaseContext> {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Started before, and stopped after, by whoever made it. */
  readonly apollo: GraphqlRouteOptions<C>['apollo']
  readonly createContext: ContextFactory<C>
  readonly health: HealthParts
  /** What links of downloads lead to; without it there are none. */
  readonly downloads?: DownloadOptions['downloads']
  /** Who talks to networks of terminals in their protocols; without it nobody does. */
  readonly terminals?: TerminalRoutes
  /** Who takes and serves files of tickets; without it nobody does. */
  readonly attachments?: AttachmentRoutes['attachments']
  /** Who is told of what happens at an acquirer; without it nobody is. */
  readonly takeHint?: WebhookOptions['takeHint']
  readonly log: Log
  /** How long running operations may finish after `stop()`; then they are canceled. */
  readonly shutdownTimeoutMs: number
  /** How long the server still takes connections after it has stopped being ready, for load balancers to notice. 0 by default. */
  readonly drainDelayMs?: number
  readonly limits?: Partial<ServerLimits>
  /** Addresses or networks whose `x-forwarded-for` is believed. None by default. */
  readonly trustedProxies?: readonly string[]
  /** Origins other than the server's own whose pages may call it. None by default. */
  readonly allowedOrigins?: readonly string[]
  /** Whether developers are shown something: a page at `/`, Apollo Sandbox at `/graphql`, an explorer. Not by default. */
  readonly showPage?: boolean
  /** Subscriptions, by WebSocket and as events. None by default. */
  readonly live?: LiveParts<C>
}

export interface RunningServer {
  /** "http://127.0.0.1:4000", without a slash at the end. */
  readonly url: string
  readonly port: number
  /** Finishes what runs, cancels what takes too long, closes everything. Every call answers the same promise. */
  stop(): Promise<void>
}

/** Puts an Apollo Server on the wire. Rejects when the address cannot be listened on or an option is impossible. */
export async function startServer<C extends BaseContext>(options: ServerOptions<C>): Promise<RunningServer> {
  const { log } = options
  const limits: ServerLimits = { ...DEFAULT_LIMITS, ...options.limits }
  const state: State = { phase: 'serving', page: null, stopped: null }
  const server = createHttpServer(limits)
  const refuseSocket = createSocketRefusal({ lingerTimeoutMs: limits.lingerTimeoutMs, log })
  const traffic = createTraffic(server, {
    onOver: (exchange) => logExchange(exchange, log),
    onRefusal: refuseSocket,
    maxRequestsPerConnection: limits.maxRequestsPerConnection,
    requestTimeoutMs: limits.requestTimeoutMs,
    isDraining: () => state.phase === 'draining',
  })
  const watching = setInterval(() => traffic.endLateBodies(), limits.timeoutCheckIntervalMs).unref()
  server.once('close', () => clearInterval(watching))
  const live = createLive(options, traffic)
  const serve = createServe({ options, limits, state, traffic, live })
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const exchange = traffic.enter(request, response)
    if (exchange) void serve(exchange).finally(() => traffic.leave(exchange))
  }
  server.on('request', onRequest).on('checkContinue', onRequest).on('checkExpectation', onRequest)
  server.on('clientError', (error, socket) => handleClientError(error, socket, { traffic, refuse: refuseSocket }))
  server.on('connect', (_request, socket) => refuseBytes(socket, 'BAD_HTTP_REQUEST', { traffic, refuse: refuseSocket }))
  server.on('upgrade', (request, socket, head) => {
    const isEndpoint = (request.url ?? '').split('?')[0] === '/graphql' && state.phase === 'serving'
    if (live && isEndpoint) live.upgrade(request, socket, head)
    else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })
  const port = await listen(server, options)
  server.on('error', ({ name, message }) => log.error({ errorName: name, errorMessage: message }, 'server error'))
  const url = formatUrl(options.host, port)
  if (options.showPage === true) state.page = createPage(url)
  return {
    url,
    port,
    stop: () =>
      (state.stopped ??= drain({
        server,
        traffic,
        log,
        enter: (phase) => {
          state.phase = phase
          live?.close()
        },
        drainDelayMs: options.drainDelayMs ?? 0,
        shutdownTimeoutMs: options.shutdownTimeoutMs,
        abortGraceMs: limits.abortGraceMs,
      })),
  }
}

interface State {
  phase: Phase
  page: Answer | null
  stopped: Promise<void> | null
}

interface ServeParts<C extends BaseContext> {
  readonly options: ServerOptions<C>
  readonly limits: ServerLimits
  readonly state: State
  readonly traffic: Traffic
  readonly live: LiveRoutes | null
}

function createLive<C extends BaseContext>(options: ServerOptions<C>, traffic: Traffic): LiveRoutes | null {
  const { live, createContext, log, allowedOrigins = [], trustedProxies = [] } = options
  const readAddress = createAddressReader(trustedProxies)
  return live ? createLiveRoutes(live, { createContext, readAddress, allowedOrigins, traffic, log }) : null
}

/** From a request to its answer on the wire. The function made here never rejects. */
function createServe<C extends BaseContext>(parts: ServeParts<C>): (exchange: Exchange) => Promise<void> {
  const { options, limits, state, traffic, live } = parts
  const { log, apollo, createContext, health, downloads, attachments, terminals, takeHint } = options
  const cors = createCors(options.allowedOrigins ?? [])
  const readAddress = createAddressReader(options.trustedProxies ?? [])
  const { lingerTimeoutMs, maxLingerSizeBytes } = limits
  const { maxBodySizeBytes, operationTimeoutMs, healthDeadlineMs: deadlineMs, healthCacheMs: cacheMs } = limits
  const routes: RoutesOptions<C> = {
    graphql: { apollo, createContext, readAddress, maxBodySizeBytes, operationTimeoutMs, live, corsOf: cors },
    health: createHealth({ parts: health, deadlineMs, cacheMs, log }),
    downloads: downloads ? { downloads, openTimeoutMs: operationTimeoutMs } : null,
    attachments: attachments ? { attachments, limits } : null,
    terminals: terminals ? { ...terminals, readAddress, maxBodySizeBytes, log } : null,
    webhooks: takeHint ? { takeHint, readAddress, limiter: createWebhookLimiter() } : null,
    page: () => state.page,
    isLeaving: () => state.phase !== 'serving',
    log,
  }
  const answer = (exchange: Exchange): Promise<Answer | null> | Answer => {
    const { expect = '100-continue' } = exchange.request.headers
    if (expect.toLowerCase() !== '100-continue') return refuse(exchange, 'EXPECTATION_FAILED')
    if (!isProbe(exchange)) {
      if (state.phase === 'draining') return refuse(exchange, 'SHUTTING_DOWN')
      if (traffic.size() > limits.maxConcurrentRequests) return refuse(exchange, 'SERVER_BUSY')
    }
    return answerRequest(exchange, routes)
  }
  return async (exchange) => {
    try {
      const plain = await answer(exchange)
      if (plain === null) return
      const complete = { ...plain, headers: { ...plain.headers, ...cors(exchange.request) } }
      await sendAnswer(exchange, complete, {
        lingerTimeoutMs,
        maxLingerSizeBytes,
        mustClose: state.phase !== 'serving',
      })
    } catch (error) {
      log.error({ requestId: exchange.requestId, ...thrownFields(error) }, 'An answer could not be sent')
      exchange.connection.socket.destroy()
    }
  }
}

/** Probes are answered however full or late it is: a server that is only busy must not be killed for being dead. */
function isProbe({ path }: Exchange): boolean {
  return path === '/health/live' || path === '/health/ready'
}

/** Nobody reads a status where the client has left; 499 is what operators know from other servers. */
const CLIENT_LEFT_STATUS = 499

/** Probes come every second, and an operation has a line of its own that says more. */
const QUIET_ROUTES: readonly Exchange['route'][] = ['live', 'ready', 'graphql', 'explorer']

/** One line per request: never variables, tokens, paths or addresses. What goes as usual on quiet routes stays below "info". */
function logExchange(exchange: Exchange, log: Log): void {
  const { requestId, route: operation, code, hasLeft, response } = exchange
  const status = hasLeft ? CLIENT_LEFT_STATUS : response.statusCode
  const fields = {
    requestId,
    operation,
    status,
    durationMs: Math.round((performance.now() - exchange.startedAt) * 10) / 10,
    ...(code === null ? {} : { code }),
  }
  if (status === 500) log.error(fields, 'request')
  else if (status > 500) log.warn(fields, 'request')
  else if (status === 200 && QUIET_ROUTES.includes(operation)) log.debug(fields, 'request')
  else log.info(fields, 'request')
}
