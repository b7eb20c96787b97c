import { isUtf8 } from 'node:buffer'
import type { MediaType } from '../domain/attachment.ts'

/** A text is looked at as a whole, so it may not be long. */
export const MAX_TEXT_BYTES = 1024 * 1024

/** What the bytes themselves say that they are: their name and what the client claims count for nothing. */
const MAGIC: readonly (readonly [MediaType, (head: Buffer) => boolean])[] = [
  ['image/png', (head) => head.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))],
  ['image/jpeg', (head) => head.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))],
  ['image/gif', (head) => /^GIF8[79]a/.test(head.toString('latin1', 0, 6))],
  ['image/webp', (head) => /^RIFF[^]{4}WEBP/.test(head.toString('latin1', 0, 12))],
  ['application/pdf', (head) => head.toString('latin1', 0, 5) === '%PDF-'],
]

/** The type by the first bytes, or null: it may still be a text. */
export function findMediaType(head: Buffer): MediaType | null {
  return MAGIC.find(([, fits]) => fits(head))?.[0] ?? null
}

/** Whether it is a text that nothing would take for a page, a drawing or a program. */
export function isPlainText(bytes: Buffer): boolean {
  if (bytes.length === 0 || bytes.length > MAX_TEXT_BYTES || !isUtf8(bytes)) return false
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '')
  if (/(?![\t\n\r\f])\p{Cc}/u.test(text)) return false
  return !/^\s*(?:<|#!|%!)/.test(text) && !MARKUP.test(text)
}

const MARKUP = /<\s*(?:!doctype|html|head|body|script|svg|iframe|object|embed|link|style|\?php|\?xml)/i
