import { SaxesParser } from 'saxes'

/** The XML of the double. Written anew: a misreading that the gateway's own reader had must not be shared. */
export interface XmlElement {
  readonly name: string
  readonly prefix: string
  readonly uri: string
  readonly children: readonly XmlElement[]
  readonly text: string
}

interface OpenElement {
  readonly name: string
  readonly prefix: string
  readonly uri: string
  readonly children: XmlElement[]
  text: string
}

const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/'
const API = 'urn:api3'
const ROOT = [
  `xmlns:SOAP-ENV="${ENVELOPE}"`,
  'xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  'xmlns:xsd="http://www.w3.org/2001/XMLSchema"',
  'xmlns:ns2="encoding.xml"',
  `xmlns:ns1="${API}"`,
].join(' ')

/** The element in the body of an envelope; null when the text is no well-formed envelope with one. */
export function readEnvelope(xml: string): XmlElement | null {
  const root = readXml(xml)
  if (root?.name !== 'Envelope' || root.uri !== ENVELOPE) return null
  const body = root.children.find(({ name, uri }) => name === 'Body' && uri === ENVELOPE)
  return body?.children[0] ?? null
}

/** Whether an element is of the API, whatever its prefix. */
export function isOfApi({ uri }: XmlElement): boolean {
  return uri === API
}

/** An answer as gSOAP writes it, its line ends included. */
export function envelope(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<SOAP-ENV:Envelope ${ROOT}><SOAP-ENV:Body>${body}</SOAP-ENV:Body></SOAP-ENV:Envelope>\r\n`
}

export function fault(code: 'Server' | 'Client', text: string, detail: string | null): string {
  const details = detail === null ? '' : `<detail>${escapeText(detail)}</detail>`
  return envelope(
    `<SOAP-ENV:Fault><faultcode>SOAP-ENV:${code}</faultcode><faultstring>${escapeText(text)}</faultstring>${details}</SOAP-ENV:Fault>`,
  )
}

export function escapeText(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#xD;')
}

function readXml(xml: string): XmlElement | null {
  const open: OpenElement[] = []
  const roots: XmlElement[] = []
  let isBroken = false
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', () => void (isBroken = true))
  parser.on('doctype', () => void (isBroken = true))
  parser.on('opentag', ({ local, prefix, uri }) => void open.push({ name: local, prefix, uri, children: [], text: '' }))
  const add = (text: string) => {
    const element = open.at(-1)
    if (element !== undefined) element.text += text
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', () => {
    const element = open.pop()
    if (element !== undefined) (open.at(-1)?.children ?? roots).push(element)
  })
  parser.write(xml).close()
  return isBroken ? null : (roots[0] ?? null)
}
