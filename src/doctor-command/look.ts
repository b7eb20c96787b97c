import { isAscii } from 'node:buffer'
import { AnswerError, findHeader, type HttpAnswer } from '../billing/transport/answer.ts'
import type { SeenAnswer } from '../billing/transport/wire-watch.ts'
import { elements, findElement, readXml, type XmlElement } from '../billing/transport/xml.ts'
import type { Fields } from './fields.ts'
import type { Note } from './signs.ts'

/** Where what an answer shows is noted. */
export interface Looking {
  readonly note: Note
  readonly fields: Fields
  /** Hears what answers are written in. */
  readonly onNotation: (notation: 'json' | 'xml') => void
}

/** Looks at one answer for every quirk that its bytes and its shape can show. Reading it is the adapter's work, not ours. */
export function lookAtAnswer({ request, answer }: SeenAnswer, looking: Looking): void {
  const { note } = looking
  const where = `${request.system} ${request.operation}`
  const isGood = answer.status >= 200 && answer.status < 300
  const text = decode(answer.body)
  if (text.trim() === '') {
    // 204 says that there is none.
    if (isGood && answer.status !== 204) note('Q8', `${where}: an empty body with HTTP ${answer.status}`)
    return
  }
  const isPage = isHtml(answer, text)
  if (isPage && isGood) note('Q5', `${where}: an HTML page with HTTP ${answer.status}`)
  if ((isPage || !isGood) && LEAK.test(text)) note('Q5', `${where}: an error that names file and line`)
  lookAtCharset(answer, (what) => note('Q7', `${where}: ${what}`))
  if (isPage) return
  const view = { where, isGood, looking }
  if (/^\s*[[{]/.test(text)) lookAtJson(text, view)
  else if (/^\uFEFF?\s*</.test(text)) lookAtXml(text, view)
}

interface View {
  readonly where: string
  readonly isGood: boolean
  readonly looking: Looking
}

const LEAK = /\.(?:p[lm]|cgi|php|py|java|rb|c(?:pp)?)\b[^\n]{0,20}?(?:\bline |:)\d+/

/** Some send everything as HTML; what is JSON or an envelope all the same is no page. */
function isHtml(answer: HttpAnswer, text: string): boolean {
  const declared = findHeader(answer, 'content-type')?.toLowerCase().startsWith('text/html') ?? false
  const isAnswer = /^\s*[[{]/.test(text) || /<(?:[\w-]+:)?Envelope\b/.test(text)
  return /^\s*<(?:!doctype\s+html|html|head|body)\b/i.test(text) || (declared && !isAnswer)
}

const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true })

function isUtf8(body: Uint8Array): boolean {
  try {
    STRICT_UTF8.decode(body)
    return true
  } catch {
    return false
  }
}

/** Good enough to look at: what matters is ASCII. */
function decode(body: Uint8Array): string {
  return new TextDecoder(isUtf8(body) ? 'utf-8' : 'windows-1251').decode(body)
}

function lookAtCharset(answer: HttpAnswer, tell: (what: string) => void): void {
  const { body } = answer
  const header = /;\s*charset\s*=\s*"?([\w-]+)/i.exec(findHeader(answer, 'content-type') ?? '')?.[1]?.toLowerCase()
  const start = Buffer.from(body.subarray(0, 200)).toString('latin1')
  const declaration = /^(?:\u00EF\u00BB\u00BF)?<\?xml\s[^>]*?encoding\s*=\s*["']([\w-]+)/
    .exec(start)?.[1]
    ?.toLowerCase()
  const labels = [...new Set([header, declaration].filter((label) => label !== undefined))]
  const foreign = labels.filter((label) => !/^(?:utf-?8|us-ascii)$/.test(label))
  if (labels.length > 1) tell(`the header says ${labels.join(' and the XML declaration ')}`)
  if (!isUtf8(body)) {
    if (foreign.length === 0)
      tell(`${labels[0] === undefined ? 'no charset' : labels[0]} is declared, and it is another`)
    else if (labels.length === 1) tell(foreign.join(', '))
  } else if (foreign.length === labels.length && foreign.length > 0 && !isAscii(body)) {
    tell(`${foreign.join(', ')} is declared, and it is utf-8`)
  }
}

function lookAtJson(text: string, { where, isGood, looking }: View): void {
  const { note, fields, onNotation } = looking
  onNotation('json')
  const see = (name: string, value: unknown, ...[context]: readonly unknown[]): unknown => {
    // Rows have numbers for names, and so have objects that are keyed by ids.
    const field = { where, name: /^\d+$/.test(name) ? 'rows' : name === '' ? 'answer' : name, isTyped: true }
    const { source }: { readonly source?: unknown } = Object(context)
    const printed = typeof source === 'string' ? source : null
    if (typeof value === 'number') fields.see(field, { kind: 'number', source: printed ?? String(value) })
    else if (typeof value === 'string') fields.see(field, { kind: 'text', text: value })
    else if (Array.isArray(value)) {
      fields.see(field, { kind: 'list', length: value.length })
      if (value.length === SILENT_LIMIT) note('Q13', `${where}: exactly ${SILENT_LIMIT} rows in one answer`)
    } else if (value === null) fields.see(field, { kind: 'null' })
    else fields.see(field, { kind: typeof value === 'boolean' ? 'boolean' : 'object' })
    if (SECRET_NAME.test(name) && typeof value === 'string' && value !== '')
      note('Q17', `${where}: answers hold secrets`)
    return value
  }
  let value: unknown
  try {
    value = JSON.parse(text, see)
  } catch {
    return
  }
  const names = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : []
  const keys = names.filter((name) => /^(?:errno|error|errstr|err)$/i.test(name))
  if (keys.length > 0 && isGood) note('Q12', `${where}: an error within HTTP 200, told by ${keys.join(' and ')}`)
  else if (keys.includes('errno') || keys.includes('errstr'))
    note('Q12', `${where}: an error told by ${keys.join(' and ')}`)
}

/** What an old system gives when nobody says how many. */
const SILENT_LIMIT = 25
const SECRET_NAME = /^(?:pass(?:word|wd|phrase)?|pwd|secret)$/i

function lookAtXml(text: string, { where, isGood, looking }: View): void {
  const { note, onNotation } = looking
  onNotation('xml')
  let root: XmlElement
  try {
    root = readXml(text)
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error
    note('Q6', `${where}: ${error.message}`)
    return
  }
  const body = findIn(root, 'Body')
  const fault = body === null ? null : findIn(body, 'Fault')
  if (fault !== null) {
    if (isGood) note('Q8', `${where}: a SOAP fault with HTTP 200`)
    if (findIn(fault, 'detail') !== null) note('Q18', `${where}: a fault that its detail explains`)
    return
  }
  walk(root, { where, isGood, looking })
}

function findIn(parent: XmlElement, name: string): XmlElement | null {
  return elements(parent, name).length === 1 ? findElement(parent, name) : null
}

function walk(element: XmlElement, view: View): void {
  const { where, looking } = view
  const { note, fields } = looking
  if (element.children.length === 0) {
    fields.see({ where, name: element.name, isTyped: false }, { kind: 'text', text: element.text })
    if (SECRET_NAME.test(element.name) && element.text !== '') note('Q17', `${where}: answers hold secrets`)
    return
  }
  for (const name of new Set(element.children.map((child) => child.name))) {
    const children = elements(element, name)
    // What has children of its own is a row; a field is there once by its nature.
    if (!children.some(({ children: own }) => own.length > 0)) continue
    fields.seeCount({ where, name: `${element.name}.${name}` }, children.length)
    if (children.length === SILENT_LIMIT) note('Q13', `${where}: exactly ${SILENT_LIMIT} rows in one answer`)
  }
  for (const child of element.children) walk(child, view)
}
