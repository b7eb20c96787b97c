import type { Drawn } from '../faults/table.ts'
import type { Front } from '../serve.ts'
import type { Reply, Row, Value } from '../wire/answer.ts'
import { type Charset, encodeCyrillic, encodeXml } from '../wire/charset.ts'
import { instantText, ZERO_DAY, ZERO_INSTANT } from '../wire/dates.ts'
import { mixedText } from '../wire/money.ts'
import { scramble, textKey } from '../wire/order.ts'
import type { RefusalError } from '../wire/refusal.ts'
import { escapeXml } from '../wire/xml.ts'
import { BILLING_URI, ENVELOPE_URI } from './request.ts'

/** How the SOAP side writes the answers of one operation, in the charset that was asked for. */
export function createSoapFront(operation: string, charset: Charset): Front {
  const finish = (status: number, body: string) => envelope({ status, body, charset })
  return {
    notation: 'xml',
    contentType: `text/xml; charset=${charset}`,
    write(answer, { faults }) {
      const name = `${faults.has('wrongOperation') ? otherThan(operation) : operation}Response`
      const spoilt = faults.has('notWellFormed') ? '<name>Ivanov & Sons <LLC></name>' : ''
      const body = `<ns1:${name}>${answer.items.map((item) => writeElement('ret', item)).join('')}${spoilt}</ns1:${name}>`
      const reply = spoilEncoding(body, { charset, faults })
      return { ...reply, headers: { ...reply.headers, ...answer.headers } }
    },
    refuse: (refusal) => finish(500, fault(refusal)),
    refuseWith200: () => finish(200, fault({ status: 500, text: 'Internal error', faultString: null })),
  }
}

function spoilEncoding(body: string, { charset, faults }: { charset: Charset; faults: Drawn['faults'] }): Reply {
  const doctype = faults.has('doctype') ? '<!DOCTYPE Envelope [<!ENTITY amp "and"><!ENTITY lt "0">]>' : ''
  const charsetFault = faults.get('wrongCharset')
  if (charsetFault === undefined) return envelope({ status: 200, body, charset, doctype })
  // A comment in Russian, so that the fault shows whatever the rows hold.
  const marked = { status: 200, body: `${body}<!-- Примечание -->`, doctype }
  if (charsetFault.variant === 'both') return envelope({ ...marked, charset: 'windows-1251' })
  if (charsetFault.variant === 'bytes') {
    const bytes = encodeCyrillic(envelopeText(marked.body, 'utf-8', doctype), (character) =>
      character.replace(/[\s\S]/g, '?'),
    )
    return { ...envelope({ ...marked, charset: 'utf-8' }), body: bytes }
  }
  const inHeader = charsetFault.variant === 'header' ? 'windows-1251' : 'utf-8'
  const inXml = charsetFault.variant === 'declaration' ? 'windows-1251' : 'utf-8'
  return {
    status: 200,
    headers: { 'content-type': `text/xml; charset=${inHeader}` },
    body: Buffer.from(envelopeText(marked.body, inXml, doctype), 'utf8'),
  }
}

function envelope(parts: { status: number; body: string; charset: Charset; doctype?: string }): Reply {
  return {
    status: parts.status,
    headers: { 'content-type': `text/xml; charset=${parts.charset}` },
    body: encodeXml(envelopeText(parts.body, parts.charset, parts.doctype ?? ''), parts.charset),
  }
}

function envelopeText(body: string, charset: Charset, doctype: string): string {
  return (
    `<?xml version="1.0" encoding="${charset === 'utf-8' ? 'UTF-8' : charset}"?>\n${doctype}` +
    `<SOAP-ENV:Envelope xmlns:SOAP-ENV="${ENVELOPE_URI}" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:ns1="${BILLING_URI}">` +
    `<SOAP-ENV:Body>${body}</SOAP-ENV:Body></SOAP-ENV:Envelope>`
  )
}

/** The meaning stands in the detail text; only an unknown method is told in the faultstring. */
function fault(refusal: Pick<RefusalError, 'status' | 'text' | 'faultString'>): string {
  const side = refusal.status < 500 && refusal.faultString !== null ? 'Client' : 'Server'
  const detail = refusal.faultString === null ? `<detail>${escapeXml(refusal.text)}</detail>` : ''
  return (
    `<SOAP-ENV:Fault><faultcode>SOAP-ENV:${side}</faultcode>` +
    `<faultstring>${escapeXml(refusal.faultString ?? 'error')}</faultstring>${detail}</SOAP-ENV:Fault>`
  )
}

function otherThan(operation: string): string {
  return operation === 'GetServerTime' ? 'Logout' : 'GetServerTime'
}

function writeElement(name: string, value: Value): string {
  if (value.kind === 'rows') return value.rows.map((row) => `<${name}>${writeFields(row)}</${name}>`).join('')
  if (value.kind === 'wholes') return value.values.map((id) => `<${name}>${id}</${name}>`).join('')
  if (value.kind === 'row') return `<${name}>${writeFields(value.row)}</${name}>`
  const content = writeText(value)
  return content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`
}

/** Optional fields without a value are left out or empty, as the row's first field has it. */
function writeFields(row: Row): string {
  const fields = Object.entries(row)
  const key = textKey(fields[0] === undefined ? '' : writeElement(...fields[0]))
  return fields
    .filter(([name, value]) => !isAbsent(value) || scramble(key ^ textKey(name)) % 2 === 0)
    .map(([name, value]) => writeElement(name, value))
    .join('')
}

function isAbsent(value: Value): boolean {
  return value.kind === 'optional' && value.text === null
}

function writeText(value: Exclude<Value, { kind: 'row' | 'rows' | 'wholes' }>): string {
  switch (value.kind) {
    case 'text':
    case 'raw':
      return escapeXml(value.text)
    case 'optional':
      return escapeXml(value.text ?? '')
    case 'whole':
    case 'code':
      return String(value.value)
    case 'money':
      return mixedText(value.kopecks)
    case 'instant':
      return value.at === null ? ZERO_INSTANT : instantText(value.at)
    case 'day':
      break
  }
  return value.text ?? ZERO_DAY
}
