import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { HttpAnswer } from './answer.ts'
import type { HttpRequest } from './http.ts'

/** One answer as it came, read or not. Both halves hold secrets and personal data: whoever looks keeps none of it. */
export interface SeenAnswer {
  readonly request: HttpRequest
  readonly answer: HttpAnswer
}

/** One connection that was opened, or could not be. */
export interface SeenConnection {
  /** Scheme, host and port. */
  readonly origin: string
  /** Name look-up, connecting and TLS together. */
  readonly durationMs: number
  /** Null without TLS, and where it failed. */
  readonly tls: { readonly protocol: string; readonly validTo: string | null } | null
  /** Such as ECONNREFUSED or CERT_HAS_EXPIRED; null when it was opened. */
  readonly failure: string | null
}

export interface WireWatcher {
  readonly onAnswer: (seen: SeenAnswer) => void
  readonly onConnection: (seen: SeenConnection) => void
}

const watchers = new Set<WireWatcher>()

/**
 * Looks on at everything that goes through the transports of this process, whatever billing uses them: for programs that
 * find out how a billing behaves. The gateway itself never does. Answers a function that ends it.
 */
export function watchWire(watcher: WireWatcher): () => void {
  watchers.add(watcher)
  const stopConnections = watchConnections(watcher.onConnection)
  return () => {
    watchers.delete(watcher)
    stopConnections()
  }
}

/** What the transport calls with each answer. */
export function tellWatchers(seen: SeenAnswer): void {
  for (const { onAnswer } of watchers) onAnswer(seen)
}

const BEGINS = 'undici:client:beforeConnect'
const OPENED = 'undici:client:connected'
const FAILED = 'undici:client:connectError'

/** The pools tell of their connections by channels that are there for that. */
function watchConnections(onConnection: WireWatcher['onConnection']): () => void {
  const begunAt = new Map<unknown, number>()
  const begin = (message: unknown) => void begunAt.set(paramsOf(message), performance.now())
  const end = (message: unknown) => {
    const params = paramsOf(message)
    // The parameters may be made anew for the end; then the oldest connection to that origin is the one.
    const origin = originOf(params)
    const known = begunAt.has(params) ? params : [...begunAt.keys()].find((other) => originOf(other) === origin)
    const durationMs = performance.now() - (begunAt.get(known) ?? performance.now())
    begunAt.delete(known)
    const { socket, error }: { readonly socket?: unknown; readonly error?: unknown } = Object(message)
    const failure = error === undefined ? null : failureOf(error)
    onConnection({ origin, durationMs, tls: failure === null ? tlsOf(socket) : null, failure })
  }
  subscribe(BEGINS, begin)
  subscribe(OPENED, end)
  subscribe(FAILED, end)
  return () => {
    unsubscribe(BEGINS, begin)
    unsubscribe(OPENED, end)
    unsubscribe(FAILED, end)
  }
}

function paramsOf(message: unknown): unknown {
  const { connectParams }: { readonly connectParams?: unknown } = Object(message)
  return connectParams
}

function originOf(params: unknown): string {
  const { protocol, host }: { readonly protocol?: unknown; readonly host?: unknown } = Object(params)
  return typeof protocol === 'string' && typeof host === 'string' ? `${protocol}//${host}` : 'an unknown address'
}

function failureOf(error: unknown): string {
  const { code }: { readonly code?: unknown } = Object(error)
  return typeof code === 'string' ? code : 'no reason given'
}

interface TlsSocket {
  readonly encrypted?: unknown
  readonly getProtocol?: unknown
  readonly getPeerCertificate?: unknown
}

function tlsOf(socket: unknown): SeenConnection['tls'] {
  const { encrypted, getProtocol, getPeerCertificate }: TlsSocket = Object(socket)
  if (encrypted !== true || typeof getProtocol !== 'function') return null
  const protocol: unknown = getProtocol.call(socket)
  const certificate: unknown = typeof getPeerCertificate === 'function' ? getPeerCertificate.call(socket) : null
  const { valid_to: validTo }: { readonly valid_to?: unknown } = Object(certificate)
  return {
    protocol: typeof protocol === 'string' ? protocol : 'TLS',
    validTo: typeof validTo === 'string' ? validTo : null,
  }
}
