import { SaxesParser } from 'saxes'
import { BillingError } from '../error.ts'
import { malformed } from './answer.ts'

/**
 * An element as read: names without prefixes, text of its own without that of its children. Blanks around children are not
 * text. Attributes are not kept.
 */
export interface XmlElement {
  readonly name: string
  readonly namespace: string
  readonly text: string
  readonly children: readonly XmlElement[]
}

/**
 * A row of texts: an element with children that are text alone, each name at most once. Nothing is made of a field but its text, and that
 * when it is asked for: a statement has thousands of them.
 */
export interface XmlRow extends XmlElement {
  /** Undefined when there is no such field. */
  fieldText(name: string): string | undefined
}

/** What the rows of one name have in common. */
export interface RowShape {
  readonly name: string
  readonly namespace: string
  /** Of the fields. */
  readonly names: readonly string[]
}

/** `texts` holds a place for each name behind one that means nothing, as a pattern with a group for each finds them. */
export function createRow(shape: RowShape, texts: ArrayLike<string | undefined>): XmlRow {
  const row: Row = Object.create(ROW)
  row.shape = shape
  row.texts = texts
  return row
}

/** Asked for every field of every row: asking an object for its prototype takes ten times as long. */
export function isRow(element: XmlElement): element is XmlRow {
  return 'fieldText' in element
}

interface Row extends XmlRow {
  shape: RowShape
  texts: ArrayLike<string | undefined>
}

const ROW: XmlRow & ThisType<Row> = {
  get name() {
    return this.shape.name
  },
  get namespace() {
    return this.shape.namespace
  },
  text: '',
  get children() {
    const { names, namespace } = this.shape
    return names.flatMap((name) => {
      const text = this.fieldText(name)
      return text === undefined ? [] : [{ name, namespace, text, children: [] }]
    })
  },
  fieldText(name) {
    const { names } = this.shape
    for (let at = 0; at < names.length; at += 1) {
      if (names[at] === name) return this.texts[at + 1]
    }
    return undefined
  },
}

/** More than any honest answer within the size limit has. */
export const MAX_ELEMENTS = 100_000
const MAX_DEPTH = 32

/**
 * Reads one well-formed XML document with namespaces. Refused with an `AnswerError`: anything that is not well-formed,
 * a DOCTYPE, processing instructions, undeclared entities, and more elements or levels than the limits.
 */
export function readXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true })
  const open: Growing[] = []
  let root: XmlElement | null = null
  let count = 0

  parser.on('error', () => {
    throw malformed('XML that is not well-formed')
  })
  parser.on('doctype', () => {
    throw malformed('XML with a DOCTYPE')
  })
  parser.on('processinginstruction', () => {
    throw malformed('XML with a processing instruction')
  })
  parser.on('opentag', (tag) => {
    count += 1
    if (count > MAX_ELEMENTS || open.length >= MAX_DEPTH) throw malformed('XML with too many elements or levels')
    const element: Growing = { name: tag.local, namespace: tag.uri, text: '', children: [] }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  const addText = (part: string) => {
    const element = open.at(-1)
    if (element !== undefined) element.text += part
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const closed = open.pop()
    if (closed !== undefined && closed.children.length > 0 && !/[^ \t\n]/.test(closed.text)) closed.text = ''
    root = closed ?? null
  })
  parser.write(text).close()
  if (root === null) throw malformed('XML without an element')
  return root
}

/** All children of that name, in their order. One and none are lists, too. */
export function elements(parent: XmlElement, name: string): readonly XmlElement[] {
  return parent.children.filter((child) => child.name === name)
}

/** The one child of that name, or null. Two are refused: which one counts would be a guess. */
export function findElement(parent: XmlElement, name: string): XmlElement | null {
  const { children } = parent
  let found: XmlElement | null = null
  // Asked for every field of every row, where an iterator would take twice the time.
  for (let at = 0; at < children.length; at += 1) {
    const child = children[at]
    if (child === undefined || child.name !== name) continue
    if (found !== null) throw malformed(`${name}: more than one`)
    found = child
  }
  return found
}

/** The one child of that name. */
export function element(parent: XmlElement, name: string): XmlElement {
  const found = findElement(parent, name)
  if (found === null) throw malformed(`${name}: missing`)
  return found
}

/** The trimmed text of a child that has no children of its own. */
export function elementText(parent: XmlElement, name: string): string {
  if (!isRow(parent)) return textOf(element(parent, name))
  const text = parent.fieldText(name)
  if (text === undefined) throw malformed(`${name}: missing`)
  return trim(text)
}

/** As `elementText`; absent and blank are null. */
export function findElementText(parent: XmlElement, name: string): string | null {
  const text = isRow(parent) ? trim(parent.fieldText(name) ?? '') : findText(parent, name)
  return text === '' ? null : text
}

function findText(parent: XmlElement, name: string): string {
  const found = findElement(parent, name)
  return found === null ? '' : textOf(found)
}

function textOf({ name, text, children }: XmlElement): string {
  if (children.length > 0) throw malformed(`${name}: not text`)
  return trim(text)
}

/** Hardly any text has blanks at its ends, and asking for them costs more than a look at two characters. */
function trim(text: string): string {
  return mayBeBlank(text.charCodeAt(0)) || mayBeBlank(text.charCodeAt(text.length - 1)) ? text.trim() : text
}

/** Blanks are below the exclamation mark, the no-break space, or beyond the scripts that billings are written in. */
function mayBeBlank(character: number): boolean {
  return character <= 0x20 || character === 0xa0 || character >= 0x16_80
}

/** An element that holds text. Refuses text that XML cannot carry with BILLING_UNWRITABLE_REQUEST; nothing is sent then. */
export function writeElement(name: string, text: string | number): string {
  return `<${name}>${escapeXml(String(text), name)}</${name}>`
}

/** Elements that hold text, in the order given; null leaves one out. */
export function writeElements(parts: Readonly<Record<string, string | number | null>>): string {
  const written = Object.entries(parts).map(([name, value]) => (value === null ? '' : writeElement(name, value)))
  return written.join('')
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // A reader would turn a bare carriage return into a line feed.
  '\r': '&#13;',
}

/** Control characters, most of which XML 1.0 has no way to write while the others only hide in text, and non-characters. */
const UNWRITABLE = /(?![\t\n\r])[\p{Cc}\uFFFE\uFFFF]/u

function escapeXml(text: string, name: string): string {
  if (UNWRITABLE.test(text) || !text.isWellFormed()) {
    throw new BillingError('BILLING_UNWRITABLE_REQUEST', `${name}: text that XML cannot carry.`, {
      outcome: 'not_applied',
    })
  }
  return text.replace(/[&<>"'\r]/g, (character) => ESCAPES[character] ?? character)
}

interface Growing {
  readonly name: string
  readonly namespace: string
  text: string
  readonly children: Growing[]
}
