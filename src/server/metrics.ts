import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Log } from '../observability/log.ts'
import { thrownFields } from '../observability/thrown.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { createHttpServer, formatUrl, listen } from './listen.ts'

interface MetricsServerOptions {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  readonly metrics: { readonly contentType: string; read(): Promise<string> }
  readonly log: Log
}

/** A monitoring system and somebody who looks at what it sees. */
const MAX_CONNECTIONS = 16

/**
 * `GET /metrics` on a port of its own, which is for the inner network: whoever reaches it may read. It has nothing of
 * subscribers, and yet says how much money moves.
 */
export async function startMetricsServer(
  options: MetricsServerOptions,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createHttpServer({ ...DEFAULT_LIMITS, maxConnections: MAX_CONNECTIONS })
  server.on('request', (request, response) => void answer(request, response, options))
  const port = await listen(server, options)
  return {
    url: formatUrl(options.host, port),
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}

async function answer(
  { method, url }: IncomingMessage,
  response: ServerResponse,
  { metrics, log }: MetricsServerOptions,
): Promise<void> {
  const reply = (status: number, text: string, headers: Readonly<Record<string, string>> = {}) =>
    void response
      .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers })
      .end(method === 'HEAD' ? '' : text)
  if (url !== '/metrics') return reply(404, 'The numbers are at /metrics.\n')
  if (method !== 'GET' && method !== 'HEAD') return reply(405, 'Only GET is answered.\n', { allow: 'GET, HEAD' })
  try {
    reply(200, await metrics.read(), { 'content-type': metrics.contentType })
  } catch (error) {
    log.error(thrownFields(error), 'the metrics could not be read')
    reply(500, 'The metrics could not be read.\n')
  }
}
