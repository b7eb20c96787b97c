import type { IncomingMessage } from 'node:http'
import { type Charset, decodeBytes, readCharset } from '../wire/charset.ts'
import { RefusalError } from '../wire/refusal.ts'
import { readXml, type XmlElement } from '../wire/xml.ts'

export const ENVELOPE_URI = 'http://schemas.xmlsoap.org/soap/envelope/'
export const BILLING_URI = 'urn:reference-billing'

/** The single element of a SOAP body; refuses anything that is no SOAP 1.1 envelope. */
export function readEnvelope(bytes: Buffer, contentType: string): XmlElement {
  if (bytes.length === 0) throw new RefusalError(400, 'Unreadable request (empty body)')
  const xml = decodeBytes(bytes, declaredCharset(bytes, contentType))
  if (xml === null) throw new RefusalError(400, 'Unreadable request (bytes do not fit the declared charset)')
  const root = readXml(xml)
  if (root.name !== 'Envelope' || root.uri !== ENVELOPE_URI)
    throw new RefusalError(400, 'Unreadable request (no SOAP 1.1 envelope)')
  const body = root.children.find((child) => child.name === 'Body' && child.uri === ENVELOPE_URI)
  const operation = body?.children[0]
  if (operation === undefined || body?.children.length !== 1) {
    throw new RefusalError(400, 'Unreadable request (the body must have one element)')
  }
  return operation
}

/** Whether the caller asks for windows-1251: its first choice in Accept-Charset counts. */
export function wantedCharset(request: IncomingMessage): Charset {
  const header = request.headers['accept-charset']
  const first = typeof header === 'string' ? (header.split(',')[0]?.split(';')[0] ?? '') : ''
  return readCharset(first) ?? 'utf-8'
}

/** The number in the cookie `sessnum`; empty without one. */
export function readSessnum(request: IncomingMessage): string {
  return /(?:^|;\s*)sessnum=([0-9a-f]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
}

/** The header's charset goes before the XML declaration's; UTF-8 where neither says anything. */
function declaredCharset(bytes: Buffer, contentType: string): Charset {
  const inHeader = /charset\s*=\s*"?([^";\s]+)/i.exec(contentType)?.[1]
  const inXml = /^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']/.exec(bytes.subarray(0, 200).toString('latin1'))?.[1]
  const name = inHeader ?? inXml ?? 'utf-8'
  const charset = readCharset(name)
  if (charset === null) throw new RefusalError(400, `Unreadable request (unknown charset ${name.slice(0, 40)})`)
  return charset
}
