import { isAscii, isUtf8 } from 'node:buffer'
import { findHeader, type HttpAnswer, malformed } from './answer.ts'

/**
 * The text of an answer. Only utf-8, windows-1251 and koi8-r are understood; other labels are refused. Old systems name
 * the charset in the header, in the XML declaration, in both, or wrongly. utf-8 proves itself, since text of another
 * charset is practically never valid utf-8, and a single-byte charset accepts any bytes; so the rule is:
 *
 * - no label means utf-8;
 * - if one of the labels is utf-8, bytes that are valid utf-8 are utf-8, else the other label decides, else it is refused;
 * - if only single-byte charsets are named, they must agree, and bytes that are valid utf-8 beyond ASCII are refused,
 *   since the label is a lie then and the names in the answer would come out as rubbish.
 */
export function readText(answer: HttpAnswer): string {
  const encoding = findHeader(answer, 'content-encoding')
  if (encoding !== null && encoding.toLowerCase() !== 'identity') throw malformed('compressed although not asked to be')
  const header = readHeaderCharset(answer)
  const declared = readDeclaredCharset(answer.body)
  const utf8 = decodeUtf8(answer.body)
  if (utf8 !== null && isUtf8OrNone(header) && isUtf8OrNone(declared)) return utf8
  const labels = new Set([header, declared].filter((label) => label !== null))
  if (labels.size === 0 || labels.has('utf-8')) {
    if (utf8 !== null) return utf8
    labels.delete('utf-8')
    if (labels.size === 0) throw malformed('not valid utf-8')
  }
  const [label, other] = labels
  if (label === undefined || other !== undefined) throw malformed('two charsets are declared')
  if (utf8 !== null) {
    if (isAscii(answer.body)) return utf8
    throw malformed(`declared ${label} and is utf-8`)
  }
  return new TextDecoder(label).decode(answer.body)
}

function isUtf8OrNone(label: Charset | null): boolean {
  return label === null || label === 'utf-8'
}

type Charset = 'utf-8' | 'windows-1251' | 'koi8-r'

const CHARSETS: Readonly<Record<string, Charset>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  'windows-1251': 'windows-1251',
  cp1251: 'windows-1251',
  'koi8-r': 'koi8-r',
}

/** An XML declaration stands at the very beginning and holds only ASCII in every charset of the list. */
const DECLARATION = /^(?:\u00EF\u00BB\u00BF)?<\?xml\s[^>]*?encoding\s*=\s*["']([^"']{1,40})["']/
const MAX_DECLARATION_BYTES = 200
const TAG_OPEN = 0x3c
/** The first byte of its utf-8 form. */
const BYTE_ORDER_MARK = 0xef

function readHeaderCharset(answer: HttpAnswer): Charset | null {
  const label = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(findHeader(answer, 'content-type') ?? '')?.[1]
  return label === undefined ? null : readCharset(label)
}

function readDeclaredCharset(body: Uint8Array): Charset | null {
  if (body[0] !== TAG_OPEN && body[0] !== BYTE_ORDER_MARK) return null
  const start = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, MAX_DECLARATION_BYTES))
  const label = DECLARATION.exec(start.toString('latin1'))?.[1]
  return label === undefined ? null : readCharset(label)
}

function readCharset(label: string): Charset {
  const charset = Object.hasOwn(CHARSETS, label.toLowerCase()) ? CHARSETS[label.toLowerCase()] : undefined
  if (charset === undefined) throw malformed('a charset that is not on the list')
  return charset
}

const UTF8 = new TextDecoder()

/** Looking first and decoding then takes less than a decoder that looks itself. */
function decodeUtf8(body: Uint8Array): string | null {
  return isUtf8(body) ? UTF8.decode(body) : null
}
