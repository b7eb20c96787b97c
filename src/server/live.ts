import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { BaseContext } from '@apollo/server'
import { isTurnedAway } from '../graphql/errors.ts'
import type { Subscriber, SubscriptionOpening, SubscriptionRequest } from '../graphql/subscriptions.ts'
import type { Log } from '../observability/log.ts'
import { type Answer, refuse } from './answer.ts'
import { type AddressReader, joinValues, readRequestId } from './caller.ts'
import { createEventStreams, refuseOpening } from './event-stream.ts'
import type { ContextFactory, ContextRequest } from './graphql-route.ts'
import { DEFAULT_LIVE_LIMITS, type LiveLimits } from './live-limits.ts'
import { createPlaces, type Place } from './live-places.ts'
import { type Admission, createLiveSockets, type SocketParams } from './live-socket.ts'
import type { GraphqlParameters } from './parameters.ts'
import type { Exchange, Traffic } from './traffic.ts'

/** What the server needs to serve subscriptions. */
export interface LiveParts<C extends BaseContext> {
  readonly open: (request: SubscriptionRequest, subscriber: Subscriber<C>) => Promise<SubscriptionOpening>
  /** Whether who has made this context may keep a socket; null where not. */
  readonly admit: (context: C) => Admission | null
  readonly limits?: Partial<LiveLimits>
}

export interface LiveRoutes {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Answers a subscription that has come by POST. Null when the answer was a stream, which is over. */
  answerPost(exchange: Exchange, posted: PostedSubscription): Promise<Answer | null>
  /** Ends all sockets and streams, so that their clients go elsewhere. */
  close(): void
}

export interface PostedSubscription {
  readonly parameters: GraphqlParameters
  /** The body as it came. */
  readonly bytes: Uint8Array
  /** Of the answer. */
  readonly headers: Readonly<Record<string, string>>
}

export interface LiveOptions<C extends BaseContext> {
  readonly createContext: ContextFactory<C>
  readonly readAddress: AddressReader
  readonly allowedOrigins: readonly string[]
  readonly traffic: Pick<Traffic, 'becomeStream'>
  readonly log: Log
}

export function createLiveRoutes<C extends BaseContext>(parts: LiveParts<C>, options: LiveOptions<C>): LiveRoutes {
  const { createContext, readAddress, allowedOrigins, traffic, log } = options
  const limits = { ...DEFAULT_LIVE_LIMITS, ...parts.limits }
  const places = createPlaces(limits)
  const streams = createEventStreams(limits)
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
    limits,
    places,
    log,
    addressOf,
    isOriginAllowed: ({ headers: { origin, host } }) =>
      origin === undefined || URL.parse(origin)?.host === host || allowedOrigins.includes(origin),
    open: (subscription, { request, params, signal }) => {
      const asked = contextRequest(request, params)
      const make = (during: AbortSignal) => createContext({ ...asked, signal: during })
      return parts.open(subscription, { createContext: make, renewContext: make, signal })
    },
    admit: async ({ request, params }) => {
      const asked = { ...contextRequest(request, params), signal: AbortSignal.timeout(ADMISSION_TIMEOUT_MS) }
      return admit(asked, { createContext, judge: parts.admit })
    },
  })

  let isClosing = false

  async function answerStream(exchange: Exchange, posted: PostedSubscription, place: Place): Promise<Answer | null> {
    const { request, requestId, controller } = exchange
    const { authorization, 'accept-language': acceptLanguage } = request.headers
    const base = contextRequest(request, { authorization, acceptLanguage })
    const asked = { ...base, caller: { ...base.caller, requestId }, body: posted.bytes }
    const { query, operationName, variables } = posted.parameters
    let admission: Admission | null = null
    const opening = await parts.open(
      { query: query ?? '', operationName, variables },
      {
        createContext: async (signal) => {
          const context = await createContext({ ...asked, signal })
          admission = parts.admit(context)
          return context
        },
        renewContext: (signal) => createContext({ ...asked, isContinuation: true, signal }),
        signal: controller.signal,
      },
    )
    if (opening.kind === 'refused') return refuseOpening(opening)
    const refusal = isClosing ? 'SHUTTING_DOWN' : place.giveTo(subjectOf(admission)) ? null : 'SERVER_BUSY'
    if (refusal !== null) {
      void opening.results.return()
      return refuse(exchange, refusal)
    }
    traffic.becomeStream(exchange)
    const isAdmitted = async () => {
      const signal = AbortSignal.timeout(ADMISSION_TIMEOUT_MS)
      return (await admit({ ...asked, isContinuation: true, signal }, { createContext, judge: parts.admit })) !== null
    }
    await streams.answer(exchange, opening, { headers: posted.headers, isAdmitted })
    return null
  }

  return {
    upgrade: (request, socket, head) => sockets.upgrade(request, socket, head),
    async answerPost(exchange, posted) {
      if (isClosing) return refuse(exchange, 'SHUTTING_DOWN')
      const place = places.take(addressOf(exchange.request))
      if (place === null) return refuse(exchange, 'SERVER_BUSY')
      try {
        return await answerStream(exchange, posted, place)
      } finally {
        place.leave()
      }
    },
    close() {
      isClosing = true
      sockets.close()
      streams.close()
    },
  }
}

const ADMISSION_TIMEOUT_MS = 5_000

function subjectOf(admission: Admission | null): string | null {
  return admission?.subject ?? null
}

/** Rejects when it cannot be found out now. */
async function admit<C extends BaseContext>(
  request: ContextRequest,
  parts: { readonly createContext: ContextFactory<C>; readonly judge: (context: C) => Admission | null },
): Promise<Admission | null> {
  try {
    return parts.judge(await parts.createContext(request))
  } catch (error) {
    if (isTurnedAway(error)) return null
    throw error
  }
}
