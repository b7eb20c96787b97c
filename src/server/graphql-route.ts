import { type ApolloServer, type BaseContext, HeaderMap } from '@apollo/server'
import type { Arrival } from '../auth/auth.ts'
import { stringifyAndRelease } from '../graphql/release.ts'
import { type Answer, refuse } from './answer.ts'
import { readJsonBody } from './body.ts'
import { type AddressReader, joinValues } from './caller.ts'
import { wantsEvents } from './event-stream.ts'
import { JSON_TYPE } from './headers.ts'
import { CLIENT_DEADLINE_MS } from './limits.ts'
import type { LiveRoutes } from './live.ts'
import { chooseResponseType, isJsonContentType } from './media-type.ts'
import { type GraphqlParameters, readParameters } from './parameters.ts'
import type { RefusalCode } from './refusal.ts'
import type { Exchange } from './traffic.ts'

/** What an operation's context is made from. */
export interface ContextRequest extends Arrival {
  readonly authorization: string | undefined
  readonly acceptLanguage: string | undefined
  /** Aborts when the client leaves, or with a `TimeoutError` when the client's deadline or the server's is over. */
  readonly signal: AbortSignal
}

export type ContextFactory<C extends BaseContext> = (request: ContextRequest) => Promise<C>

export interface GraphqlRouteOptions<C extends BaseContext> {
  readonly apollo: Pick<ApolloServer<C>, 'executeOperation' | 'executeHTTPGraphQLRequest'>
  readonly createContext: ContextFactory<C>
  readonly readAddress: AddressReader
  readonly maxBodySizeBytes: number
  readonly operationTimeoutMs: number
  /** Subscriptions that come by POST; null where there are none. */
  readonly live: Pick<LiveRoutes, 'answerPost'> | null
  /** Headers that let pages of other origins read the answer. */
  readonly corsOf: (request: Exchange['request']) => Readonly<Record<string, string>>
}

/** POST only: a GET would put queries into caches and logs, and open the door to forged cross-site requests. */
const ALLOWED_METHODS = 'POST, OPTIONS'

/**
 * What Apollo is told of the headers, the same for every request that comes so far: it would only judge again what has
 * been judged. A content type of JSON alone, which is asked for above, makes a browser ask before it sends a request from
 * another site; the type of the answer is chosen; and no answer in parts is taken.
 */
const HTTP_REQUEST = {
  method: 'POST',
  headers: new HeaderMap([
    ['apollo-require-preflight', 'true'],
    ['accept', ''],
  ]),
  search: '',
  body: null,
}

/** Answers one GraphQL request, or null when the client left before it was read. */
export async function answerGraphql<C extends BaseContext>(
  exchange: Exchange,
  options: GraphqlRouteOptions<C>,
): Promise<Answer | null> {
  const { request } = exchange
  if (request.method === 'OPTIONS') return { status: 204, headers: { allow: ALLOWED_METHODS }, body: '' }
  if (request.method !== 'POST') return refuse(exchange, 'METHOD_NOT_ALLOWED', { headers: { allow: ALLOWED_METHODS } })
  const live = wantsEvents(request.headers.accept) ? options.live : null
  const contentType = live ? JSON_TYPE : chooseResponseType(request.headers.accept)
  if (contentType === null) return refuse(exchange, 'NOT_ACCEPTABLE')
  const deadlineMs = readDeadline(request.headers['x-timeout-ms'])
  const headerRefusal = deadlineMs === 'invalid' ? 'INVALID_DEADLINE' : findRefusal(exchange)
  if (headerRefusal !== null) return refuse(exchange, headerRefusal, { contentType })
  const body = await readJsonBody(exchange, options.maxBodySizeBytes)
  if (body.kind === 'left') return null
  if (body.kind === 'refused') return refuse(exchange, body.code, { contentType })
  const verdict = readParameters(body.value)
  if (verdict.kind === 'refused') return refuse(exchange, verdict.code, { contentType })
  if (live) {
    const { parameters } = verdict
    return live.answerPost(exchange, { parameters, bytes: body.bytes, headers: options.corsOf(request) })
  }
  const timer = startDeadline(exchange, { deadlineMs, operationTimeoutMs: options.operationTimeoutMs })
  try {
    return await execute(exchange, {
      ...options,
      parameters: verdict.parameters,
      bytes: body.bytes,
      accept: contentType,
    })
  } finally {
    clearTimeout(timer)
  }
}

async function execute<C extends BaseContext>(
  exchange: Exchange,
  options: GraphqlRouteOptions<C> & { parameters: GraphqlParameters; bytes: Uint8Array; accept: string },
): Promise<Answer> {
  const { apollo, accept } = options
  const { query, operationName, variables, extensions } = options.parameters
  let contextValue: C
  try {
    contextValue = await createContext(exchange, options)
  } catch (error) {
    return answerFailure(error, options)
  }
  const { http, body } = await apollo.executeOperation(
    {
      http: HTTP_REQUEST,
      ...(query !== null && { query }),
      ...(operationName !== null && { operationName }),
      ...(variables !== null && { variables }),
      ...(extensions !== null && { extensions }),
    },
    { contextValue },
  )
  if (body.kind !== 'single') throw new Error('An answer in parts, which no client has asked for.')
  const headers: Record<string, string> = {}
  for (const [name, value] of http.headers) headers[name] = value
  headers['content-type'] = accept
  return { status: http.status ?? 200, headers, body: stringifyAndRelease(body.singleResult) }
}

async function createContext<C extends BaseContext>(
  { request, controller, requestId }: Exchange,
  { readAddress, createContext: create, bytes }: GraphqlRouteOptions<C> & { bytes: Uint8Array },
): Promise<C> {
  const { authorization, 'accept-language': acceptLanguage, 'x-forwarded-for': forwardedFor } = request.headers
  const address = readAddress(request.socket.remoteAddress, joinValues(forwardedFor))
  return create({
    authorization,
    acceptLanguage,
    caller: { address, requestId, userAgent: request.headers['user-agent'] },
    body: bytes,
    headers: request.headers,
    signal: controller.signal,
  })
}

/** The words and the status of an error that came before there was an operation are Apollo's business as well. */
async function answerFailure<C extends BaseContext>(
  error: unknown,
  { apollo, parameters, accept }: GraphqlRouteOptions<C> & { parameters: GraphqlParameters; accept: string },
): Promise<Answer> {
  const { status, body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { ...HTTP_REQUEST, body: parameters },
    context: async () => {
      throw error
    },
  })
  if (body.kind !== 'complete') throw new Error('An answer in parts, which no client has asked for.')
  return { status: status ?? 500, headers: { 'content-type': accept }, body: body.string }
}

function findRefusal(exchange: Exchange): RefusalCode | null {
  const { headers } = exchange.request
  if (!isJsonContentType(headers['content-type'])) return 'UNSUPPORTED_MEDIA_TYPE'
  const encoding = headers['content-encoding']
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') return 'UNSUPPORTED_CONTENT_ENCODING'
  return null
}

function readDeadline(header: string | string[] | undefined): number | 'none' | 'invalid' {
  if (header === undefined) return 'none'
  if (Array.isArray(header) || !/^[1-9]\d{0,5}$/.test(header)) return 'invalid'
  const deadlineMs = Number(header)
  return deadlineMs >= CLIENT_DEADLINE_MS.min && deadlineMs <= CLIENT_DEADLINE_MS.max ? deadlineMs : 'invalid'
}

/**
 * The one deadline of an operation, by the one timer that aborts its signal: the server's, or the client's where that ends
 * earlier. The client's is counted from the end of the headers, as the client counts it. One controller and one timer
 * that is cleared cost a tenth of `AbortSignal.any` and `AbortSignal.timeout`, which leave work for the garbage collector.
 */
function startDeadline(
  { controller, startedAt }: Exchange,
  { deadlineMs, operationTimeoutMs }: { deadlineMs: number | 'none' | 'invalid'; operationTimeoutMs: number },
): NodeJS.Timeout {
  const clientLeftMs = typeof deadlineMs === 'number' ? deadlineMs - (performance.now() - startedAt) : Infinity
  const isClients = clientLeftMs < operationTimeoutMs
  return setTimeout(
    () => {
      const text = isClients ? "The client's deadline is over." : "The operation's time is over."
      controller.abort(new DOMException(text, 'TimeoutError'))
    },
    Math.max(0, Math.min(clientLeftMs, operationTimeoutMs)),
  )
}
