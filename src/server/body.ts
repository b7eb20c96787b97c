import { isUtf8 } from 'node:buffer'
import type { RefusalCode } from './refusal.ts'
import type { Exchange } from './traffic.ts'

export type BodyVerdict =
  /** `bytes` are what came, for whoever signs them; they are not copied. */
  { readonly kind: 'read'; readonly value: unknown; readonly bytes: Uint8Array } | Unread

/** Why there is no body. */
export type Unread =
  | { readonly kind: 'refused'; readonly code: RefusalCode }
  /** The client left in the middle; nobody waits for an answer. */
  | { readonly kind: 'left' }

/**
 * Reads a JSON body of at most `maxSizeBytes`, whether its length is declared or not. What is over the limit is left
 * unread, and a body that comes too slowly ends with REQUEST_TIMEOUT.
 */
export async function readJsonBody(exchange: Exchange, maxSizeBytes: number): Promise<BodyVerdict> {
  const bytes = await readBytes(exchange, maxSizeBytes)
  if (!Buffer.isBuffer(bytes)) return bytes
  if (!isUtf8(bytes)) return refused('INVALID_UTF8')
  try {
    return { kind: 'read', value: JSON.parse(bytes.toString('utf8')), bytes }
  } catch {
    return refused('MALFORMED_JSON')
  }
}

/** The bytes of a body of at most `maxSizeBytes`, or why there are none. */
export function readBytes(exchange: Exchange, maxSizeBytes: number): Promise<Buffer | Unread> {
  const { request, response } = exchange
  if (Number(request.headers['content-length'] ?? 0) > maxSizeBytes)
    return Promise.resolve(refused('PAYLOAD_TOO_LARGE'))
  if (request.headers.expect !== undefined) response.writeContinue()
  return collect(exchange, maxSizeBytes)
}

function collect(exchange: Exchange, maxSizeBytes: number): Promise<Buffer | Unread> {
  const { request } = exchange
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let sizeBytes = 0
    const finish = (result: Buffer | Unread): void => {
      exchange.endBody = null
      request.off('data', onData).off('end', onEnd).off('close', onClose)
      resolve(result)
    }
    const onData = (chunk: Buffer): void => {
      sizeBytes += chunk.length
      if (sizeBytes > maxSizeBytes) return finish(refused('PAYLOAD_TOO_LARGE'))
      chunks.push(chunk)
    }
    const onEnd = (): void => finish(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, sizeBytes))
    const onClose = (): void => finish({ kind: 'left' })
    // This very function, which every reading calls: one that is never called would outlive the request until a major collection.
    exchange.endBody = finish
    request.on('data', onData).once('end', onEnd).once('close', onClose)
  })
}

/** A body that is not taken. */
export function refused(code: RefusalCode): Unread {
  return { kind: 'refused', code }
}
