import { createServer, type Server } from 'node:http'
import { MAX_ATTACHMENT_BYTES } from '../domain/attachment.ts'
import { type ServerLimits, uploadTimeoutMs } from './limits.ts'

/** An HTTP server whose every wait and size is bounded. It listens to nothing yet. */
export function createHttpServer(limits: ServerLimits): Server {
  const server = createServer({
    maxHeaderSize: limits.maxHeaderSizeBytes,
    headersTimeout: limits.headersTimeoutMs,
    // Node has one limit for all requests, from their first byte; what is sooner than a file's is the traffic's business.
    requestTimeout: limits.headersTimeoutMs + uploadTimeoutMs(MAX_ATTACHMENT_BYTES, limits),
    connectionsCheckingInterval: limits.timeoutCheckIntervalMs,
    keepAliveTimeout: limits.idleTimeoutMs,
    keepAliveTimeoutBuffer: 0,
    noDelay: true,
    // A missing Host header is refused by the routes, where the refusal gets its JSON.
    requireHostHeader: false,
  })
  server.timeout = limits.silenceTimeoutMs
  server.maxConnections = limits.maxConnections
  return server
}

/** Resolves with the port once the server listens; rejects when it cannot. */
export function listen(server: Server, { host, port }: { host: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

/** Where a person on this machine finds the server: a wildcard host is shown as localhost. */
export function formatUrl(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `http://localhost:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
