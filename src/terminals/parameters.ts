import type { TerminalCharset } from '../domain/terminal.ts'
import { decode } from './charset.ts'

/** Longer than anything that a protocol knows. */
const MAX_CHARACTERS = 200
/** Control characters, lone surrogates, and the two that XML 1.0 cannot carry. */
const UNUSABLE = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u

/**
 * The parameters of a request. A value that came twice, that is no text of the charset, that is too long or has control
 * characters is null: which of two values counts, or what was meant, would be a guess. An absent one is undefined.
 */
export interface Parameters {
  find(name: string): string | null | undefined
  /** A value that has to be there: null where it is absent, empty or cannot be used. */
  take(name: string): string | null
}

/**
 * Reads `name=value&…` as networks write it, each text with one character a byte: of the address, of a form's body, or of
 * both. Names that no protocol knows are nobody's business: networks add their own.
 */
export function readParameters(texts: readonly string[], charset: TerminalCharset): Parameters {
  const values = new Map<string, string | null>()
  for (const pair of texts.flatMap((text) => text.split('&'))) {
    const equals = pair.indexOf('=')
    const name = readText(equals === -1 ? pair : pair.slice(0, equals), charset)
    if (name === null || name === '') continue
    const value = equals === -1 ? '' : readText(pair.slice(equals + 1), charset)
    values.set(name, values.has(name) ? null : value)
  }
  const find = (name: string) => values.get(name)
  return { find, take: (name) => find(name) || null }
}

function readText(text: string, charset: TerminalCharset): string | null {
  const bytes = text.length > MAX_CHARACTERS * BYTES_OF_A_CHARACTER ? null : readBytes(text)
  const value = bytes === null ? null : decode(bytes, charset)
  return value === null || value.length > MAX_CHARACTERS || UNUSABLE.test(value) ? null : value
}

/** Four bytes of utf-8, three characters each. */
const BYTES_OF_A_CHARACTER = 12

/** Percent-encoding undone; null where a percent sign stands before something else than two hexadecimal digits. */
function readBytes(text: string): Uint8Array | null {
  const plain = text.replaceAll('+', ' ')
  if (/%(?![0-9A-Fa-f]{2})/.test(plain)) return null
  return Buffer.from(
    plain.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
    'latin1',
  )
}
