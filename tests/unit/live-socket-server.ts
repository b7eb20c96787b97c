import { once } from 'node:events'
import { createServer } from 'node:http'
import { buildSchema, type ExecutionResult, parse } from 'graphql'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { createLog } from '../../src/observability/log.ts'
import { DEFAULT_LIVE_LIMITS, type LiveLimits } from '../../src/server/live-limits.ts'
import { createPlaces } from '../../src/server/live-places.ts'
import { createLiveSockets, type LiveSocketOptions } from '../../src/server/live-socket.ts'

export const schema = buildSchema('type Query { a: Int } type Subscription { text: String }')
export const document = parse('subscription { text }')
const MEGABYTE = 1024 * 1024

/** A server whose one subscription never runs out of large results, unless another is given, and what was asked of it. */
export async function startServer(limits: Partial<LiveLimits>, open?: LiveSocketOptions['open']) {
  const made = { results: 0, isEnded: false, isAdmitted: true }
  async function* results(): AsyncGenerator<ExecutionResult, void> {
    try {
      for (;;) {
        made.results += 1
        yield { data: { text: 'x'.repeat(MEGABYTE) } }
      }
    } finally {
      made.isEnded = true
    }
  }
  const sockets = createLiveSockets({
    limits: { ...DEFAULT_LIVE_LIMITS, ...limits },
    places: createPlaces({ ...DEFAULT_LIVE_LIMITS, ...limits }),
    log: createLog({ level: 'silent', name: 'test', destination: { write() {} } }),
    isOriginAllowed: () => true,
    addressOf: ({ socket }) => socket.remoteAddress ?? '',
    open: open ?? (async () => ({ kind: 'open', results: results(), format: () => [], schema, document })),
    admit: async () => (made.isAdmitted ? { subject: null } : null),
  })
  const server = createServer().on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const url = `ws://127.0.0.1:${port}`
  return { made, sockets, url, open: () => openSocket(url) }
}

export async function openSocket(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, 'graphql-transport-ws')
  onTestFinished(() => socket.terminate())
  await once(socket, 'open')
  return socket
}
