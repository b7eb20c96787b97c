import type { TerminalCharset } from '../domain/terminal.ts'
import { encodeXml } from './charset.ts'

/** Elements in their order. One without a value is left out. */
export type Elements = readonly (readonly [name: string, value: string | Elements | null, attributes?: Attributes])[]

type Attributes = Readonly<Record<string, string>>

/** A document `<response>` in the charset that its declaration names. */
export function writeResponse(elements: Elements, charset: TerminalCharset): Uint8Array {
  const label = charset === 'utf-8' ? 'UTF-8' : 'windows-1251'
  return encodeXml(
    `<?xml version="1.0" encoding="${label}"?>\n<response>\n${writeElements(elements, '  ')}</response>\n`,
    charset,
  )
}

function writeElements(elements: Elements, indent: string): string {
  return elements
    .map(([name, value, attributes = {}]) => {
      if (value === null) return ''
      const marks = Object.entries(attributes).map(([key, text]) => ` ${key}="${escape(text)}"`)
      const content = typeof value === 'string' ? escape(value) : `\n${writeElements(value, `${indent}  `)}${indent}`
      return `${indent}<${name}${marks.join('')}>${content}</${name}>\n`
    })
    .join('')
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** What XML cannot carry at all, not even by a reference, becomes a blank: a name from an old billing may hold it. */
function escape(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, ' ')
    .replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? '')
}
