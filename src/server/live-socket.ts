import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type ExecutionArgs, type ExecutionResult, GraphQLError } from 'graphql'
import { handleProtocols, MessageType, makeServer, parseMessage } from 'graphql-ws'
import { type WebSocket, WebSocketServer } from 'ws'
import { whyNoContext } from '../graphql/errors.ts'
import { AdmissionEndedError, type SubscriptionOpening, type SubscriptionRequest } from '../graphql/subscriptions.ts'
import type { Log } from '../observability/log.ts'
import { thrownFields } from '../observability/thrown.ts'
import type { Admission, CallerParams } from './live-callers.ts'
import type { LiveLimits } from './live-limits.ts'
import { createOpenings, type Openings } from './live-openings.ts'
import type { Place, Places } from './live-places.ts'

/** Why the gateway ends a socket, beside what `graphql-transport-ws` itself closes with. docs/live.md has them all. */
export const CLOSE_CODES = {
  /** The server stops; connect again, to another replica. */
  GOING_AWAY: 1001,
  /** Bytes came; the protocol is text. */
  NOT_TEXT: 1003,
  /** A message is larger than may be. Sent by the WebSocket itself. */
  TOO_BIG: 1009,
  /** A message could not be worked on: a failure here, or a message that only servers send. */
  FAILED: 1011,
  /** As many sockets and streams are open as may be, too much was refused, or the token cannot be judged just now; try later. */
  TRY_LATER: 1013,
  /**
   * There is no token, it is wrong or has expired, or its session has ended. Not 4401, after which the usual client never connects again:
   * it would not ask for a fresh token.
   */
  FORBIDDEN: 4403,
  /** The client does not read what it is sent. */
  TOO_SLOW: 4408,
} as const

export interface LiveSocketOptions {
  readonly limits: LiveLimits
  readonly places: Places
  readonly isOriginAllowed: (request: IncomingMessage) => boolean
  readonly addressOf: (request: IncomingMessage) => string
  readonly open: (
    subscription: SubscriptionRequest,
    client: { readonly request: IncomingMessage; readonly params: CallerParams; readonly signal: AbortSignal },
  ) => Promise<SubscriptionOpening>
  /** Null when the token of a socket does not count, or no more. Rejects when it cannot be found out now. */
  readonly admit: (client: {
    readonly request: IncomingMessage
    readonly params: CallerParams
  }) => Promise<Admission | null>
  readonly log: Log
}

export interface LiveSockets {
  /** For an HTTP request that asks to become a WebSocket at the endpoint. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  size(): number
  /** Tells every client to go elsewhere. */
  close(): void
}

interface Extra {
  readonly request: IncomingMessage
  readonly place: Place
  params: CallerParams
  readonly close: (code: number, reason: string) => void
  readonly openings: Openings
  refusals: number
}

/** GraphQL over WebSocket by the `graphql-transport-ws` protocol; subscriptions alone. */
export function createLiveSockets(options: LiveSocketOptions): LiveSockets {
  const { limits, places, isOriginAllowed, addressOf, admit, log } = options
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.maxMessageSizeBytes,
    perMessageDeflate: false,
    handleProtocols: (protocols) => handleProtocols(protocols),
  })
  const protocol = createProtocol(options)

  server.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    // An error is followed by the end of the socket, which is what counts.
    socket.on('error', () => undefined)
    const place = places.take(addressOf(request))
    if (place === null) return socket.close(CLOSE_CODES.TRY_LATER, TOO_MANY_OPEN)
    socket.once('close', () => place.leave())
    const leaving = new AbortController()
    socket.once('close', () => leaving.abort(new DOMException('The client has left.', 'AbortError')))
    serve(socket, {
      request,
      place,
      params: { authorization: undefined, acceptLanguage: undefined },
      close: (code, reason) => socket.close(code, reason),
      openings: createOpenings(limits.maxSubscriptionsPerSocket, leaving.signal),
      refusals: 0,
    })
  })

  function serve(socket: WebSocket, extra: Extra): void {
    const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (data) => send(socket, data, { ...limits, gone }),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (hear) => {
          socket.on('message', (data, isBinary) => {
            // A client may go on for as long as it does not answer the closing.
            if (socket.readyState !== socket.OPEN) return
            if (isBinary || !Buffer.isBuffer(data)) return socket.close(CLOSE_CODES.NOT_TEXT, 'Only text is taken')
            const text = data.toString()
            const completed = readCompletion(text)
            if (completed !== null) extra.openings.complete(completed)
            hear(text).catch((error: unknown) => {
              log.error(thrownFields(error), 'A message of a socket failed')
              socket.close(CLOSE_CODES.FAILED, 'The server failed')
            })
          })
        },
      },
      extra,
    )
    const check = watchOver(socket, {
      intervalMs: limits.checkIntervalMs,
      isAdmitted: async () => (await admit(extra)) !== null,
    })
    socket.once('close', (code, reason) => {
      clearInterval(check)
      closed(code, String(reason)).catch((error: unknown) =>
        log.error(thrownFields(error), 'A socket did not end well'),
      )
    })
  }

  return {
    upgrade(request, socket, head) {
      if (!isOriginAllowed(request)) return refuse(socket, '403 Forbidden')
      server.handleUpgrade(request, socket, head, (open) => server.emit('connection', open, request))
    },
    size: () => server.clients.size,
    close() {
      for (const socket of server.clients) socket.close(CLOSE_CODES.GOING_AWAY, 'The server is stopping')
    },
  }
}

function createProtocol({ limits, open, admit, log }: LiveSocketOptions) {
  /** Streams that were opened, by the arguments that stand for them in the protocol's hands. */
  const streams = new WeakMap<ExecutionArgs, AsyncGenerator<ExecutionResult, void>>()
  return makeServer<Record<string, unknown>, Extra>({
    connectionInitWaitTimeout: limits.initTimeoutMs,
    async onConnect({ connectionParams, extra }) {
      extra.params = readParams(connectionParams, extra.request)
      try {
        const admission = await admit(extra)
        if (admission === null) return false
        if (extra.place.giveTo(admission.subject)) return true
        // The first code counts: that of a refusal, which comes after, is not sent.
        extra.close(CLOSE_CODES.TRY_LATER, TOO_MANY_OPEN)
        return false
      } catch (error) {
        log.warn(thrownFields(whyNoContext(error)), 'A token could not be judged')
        extra.close(CLOSE_CODES.TRY_LATER, 'The token cannot be judged just now')
        return false
      }
    },
    async onSubscribe({ extra }, id, { query, operationName, variables }) {
      const { request, params, openings } = extra
      const opening = await openings.open(id, (signal) =>
        open({ query, operationName, variables }, { request, params, signal }),
      )
      if (opening === null) return [TOO_MANY]
      if (opening.kind === 'refused') return opening.errors
      const { schema, document, results } = opening
      const args = { schema, document, operationName, contextValue: null, rootValue: null }
      streams.set(args, results)
      return args
    },
    subscribe: (args) => streams.get(args) ?? { errors: [TOO_MANY] },
    onError(...[{ extra }, id, , errors]) {
      if (errors.some(({ originalError }) => originalError instanceof AdmissionEndedError)) {
        // An error would end the subscription for good.
        return extra.close(CLOSE_CODES.FORBIDDEN, ADMISSION_ENDED)
      }
      const format = extra.openings.formatOf(id)
      // No completion follows where nothing was opened.
      extra.openings.forget(id)
      extra.refusals += 1
      if (extra.refusals > limits.maxRefusalsPerSocket) extra.close(CLOSE_CODES.TRY_LATER, TOO_MANY_REFUSED)
      return format?.(errors)
    },
    onNext(...[{ extra }, id, , , { errors, data = null }]) {
      return errors === undefined ? { data } : { data, errors: extra.openings.formatOf(id)?.(errors) ?? [] }
    },
    onComplete({ extra }, id) {
      extra.openings.forget(id)
    },
  })
}

const ADMISSION_ENDED = 'The token has expired or its session has ended'
const TOO_MANY_REFUSED = 'More subscriptions were refused than may be'
const TOO_MANY_OPEN = 'As many sockets and streams are open as may be'

const TOO_MANY = new GraphQLError('More subscriptions on one socket than may be.', {
  extensions: { code: 'OPERATION_TOO_COMPLEX', retryable: false },
})

/** The id of what a client completes; the protocol's library tells nobody while that is being opened. Null for any other message. */
function readCompletion(text: string): string | null {
  try {
    const message = parseMessage(text)
    return message.type === MessageType.Complete ? message.id : null
  } catch {
    // It is closed for that.
    return null
  }
}

/** `authorization` as the header of a request has it, and `acceptLanguage`; browsers cannot set headers of a WebSocket. */
function readParams(params: Readonly<Record<string, unknown>> | undefined, { headers }: IncomingMessage): CallerParams {
  const find = (...names: readonly string[]) => {
    const value = names.map((name) => params?.[name]).find((one) => typeof one === 'string')
    return typeof value === 'string' ? value : undefined
  }
  return {
    authorization: find('authorization', 'Authorization') ?? headers.authorization,
    acceptLanguage: find('acceptLanguage', 'accept-language') ?? headers['accept-language'],
  }
}

/**
 * Resolves when the text has left; a client that takes none of it for too long is dropped. What is closing takes nothing: whoever sends
 * waits for its end, and makes no more meanwhile.
 */
function send(
  socket: WebSocket,
  text: string,
  parts: Pick<LiveLimits, 'sendTimeoutMs' | 'closeTimeoutMs'> & { readonly gone: Promise<void> },
): Promise<void> {
  const { sendTimeoutMs, closeTimeoutMs, gone } = parts
  if (socket.readyState !== socket.OPEN) return gone
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      // It arrives behind all that is not read yet: a client that goes on reading in time learns why.
      socket.close(CLOSE_CODES.TOO_SLOW, 'The client does not read')
      setTimeout(() => socket.terminate(), closeTimeoutMs).unref()
      void gone.then(resolve)
    }, sendTimeoutMs)
    socket.send(text, () => {
      clearTimeout(timer)
      setImmediate(resolve)
    })
  })
}

/** A client that has gone without a word, or whose token has ended, does not keep its socket. */
function watchOver(
  socket: WebSocket,
  { intervalMs, isAdmitted }: { readonly intervalMs: number; readonly isAdmitted: () => Promise<boolean> },
): NodeJS.Timeout {
  let isAlive = true
  socket.on('pong', () => {
    isAlive = true
  })
  const check = async () => {
    if (!isAlive) return socket.terminate()
    isAlive = false
    socket.ping()
    if (!(await isAdmitted())) socket.close(CLOSE_CODES.FORBIDDEN, ADMISSION_ENDED)
  }
  return setInterval(() => {
    // Where it cannot be asked, each event is still judged by itself.
    check().catch(() => undefined)
  }, intervalMs).unref()
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
