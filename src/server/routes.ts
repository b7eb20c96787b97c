import { randomUUID } from 'node:crypto'
import type { BaseContext } from '@apollo/server'
import type { Log } from '../observability/log.ts'
import { thrownFields } from '../observability/thrown.ts'
import { type Answer, jsonAnswer, refuse } from './answer.ts'
import { type AttachmentRoutes, answerAttachment, isAttachment } from './attachments.ts'
import { answerDownload, type DownloadOptions, isDownload } from './downloads.ts'
import { answerExplorer, EXPLORER_PATH } from './explorer.ts'
import { answerGraphql, type GraphqlRouteOptions } from './graphql-route.ts'
import type { Health } from './health.ts'
import { LANDING_PAGE, wantsHtml } from './landing.ts'
import { answerTerminal, isTerminal, type TerminalRoutesOptions } from './terminals.ts'
import type { Exchange } from './traffic.ts'
import { answerWebhook, WEBHOOK_PATH, type WebhookOptions } from './webhooks.ts'

export interface RoutesOptions<C extends BaseContext> {
  readonly graphql: GraphqlRouteOptions<C>
  readonly health: () => Promise<Health>
  /** Null where no files are taken. */
  readonly attachments: AttachmentRoutes | null
  /** Null where no network of terminals calls. */
  readonly terminals: TerminalRoutesOptions | null
  /** Null where nothing is paid at an acquirer. */
  readonly webhooks: WebhookOptions | null
  /** Null where nothing can be downloaded. */
  readonly downloads: DownloadOptions | null
  /** The answer to `GET /`, or null where nothing is shown to developers: then there is no explorer either. */
  readonly page: () => Answer | null
  /** Whether the server has begun to leave: it is no longer ready, though it still answers. */
  readonly isLeaving: () => boolean
  readonly log: Log
}

/** Answers a request, or null when nobody waits for an answer. Never rejects. */
export async function answerRequest<C extends BaseContext>(
  exchange: Exchange,
  options: RoutesOptions<C>,
): Promise<Answer | null> {
  try {
    return await route(exchange, options)
  } catch (error) {
    const incidentId = randomUUID()
    const stack = (error instanceof Error && error.stack) || ''
    const fields = { requestId: exchange.requestId, incidentId, ...thrownFields(error), stack }
    options.log.error(fields, 'A request failed unexpectedly')
    return refuse(exchange, 'INTERNAL_SERVER_ERROR', { incidentId })
  }
}

async function route<C extends BaseContext>(exchange: Exchange, options: RoutesOptions<C>): Promise<Answer | null> {
  const { request, path } = exchange
  if (request.httpVersion === '1.1' && request.headers.host === undefined) return refuse(exchange, 'BAD_HTTP_REQUEST')
  switch (path) {
    case '/graphql':
      exchange.route = 'graphql'
      return findLandingPage(exchange, options) ?? answerGraphql(exchange, options.graphql)
    case '/health/live':
      exchange.route = 'live'
      return refuseUnlessRead(exchange) ?? jsonAnswer(200, { status: 'live' })
    case '/health/ready':
      exchange.route = 'ready'
      return refuseUnlessRead(exchange) ?? answerReady(options)
    case '/': {
      exchange.route = 'page'
      const page = options.page()
      return page === null ? refuse(exchange, 'NOT_FOUND') : (refuseUnlessRead(exchange) ?? page)
    }
    case null:
      return refuse(exchange, 'BAD_HTTP_REQUEST')
    default:
      if (options.downloads !== null && isDownload(path)) {
        exchange.route = 'download'
        return answerDownload(exchange, path, options.downloads)
      }
      if (options.terminals !== null && isTerminal(path)) {
        exchange.route = 'terminal'
        return answerTerminal(exchange, path, options.terminals)
      }
      if (options.webhooks !== null && path === WEBHOOK_PATH) {
        exchange.route = 'webhook'
        return answerWebhook(exchange, options.webhooks)
      }
      if (options.attachments !== null && isAttachment(path)) {
        exchange.route = 'attachment'
        return answerAttachment(exchange, path, options.attachments)
      }
      return answerDeveloper(exchange, { path, isShown: options.page() !== null })
  }
}

/** A browser that opens the endpoint is shown something; for everybody else it stays POST alone. */
function findLandingPage<C extends BaseContext>({ request }: Exchange, options: RoutesOptions<C>): Answer | null {
  const { method, headers } = request
  const isShown = (method === 'GET' || method === 'HEAD') && wantsHtml(headers.accept) && options.page() !== null
  return isShown ? LANDING_PAGE : null
}

async function answerDeveloper(exchange: Exchange, place: { path: string; isShown: boolean }): Promise<Answer> {
  const isExplorer = place.path === EXPLORER_PATH || place.path.startsWith(`${EXPLORER_PATH}/`)
  if (!place.isShown || !isExplorer) return refuse(exchange, 'NOT_FOUND')
  exchange.route = 'explorer'
  const refusal = refuseUnlessRead(exchange)
  if (refusal !== null) return refusal
  const answer = await answerExplorer(place.path, exchange.request.headers['accept-encoding'])
  return answer ?? refuse(exchange, 'NOT_FOUND')
}

function refuseUnlessRead(exchange: Exchange): Answer | null {
  const { method } = exchange.request
  return method === 'GET' || method === 'HEAD'
    ? null
    : refuse(exchange, 'METHOD_NOT_ALLOWED', { headers: { allow: 'GET, HEAD' } })
}

async function answerReady<C extends BaseContext>(options: RoutesOptions<C>): Promise<Answer> {
  if (options.isLeaving()) return jsonAnswer(503, { status: 'draining' })
  const health = await options.health()
  return jsonAnswer(health.status === 'unavailable' ? 503 : 200, health)
}
