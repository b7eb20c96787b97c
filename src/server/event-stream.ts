import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { ExecutionResult } from 'graphql'
import { ERROR_CODES } from '../graphql/error-codes.ts'
import { AdmissionEndedError, type FormatErrors, type SubscriptionOpening } from '../graphql/subscriptions.ts'
import type { Answer } from './answer.ts'
import { JSON_TYPE, SECURITY_HEADERS } from './headers.ts'
import type { LiveLimits } from './live-limits.ts'
import type { Exchange } from './traffic.ts'

const EVENT_STREAM = 'text/event-stream'

/** Proxies close what is silent for a minute, and often earlier. */
const HEARTBEAT_MS = 12_000

/** Whether a client asks for events: GraphQL over server-sent events, in its mode of one connection for each subscription. */
export function wantsEvents(accept: string | undefined): boolean {
  return accept?.split(',').some((range) => range.split(';')[0]?.trim().toLowerCase() === EVENT_STREAM) ?? false
}

export interface EventStreams {
  /** Answers a subscription by events. Resolves when it has ended. */
  answer(exchange: Exchange, opening: OpenSubscription, stream: StreamOptions): Promise<void>
  /** Breaks off all that are open: without `complete`, their clients come again. */
  close(): void
}

export interface StreamOptions {
  /** Of the answer. */
  readonly headers: Readonly<Record<string, string>>
  /** Whether its token still counts. Rejects when it cannot be found out now. */
  readonly isAdmitted: () => Promise<boolean>
}

type OpenSubscription = Extract<SubscriptionOpening, { kind: 'open' }>

export function createEventStreams(limits: Pick<LiveLimits, 'sendTimeoutMs' | 'checkIntervalMs'>): EventStreams {
  const open = new Set<Exchange>()
  return {
    async answer(exchange, { results, format }, { headers, isAdmitted }) {
      const { response, controller } = exchange
      const end = () => void results.return()
      // Whoever has left while it was opened: nothing tells so any more.
      if (controller.signal.aborted || response.destroyed) return end()
      open.add(exchange)
      controller.signal.addEventListener('abort', end)
      const stopWatching = watchOver(response, { ...limits, isAdmitted, end })
      try {
        response.writeHead(200, {
          ...SECURITY_HEADERS,
          ...headers,
          ...STREAM_HEADERS,
          'x-request-id': exchange.requestId,
        })
        response.write(':\n\n')
        for await (const result of results) {
          const text = `event: next\ndata: ${write(result, format)}\n\n`
          if (!(await send(exchange, text, limits.sendTimeoutMs))) return
        }
        response.end('event: complete\ndata:\n\n')
      } catch (error) {
        // Without `complete`: a client that comes again, with a good token where its own has ended, goes on.
        response.destroy()
        if (!(error instanceof AdmissionEndedError)) throw error
      } finally {
        stopWatching()
        controller.signal.removeEventListener('abort', end)
        open.delete(exchange)
        end()
      }
    },
    close() {
      for (const { response } of open) response.destroy()
    },
  }
}

/** Keeps a silent stream alive for proxies, and breaks it off when its token has ended. Answers how to stop. */
function watchOver(
  response: ServerResponse,
  parts: Pick<LiveLimits, 'checkIntervalMs'> & Pick<StreamOptions, 'isAdmitted'> & { readonly end: () => void },
): () => void {
  const { checkIntervalMs, isAdmitted, end } = parts
  const heartbeat = setInterval(() => (response.destroyed ? end() : response.write(':\n\n')), HEARTBEAT_MS)
  const check = setInterval(() => {
    isAdmitted().then(
      (isGood) => isGood || response.destroy(),
      // Where it cannot be asked, each event is still judged by itself.
      () => undefined,
    )
  }, checkIntervalMs)
  return () => {
    clearInterval(heartbeat)
    clearInterval(check)
  }
}

const STREAM_HEADERS = {
  // Whatever a client has sent behind its subscription is not read: it has to know that.
  connection: 'close',
  'content-type': `${EVENT_STREAM}; charset=utf-8`,
  // nginx would keep events back until it has a bufferful.
  'x-accel-buffering': 'no',
}

/** Before anything was sent a refusal has a status, which tells a client not to connect again. */
export function refuseOpening({ errors, format }: Extract<SubscriptionOpening, { kind: 'refused' }>): Answer {
  const formatted = format(errors)
  const status = statusOf(formatted[0]?.extensions?.['code'])
  return {
    status,
    headers: { 'content-type': JSON_TYPE, ...(status === 503 ? { 'retry-after': '1' } : {}) },
    body: JSON.stringify({ errors: formatted }),
  }
}

function statusOf(code: unknown): number {
  return Object.entries(ERROR_CODES).find(([name]) => name === code)?.[1].httpStatus ?? 400
}

function write({ errors, ...result }: ExecutionResult, format: FormatErrors): string {
  return JSON.stringify(errors === undefined ? result : { ...result, errors: format(errors) })
}

/** False when the client has left or does not read: then its connection is over. */
async function send({ response, controller }: Exchange, text: string, timeoutMs: number): Promise<boolean> {
  if (response.destroyed) return false
  if (response.write(text)) return true
  try {
    await once(response, 'drain', { signal: AbortSignal.any([controller.signal, AbortSignal.timeout(timeoutMs)]) })
    return true
  } catch {
    response.destroy()
    return false
  }
}
