import { type ApolloServer, type BaseContext, HeaderMap } from '@apollo/server'
import type { Caller } from '../auth/auth.ts'
import { type Answer, refuse } from './answer.ts'
import { readJsonBody } from './body.ts'
import type { AddressReader } from './caller.ts'
import { CLIENT_DEADLINE_MS } from './limits.ts'
import { chooseResponseType, isJsonContentType } from './media-type.ts'
import { type GraphqlParameters, readParameters } from './parameters.ts'
import type { RefusalCode } from './refusal.ts'
import type { Exchange } from './traffic.ts'

/** What an operation's context is made from. */
export interface ContextRequest {
  readonly authorization: string | undefined
  readonly acceptLanguage: string | undefined
  readonly caller: Caller
  /** Aborts when the client leaves or its own deadline is over. The server's deadline is the context's affair. */
  readonly signal: AbortSignal
}

export type ContextFactory<C extends BaseContext> = (request: ContextRequest) => Promise<C>

export interface GraphqlRouteOptions<C extends BaseContext> {
  readonly apollo: Pick<ApolloServer<C>, 'executeHTTPGraphQLRequest'>
  readonly createContext: ContextFactory<C>
  readonly readAddress: AddressReader
  readonly maxBodySizeBytes: number
}

/** POST only: a GET would put queries into caches and logs, and open the door to forged cross-site requests. */
const ALLOWED_METHODS = 'POST, OPTIONS'

/** Answers one GraphQL request, or null when the client left before it was read. */
export async function answerGraphql<C extends BaseContext>(
  exchange: Exchange,
  options: GraphqlRouteOptions<C>,
): Promise<Answer | null> {
  const { request } = exchange
  if (request.method === 'OPTIONS') return { status: 204, headers: { allow: ALLOWED_METHODS }, body: '' }
  if (request.method !== 'POST') return refuse(exchange, 'METHOD_NOT_ALLOWED', { headers: { allow: ALLOWED_METHODS } })
  const contentType = chooseResponseType(request.headers.accept)
  if (contentType === null) return refuse(exchange, 'NOT_ACCEPTABLE')
  const deadlineMs = readDeadline(request.headers['x-timeout-ms'])
  const headerRefusal = deadlineMs === 'invalid' ? 'INVALID_DEADLINE' : findRefusal(exchange)
  if (headerRefusal !== null) return refuse(exchange, headerRefusal, { contentType })
  const body = await readJsonBody(exchange, options.maxBodySizeBytes)
  if (body.kind === 'left') return null
  if (body.kind === 'refused') return refuse(exchange, body.code, { contentType })
  const verdict = readParameters(body.value)
  if (verdict.kind === 'refused') return refuse(exchange, verdict.code, { contentType })
  const timer = startDeadline(exchange, deadlineMs)
  try {
    return await execute(exchange, { ...options, parameters: verdict.parameters, accept: contentType })
  } finally {
    clearTimeout(timer)
  }
}

async function execute<C extends BaseContext>(
  exchange: Exchange,
  options: GraphqlRouteOptions<C> & { parameters: GraphqlParameters; accept: string },
): Promise<Answer> {
  const { request, controller, requestId } = exchange
  const { authorization, 'accept-language': acceptLanguage, 'x-forwarded-for': forwardedFor } = request.headers
  const headers = new HeaderMap()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  headers.set('accept', options.accept)
  const {
    status,
    headers: answerHeaders,
    body,
  } = await options.apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body: options.parameters },
    context: () => {
      const address = options.readAddress(request.socket.remoteAddress, firstValue(forwardedFor))
      return options.createContext({
        authorization,
        acceptLanguage,
        caller: { address, requestId },
        signal: controller.signal,
      })
    },
  })
  if (body.kind === 'chunked') {
    await body.asyncIterator.return?.()
    throw new Error('An answer in parts, which no client has asked for.')
  }
  return { status: status ?? 200, headers: Object.fromEntries(answerHeaders), body: body.string }
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

/** Counted from the end of the headers, as the client counts it. */
function startDeadline(exchange: Exchange, deadlineMs: number | 'none' | 'invalid'): NodeJS.Timeout | undefined {
  if (typeof deadlineMs !== 'number') return undefined
  const leftMs = Math.max(0, deadlineMs - (performance.now() - exchange.startedAt))
  return setTimeout(
    () => exchange.controller.abort(new DOMException("The client's deadline is over.", 'TimeoutError')),
    leftMs,
  )
}

function firstValue(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(',') : header
}
