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

/** The little of PDF that a report is made of. A page is handed on as one piece: thousands of small ones would fill the memory. */
export interface Pen {
  addPage(): void
  /** Hands on what was written; `addPage` does it for the page before. */
  flush(): void
  write(font: FontName, size: number, pieces: readonly Piece[]): void
  /** A text in lines that fit the width; what is more than `maxLines` ends with an ellipsis. */
  wrap(font: FontName, size: number, text: { text: string; width: number; maxLines: number }): readonly string[]
  shade(box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }): void
  rule(line: { readonly from: number; readonly to: number; readonly y: number }): void
}

const FONT_FILES: Readonly<Record<FontName, string>> = { text: 'DejaVuSansCondensed', bold: 'DejaVuSansCondensed-Bold' }
// Red, green and blue, of one.
const INK = '0.11 0.15 0.2'
const SHADE = '0.91 0.93 0.95'
const RULE = '0.77 0.8 0.85'
/** Of A4, in points. */
const HEIGHT = 841.89
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
  let content: string[] = []
  const flush = () => {
    // pdfkit counts from the upper edge; everything here counts from the lower, as PDF does.
    if (content.length > 0) document.addContent(`q 1 0 0 -1 0 ${HEIGHT} cm\n${content.join('\n')}\nQ`)
    content = []
  }
  return {
    addPage() {
      flush()
      document.addPage()
    },
    flush,
    write(font, size, pieces) {
      const setter = setters[font]
      const ascent = setter.ascentOf(size)
      const placed = pieces.map(({ text, x, y, width, align }) => ({
        text,
        x: align === 'right' ? x + width - setter.widthOf(text, size) : x,
        y: HEIGHT - y - ascent,
      }))
      content.push(`${INK} rg`, setter.set(placed, size))
    },
    wrap(font, size, { text, width, maxLines }) {
      const key = `${font} ${size} ${width} ${maxLines} ${text}`
      const known = wrapped.get(key)
      if (known !== undefined) return known
      const lines = breakLines(text, { width, maxLines, measure: (part) => setters[font].widthOf(part, size) })
      wrapped.set(key, lines)
      return lines
    },
    shade({ x, y, width, height }) {
      content.push(`${SHADE} rg ${x} ${HEIGHT - y - height} ${width} ${height} re f`)
    },
    rule({ from, to, y }) {
      content.push(`${RULE} RG 0.4 w ${from} ${(HEIGHT - y).toFixed(2)} m ${to} ${(HEIGHT - y).toFixed(2)} l S`)
    },
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
  return [...lines.slice(0, maxLines - 1), shorten(lines[maxLines - 1] ?? '', width, measure)]
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

/** As much of it as leaves room for an ellipsis. */
function shorten(text: string, width: number, measure: (text: string) => number): string {
  let shown = text
  while (shown !== '' && measure(`${shown}…`) > width) shown = shown.slice(0, -1)
  return `${shown.toWellFormed()}…`
}
