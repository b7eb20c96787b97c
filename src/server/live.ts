import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { BaseContext } from '@apollo/server'
import type { Subscriber, SubscriptionOpening, SubscriptionRequest } from '../graphql/subscriptions.ts'
import type { Log } from '../observability/log.ts'
import type { AddressReader } from './caller.ts'
import type { ContextFactory } from './graphql-route.ts'
import { type Admission, createLiveCallers } from './live-callers.ts'
import { DEFAULT_LIVE_LIMITS, type LiveLimits } from './live-limits.ts'
import { createPlaces } from './live-places.ts'
import { createPostedSubscriptions, type PostedSubscriptions } from './live-post.ts'
import { createLiveSockets } from './live-socket.ts'
import type { Traffic } from './traffic.ts'

/** What the server needs to serve subscriptions. */
export interface LiveParts<C extends BaseContext> {
  readonly open: (request: SubscriptionRequest, subscriber: Subscriber<C>) => Promise<SubscriptionOpening>
  /** Whether who has made this context may keep a socket or a stream; null where not. */
  readonly admit: (context: C) => Admission | null
  readonly limits?: Partial<LiveLimits>
}

export interface LiveRoutes {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  answerPost: PostedSubscriptions['answer']
  /** Ends all sockets and streams, so that their clients go elsewhere. */
  close(): void
}

export function createLiveRoutes<C extends BaseContext>(
  parts: LiveParts<C>,
  options: {
    readonly createContext: ContextFactory<C>
    readonly readAddress: AddressReader
    readonly allowedOrigins: readonly string[]
    readonly traffic: Pick<Traffic, 'becomeStream'>
    readonly log: Log
  },
): LiveRoutes {
  const { createContext, readAddress, allowedOrigins, traffic, log } = options
  const limits = { ...DEFAULT_LIVE_LIMITS, ...parts.limits }
  const places = createPlaces(limits)
  const callers = createLiveCallers({ createContext, readAddress, judge: parts.admit })
  const sockets = createLiveSockets({
    limits,
    places,
    log,
    addressOf: (request) => callers.addressOf(request),
    isOriginAllowed: ({ headers: { origin, host } }) =>
      origin === undefined || URL.parse(origin)?.host === host || allowedOrigins.includes(origin),
    open: (subscription, { request, params, signal }) => {
      const asked = callers.requestOf(request, params)
      const make = (during: AbortSignal) => createContext({ ...asked, signal: during })
      return parts.open(subscription, { createContext: make, renewContext: make, signal })
    },
    admit: ({ request, params }) => callers.admit(callers.requestOf(request, params)),
  })
  const posted = createPostedSubscriptions({ open: parts.open, callers, places, limits, traffic })
  return {
    upgrade: (request, socket, head) => sockets.upgrade(request, socket, head),
    answerPost: (exchange, subscription) => posted.answer(exchange, subscription),
    close() {
      sockets.close()
      posted.close()
    },
  }
}
