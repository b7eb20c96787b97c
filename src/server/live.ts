import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { BaseContext } from '@apollo/server'
import { isTurnedAway } from '../graphql/errors.ts'
import type { Subscriber, SubscriptionOpening, SubscriptionRequest } from '../graphql/subscriptions.ts'
import type { Log } from '../observability/log.ts'
import { type AddressReader, joinValues, readRequestId } from './caller.ts'
import { createEventStreams, type EventStreams } from './event-stream.ts'
import type { ContextFactory, ContextRequest } from './graphql-route.ts'
import { createLiveSockets, DEFAULT_LIVE_LIMITS, type LiveSocketLimits, type SocketParams } from './live-socket.ts'
import type { GraphqlParameters } from './parameters.ts'
import type { Exchange } from './traffic.ts'

/** What the server needs to serve subscriptions. */
export interface LiveParts<C extends BaseContext> {
  readonly open: (request: SubscriptionRequest, subscriber: Subscriber<C>) => Promise<SubscriptionOpening>
  /** Whether who has made this context may keep a socket. */
  readonly admits: (context: C) => boolean
  readonly limits?: Partial<LiveSocketLimits>
}

export interface LiveRoutes {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  readonly streams: EventStreams
  /** Opens a subscription that has come by POST. */
  openByPost(exchange: Exchange, parameters: GraphqlParameters, bytes: Uint8Array): Promise<SubscriptionOpening>
  /** Ends all sockets and streams, so that their clients go elsewhere. */
  close(): void
}

export function createLiveRoutes<C extends BaseContext>(
  parts: LiveParts<C>,
  options: {
    readonly createContext: ContextFactory<C>
    readonly readAddress: AddressReader
    readonly allowedOrigins: readonly string[]
    readonly log: Log
  },
): LiveRoutes {
  const { createContext, readAddress, allowedOrigins, log } = options
  const streams = createEventStreams()
  const addressOf = ({ socket, headers }: IncomingMessage) =>
    readAddress(socket.remoteAddress, joinValues(headers['x-forwarded-for']))
  const contextRequest = (request: IncomingMessage, { authorization, acceptLanguage }: SocketParams) => ({
    authorization,
    acceptLanguage,
    caller: {
      address: addressOf(request),
      requestId: readRequestId([request.headers['x-request-id'] ?? ''].flat()),
      userAgent: request.headers['user-agent'],
    },
    // Whoever has to sign bodies has none to sign here, and is turned away.
    body: null,
    headers: request.headers,
  })
  const sockets = createLiveSockets({
    limits: { ...DEFAULT_LIVE_LIMITS, ...parts.limits },
    log,
    addressOf,
    isOriginAllowed: ({ headers: { origin, host } }) =>
      origin === undefined || URL.parse(origin)?.host === host || allowedOrigins.includes(origin),
    open: (subscription, { request, params, signal }) => {
      const asked = contextRequest(request, params)
      const make = (during: AbortSignal) => createContext({ ...asked, signal: during })
      return parts.open(subscription, { createContext: make, renewContext: make, signal })
    },
    isAdmitted: async ({ request, params }) => {
      const asked = { ...contextRequest(request, params), signal: AbortSignal.timeout(ADMISSION_TIMEOUT_MS) }
      return admits(asked, { createContext, admits: parts.admits })
    },
  })
  return {
    streams,
    upgrade: (request, socket, head) => sockets.upgrade(request, socket, head),
    openByPost({ request, requestId, controller }, { query, operationName, variables }, bytes) {
      const { authorization, 'accept-language': acceptLanguage } = request.headers
      const base = contextRequest(request, { authorization, acceptLanguage })
      const asked = { ...base, caller: { ...base.caller, requestId }, body: bytes }
      return parts.open(
        { query: query ?? '', operationName, variables },
        {
          createContext: (signal) => createContext({ ...asked, signal }),
          renewContext: (signal) => createContext({ ...asked, isContinuation: true, signal }),
          signal: controller.signal,
        },
      )
    },
    close() {
      sockets.close()
      streams.close()
    },
  }
}

const ADMISSION_TIMEOUT_MS = 5_000

/** Rejects when it cannot be found out now. */
async function admits<C extends BaseContext>(
  request: ContextRequest,
  {
    createContext,
    admits: judge,
  }: { readonly createContext: ContextFactory<C>; readonly admits: (context: C) => boolean },
): Promise<boolean> {
  try {
    return judge(await createContext(request))
  } catch (error) {
    if (isTurnedAway(error)) return false
    throw error
  }
}
