import { hidesCardNumber, holdsCardNumber } from '../domain/card-number.ts'

/** Control characters, lone surrogates, and those that turn the direction of a text. */
const UNUSABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u
const UNUSABLE_IN_LINES = /(?![\n\t])[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u

interface Length {
  readonly min?: number
  readonly max: number
}

/** A text of one line, trimmed, with each run of blanks as one, or null when it cannot be used or holds a card number. */
export function readLine(text: string, { min = 1, max }: Length): string | null {
  const line = text.trim().replaceAll(/[^\S\n\r]+/gu, ' ')
  const fits = line.length >= min && line.length <= max && !UNUSABLE.test(line)
  return fits && !holdsCardNumber(line) ? line : null
}

/** As `readLine`, a text of several lines with "\n" between them. */
export function readLines(text: string, { min = 1, max }: Length): string | null {
  const lines = text.replaceAll(/\r\n?/g, '\n').trim()
  const fits = lines.length >= min && lines.length <= max && !UNUSABLE_IN_LINES.test(lines)
  return fits && !holdsCardNumber(lines) ? lines : null
}

/** A client's own key of an order. */
export function isIdempotencyKey(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/.test(text) && !hidesCardNumber(text)
}
