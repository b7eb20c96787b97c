import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import type { Arrival } from './auth.ts'

/** How far a partner's clock may be from ours. */
export const SIGNATURE_WINDOW_MS = 5 * 60_000

type SignatureVerdict =
  /** Signed by one of the keys, just now. Whether it came before is for the store to say. */
  | { readonly kind: 'signed'; readonly nonce: string; readonly timestamp: number }
  | { readonly kind: 'objection'; readonly reason: 'signature_missing' | 'signature_invalid' | 'signature_stale' }

const TIMESTAMP = /^[1-9]\d{12,14}$/
const NONCE = /^[A-Za-z0-9_-]{16,64}$/
const SIGNATURE = /^[0-9a-f]{64}$/i

/**
 * Checks `x-signature`: the hexadecimal HMAC-SHA256 over `timestamp.nonce.body`, the body as its bytes came. The time of
 * the comparison does not tell how much of a forged signature is right.
 */
export function judgeSignature(
  { body, headers }: Pick<Arrival, 'body' | 'headers'>,
  { keys, now }: { keys: readonly KeyObject[]; now: number },
): SignatureVerdict {
  const { 'x-signature': signature, 'x-timestamp': timestamp, 'x-nonce': nonce } = headers
  if (!signature || !timestamp || !nonce || body === null) return objection('signature_missing')
  // A header that came twice is a list here, or joined with a comma.
  if (typeof signature !== 'string' || typeof timestamp !== 'string' || typeof nonce !== 'string') return INVALID
  if (!SIGNATURE.test(signature) || !TIMESTAMP.test(timestamp) || !NONCE.test(nonce)) return INVALID
  if (Math.abs(Number(timestamp) - now) > SIGNATURE_WINDOW_MS) return objection('signature_stale')
  const given = Buffer.from(signature, 'hex')
  const isSigned = keys.some((key) =>
    timingSafeEqual(createHmac('sha256', key).update(`${timestamp}.${nonce}.`).update(body).digest(), given),
  )
  return isSigned ? { kind: 'signed', nonce, timestamp: Number(timestamp) } : INVALID
}

const INVALID = objection('signature_invalid')

function objection(reason: Extract<SignatureVerdict, { kind: 'objection' }>['reason']): SignatureVerdict {
  return { kind: 'objection', reason }
}
