import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { LRUCache } from 'lru-cache'
import { createTypesetter, type Typesetter } from './pdf-type.ts'

/** A line of text at a place, in points from the upper left corner. */
export interface Piece {
  readonly text: string
  readonly x: number
  readonly y: number
  /** Of the box that a piece stands in, at its left or right side. */
  readonly width: number
  readonly align?: 'right'
}

export type FontName = 'text' | 'bold'

/** The little of PDF that a report is made of. */
export interface Pen {
  addPage(): void
  write(font: FontName, size: number, pieces: readonly Piece[]): void
  /** A text in lines that fit the width; what is more than `maxLines` ends with an ellipsis. */
  wrap(font: FontName, size: number, text: { text: string; width: number; maxLines: number }): readonly string[]
  fill(box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }): void
  rule(line: { readonly from: number; readonly to: number; readonly y: number }): void
}

const FONT_FILES: Readonly<Record<FontName, string>> = { text: 'DejaVuSansCondensed', bold: 'DejaVuSansCondensed-Bold' }
const INK = '#1c2733'
const SHADE = '#e8edf3'
const RULE = '#c4cdd8'
/** Descriptions repeat: most rows of a statement say one of a few things. */
const MAX_WRAPPED = 2_000
/** More than any cell shows. */
const MAX_CHARACTERS = 600

const require = createRequire(import.meta.url)
const fonts = new Map<FontName, Buffer>()

export function createPen(document: PDFKit.PDFDocument): Pen {
  const wrapped = new LRUCache<string, readonly string[]>({ max: MAX_WRAPPED })
  const create = (name: FontName) => createTypesetter(document.registerFont(name, readFont(name)), name)
  const setters: Readonly<Record<FontName, Typesetter>> = { text: create('text'), bold: create('bold') }
  return {
    addPage: () => void document.addPage(),
    write(font, size, pieces) {
      const setter = setters[font]
      const { height } = document.page
      const ascent = setter.ascentOf(size)
      const placed = pieces.map(({ text, x, y, width, align }) => ({
        text,
        x: align === 'right' ? x + width - setter.widthOf(text, size) : x,
        y: height - y - ascent,
      }))
      document.fillColor(INK)
      // pdfkit counts from the upper edge; text would stand on its head there.
      document.addContent(`q 1 0 0 -1 0 ${height} cm ${setter.set(placed, size)} Q`)
    },
    wrap(font, size, { text, width, maxLines }) {
      const key = `${font} ${size} ${width} ${maxLines} ${text}`
      const known = wrapped.get(key)
      if (known !== undefined) return known
      const lines = breakLines(text, { width, maxLines, measure: (part) => setters[font].widthOf(part, size) })
      wrapped.set(key, lines)
      return lines
    },
    fill: ({ x, y, width, height }) => void document.rect(x, y, width, height).fill(SHADE),
    rule: ({ from, to, y }) => void document.moveTo(from, y).lineTo(to, y).lineWidth(0.4).stroke(RULE),
  }
}

/** Read once, when the first page is wanted. */
function readFont(name: FontName): Buffer {
  const known = fonts.get(name) ?? readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${FONT_FILES[name]}.ttf`))
  fonts.set(name, known)
  return known
}

interface Box {
  readonly width: number
  readonly maxLines: number
  readonly measure: (text: string) => number
}

function breakLines(text: string, { width, maxLines, measure }: Box): readonly string[] {
  const clean = text
    .slice(0, MAX_CHARACTERS)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  const lines: string[] = []
  let line = ''
  for (const word of clean.split(' ').flatMap((one) => breakWord(one, width, measure))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line === '' || measure(longer) <= width) line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  if (line !== '') lines.push(line)
  if (lines.length <= maxLines) return lines
  const shown = lines.slice(0, maxLines)
  return shown.with(-1, shorten(`${shown.at(-1)}…`, width, measure))
}

/** A word that no line can hold is broken where the line ends. */
function breakWord(word: string, width: number, measure: (text: string) => number): readonly string[] {
  if (measure(word) <= width) return [word]
  const parts: string[] = []
  let part = ''
  for (const character of word) {
    if (part !== '' && measure(part + character) > width) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return [...parts, part]
}

function shorten(text: string, width: number, measure: (text: string) => number): string {
  let characters = [...text.slice(0, -1)]
  while (characters.length > 0 && measure(`${characters.join('')}…`) > width) characters = characters.slice(0, -1)
  return `${characters.join('')}…`
}
