import { LRUCache } from 'lru-cache'
import { StoreError } from '../store/error.ts'
import { type Answer, refuse } from './answer.ts'
import { readBytes } from './body.ts'
import { type AddressReader, joinValues } from './caller.ts'
import type { Exchange } from './traffic.ts'

export const WEBHOOK_PATH = '/webhooks/acquirer'

export interface WebhookOptions {
  /** Makes the gateway ask what has become of a payment. Nothing that a webhook says is believed. */
  readonly takeHint: (
    request: {
      readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
      readonly body: Uint8Array
      readonly address: string
    },
    call: { readonly signal: AbortSignal },
  ) => Promise<'looked_at' | 'unknown' | 'unreadable'>
  readonly readAddress: AddressReader
  readonly limiter: WebhookLimiter
}

const MAX_BODY_BYTES = 64 * 1024
const TIMEOUT_MS = 5_000

/**
 * Takes what an acquirer, or anybody who pretends to be one, has to say. A payment that is known and one that is not are
 * answered alike: what is told here tells nobody anything.
 */
export async function answerWebhook(exchange: Exchange, options: WebhookOptions): Promise<Answer | null> {
  const { request } = exchange
  if (request.method !== 'POST') return refuse(exchange, 'METHOD_NOT_ALLOWED', { headers: { allow: 'POST' } })
  const address = options.readAddress(request.socket.remoteAddress, joinValues(request.headers['x-forwarded-for']))
  if (!options.limiter.admits(address))
    return refuse(exchange, 'TOO_MANY_REQUESTS', { headers: { 'retry-after': '10' } })
  const body = await readBytes(exchange, MAX_BODY_BYTES)
  if (!Buffer.isBuffer(body)) return body.kind === 'left' ? null : refuse(exchange, body.code)
  const signal = AbortSignal.any([exchange.controller.signal, AbortSignal.timeout(TIMEOUT_MS)])
  try {
    const taken = await options.takeHint({ headers: request.headers, body, address }, { signal })
    return taken === 'unreadable' ? refuse(exchange, 'BAD_HTTP_REQUEST') : { status: 200, headers: {}, body: '' }
  } catch (error) {
    // It comes again: an acquirer repeats what was not taken.
    if (error instanceof StoreError || signal.aborted) return refuse(exchange, 'SERVER_BUSY')
    throw error
  }
}

/** How many webhooks are read from one address; each costs the store one look. */
export interface WebhookLimiter {
  admits(address: string): boolean
}

const WINDOW_MS = 10_000
const MAX_PER_WINDOW = 200
const MAX_ADDRESSES = 10_000

export function createWebhookLimiter(): WebhookLimiter {
  const windows = new LRUCache<string, { count: number }>({ max: MAX_ADDRESSES, ttl: WINDOW_MS })
  return {
    admits(address) {
      const window = windows.get(address)
      if (window === undefined) {
        windows.set(address, { count: 1 })
        return true
      }
      window.count += 1
      return window.count <= MAX_PER_WINDOW
    },
  }
}
