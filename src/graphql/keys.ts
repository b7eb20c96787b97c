import { BillingError } from '../billing/error.ts'

/** Keys that stand in an id or a cursor as they are: nearly all there are. */
const PLAIN = /^[A-Za-z0-9._-]{1,64}$/
const CONTROL = /\p{Cc}/u
const MAX_KEY_BYTES = 64

/**
 * The key that another system gave to one of its objects, as a part of an id or a cursor: never with a colon in it. Any text of
 * 1–64 bytes without control characters is a key. Throws a BillingError for what is none, since nobody could read it.
 */
export function writeKey(key: string): string {
  if (isNumber(key) || PLAIN.test(key)) return key
  if (isKey(key)) return encodeURIComponent(key)
  const message = `A key of ${Buffer.byteLength(key)} bytes cannot stand in an id.`
  throw new BillingError('BILLING_MALFORMED_ANSWER', message, { outcome: 'not_applied' })
}

/** The key that was written so; null for what `writeKey` would not have written. Never throws. */
export function readKey(text: string): string | null {
  if (PLAIN.test(text)) return text
  const key = decode(text)
  return key !== null && isKey(key) && writeKey(key) === text ? key : null
}

/** As most keys are; looked at without a pattern, since an answer has hundreds of ids. */
function isNumber(text: string): boolean {
  const { length } = text
  for (let at = 0; at < length; at += 1) {
    const character = text.charCodeAt(at)
    if (character < ZERO || character > NINE) return false
  }
  return length > 0 && length <= MAX_KEY_BYTES
}

const ZERO = 0x30
const NINE = 0x39

function isKey(text: string): boolean {
  return text !== '' && Buffer.byteLength(text) <= MAX_KEY_BYTES && text.isWellFormed() && !CONTROL.test(text)
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
