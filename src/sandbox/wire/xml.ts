import { SaxesParser } from 'saxes'
import { RefusalError } from './refusal.ts'

/** An element of a request. `name` is the local name. */
export interface XmlElement {
  readonly name: string
  readonly uri: string
  readonly children: readonly XmlElement[]
  readonly text: string
}

interface OpenElement {
  readonly name: string
  readonly uri: string
  readonly children: XmlElement[]
  text: string
}

const MOST_LEVELS = 32

/** XML text → its root; refuses what is not well-formed, nested too deeply or comes with a DOCTYPE. */
export function readXml(xml: string): XmlElement {
  const open: OpenElement[] = []
  let root: XmlElement | null = null
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw unreadable(error.message.slice(0, 100))
  })
  parser.on('doctype', () => {
    throw unreadable('DOCTYPE is not allowed')
  })
  parser.on('opentag', (tag) => {
    if (open.length >= MOST_LEVELS) throw unreadable('nested too deeply')
    open.push({ name: tag.local, uri: tag.uri, children: [], text: '' })
  })
  const addText = (value: string) => {
    const element = open.at(-1)
    if (element !== undefined) element.text += value
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const element = open.pop()
    if (element === undefined) return
    const parent = open.at(-1)
    if (parent === undefined) root = element
    else parent.children.push(element)
  })
  parser.write(xml).close()
  if (root === null) throw unreadable('no element')
  return root
}

/** Text → text that can stand in an element or an attribute. */
export function escapeXml(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')
}

/** Whether a text has only characters that XML 1.0 can carry. */
export function isXmlText(value: string): boolean {
  return value.isWellFormed() && /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u.test(value)
}

function unreadable(why: string): RefusalError {
  return new RefusalError(400, `Unreadable request (${why})`)
}
