import { readProlog } from './directed-xml-prolog.ts'
import { createRow, MAX_ELEMENTS, type RowShape, type XmlElement } from './xml.ts'

/** An element that may stand in an answer, with the patterns that read it. All patterns are sticky and take the blanks behind it. */
export type Part =
  /** Text only. Groups: the text, or '' for `<name/>`. */
  | { readonly kind: 'text'; readonly name: string; readonly pattern: RegExp }
  /** Each name at most once, text only. Groups of `pattern`: two for each name, as for text; of `openPattern`, which takes no `<name/>`: one. */
  | {
      readonly kind: 'record'
      readonly name: string
      readonly names: readonly string[]
      readonly pattern: RegExp
      readonly openPattern: RegExp
    }
  | {
      readonly kind: 'container'
      readonly name: string
      readonly parts: readonly Part[]
      readonly open: RegExp
      readonly close: RegExp
    }

/** What the answer of one operation looks like: its element and its parts in their order. Parts with a prefix are not expected. */
export interface AnswerShape {
  readonly namespace: string
  readonly name: string
  readonly parts: readonly Part[]
}

/**
 * Reads an envelope whose answer looks as the WSDL says: the operation's element, equal to what `readXml` makes of it. Null for every
 * other text, good or bad: null says nothing about it, and `readXml` has to judge. `text` is the whole document, decoded.
 */
export function readDirected(text: string, shape: AnswerShape): XmlElement | null {
  const document = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  // Forbidden characters are left to the patterns, which take none; these two would pass them.
  if (document.includes(']]>') || !document.isWellFormed()) return null
  const prolog = readProlog(document, shape)
  if (prolog === null) return null
  const reading: Reading = {
    text: document,
    namespace: prolog.partNamespace,
    hasReferences: document.includes('&'),
    hasEmptyTags: false,
    at: prolog.end,
    count: prolog.elements,
    row: null,
  }
  const children = readParts(reading, shape.parts)
  // An empty answer might hold blanks that count as its text.
  if (children === null || children.length === 0 || reading.count > MAX_ELEMENTS) return null
  prolog.epilog.lastIndex = reading.at
  if (!prolog.epilog.test(document)) return null
  return { name: shape.name, namespace: shape.namespace, text: '', children }
}

interface Reading {
  readonly text: string
  /** Of all parts, which have no prefix. */
  readonly namespace: string
  readonly hasReferences: boolean
  at: number
  count: number
  /** Whether a row had a field that is one tag. Hardly any billing writes them, and to expect them takes its time. */
  hasEmptyTags: boolean
  /** Of the last row. */
  row: RowShape | null
}

/** All that stands at the reading's position and follows the order of `parts`; null when something cannot be read here. */
function readParts(reading: Reading, parts: readonly Part[]): readonly XmlElement[] | null {
  const found: XmlElement[] = []
  for (const part of parts) {
    for (;;) {
      const element = readPart(reading, part)
      if (element === null) return null
      if (element === 'absent') break
      found.push(element)
      reading.count += 1
    }
  }
  return found
}

/** Null: it begins here, and cannot be read. */
function readPart(reading: Reading, part: Part): XmlElement | 'absent' | null {
  if (part.kind === 'container') return readContainer(reading, part)
  if (part.kind === 'record') return readRow(reading, part)
  const match = take(reading, part.pattern)
  if (match === null) return 'absent'
  const text = readText(match[1] ?? match[2] ?? '', reading)
  return text === null ? null : { name: part.name, namespace: reading.namespace, text, children: NONE }
}

function readContainer(reading: Reading, part: Extract<Part, { kind: 'container' }>): XmlElement | 'absent' | null {
  if (take(reading, part.open) === null) return 'absent'
  const children = readParts(reading, part.parts)
  if (children === null || children.length === 0 || take(reading, part.close) === null) return null
  return { name: part.name, namespace: reading.namespace, text: '', children }
}

function readRow(reading: Reading, part: RecordPart): XmlElement | 'absent' | null {
  const raw = takeTexts(reading, part)
  if (raw === null) return 'absent'
  // As many as there may be: what has too many of them is counted exactly by who reads it then.
  reading.count += part.names.length
  if (!hasAny(raw)) return null
  const texts = reading.hasReferences ? readTexts(raw, reading) : raw
  return texts === null ? null : createRow(shapeOf(reading, part), texts)
}

/** The texts of the fields behind the match itself, whichever of the two groups has each. */
type Texts = readonly (string | undefined)[]

function takeTexts(reading: Reading, { pattern, openPattern }: RecordPart): Texts | null {
  const open = reading.hasEmptyTags ? null : take(reading, openPattern)
  if (open !== null) return open
  const match = take(reading, pattern)
  if (match === null) return null
  reading.hasEmptyTags = true
  const texts: (string | undefined)[] = [match[0]]
  for (let group = 1; group < match.length; group += 2) texts.push(match[group] ?? match[group + 1])
  return texts
}

type RecordPart = Extract<Part, { kind: 'record' }>

/** One for all rows of an answer that follow each other. */
function shapeOf(reading: Reading, { name, names }: RecordPart): RowShape {
  if (reading.row?.names !== names) reading.row = { name, namespace: reading.namespace, names }
  return reading.row
}

/** Whether there is a field: a row without any might hold blanks that count as its text. */
function hasAny(texts: Texts): boolean {
  for (let field = 1; field < texts.length; field += 1) if (texts[field] !== undefined) return true
  return false
}

function readTexts(raw: Texts, reading: Reading): Texts | null {
  const texts: (string | undefined)[] = [undefined]
  for (let field = 1; field < raw.length; field += 1) {
    const written = raw[field]
    const text = written === undefined ? undefined : readText(written, reading)
    if (text === null) return null
    texts.push(text)
  }
  return texts
}

function take(reading: Reading, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reading.at
  const match = pattern.exec(reading.text)
  if (match !== null) reading.at = pattern.lastIndex
  return match
}

/** The five entities of XML; null for every other reference. */
function readText(raw: string, { hasReferences }: Reading): string | null {
  if (!hasReferences || !raw.includes('&')) return raw
  if (OTHER_REFERENCE.test(raw)) return null
  return raw.replace(/&([a-z]+);/g, (reference, name: string) => ENTITIES[name] ?? reference)
}

const NONE: readonly XmlElement[] = []
const OTHER_REFERENCE = /&(?!(?:amp|lt|gt|quot|apos);)/
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
