import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { LRUCache } from 'lru-cache'
import { createTypesetter, type Typesetter } from './pdf-type.ts'

/** A line of text at a place, in points from the upper left corner. */
export interface Piece {
  readonly text: string
  readonly x: number
  readonly y: number
  /** Of the box that a piece stands in, at its left or right side or in its middle. */
  readonly width: number
  readonly align?: 'right' | 'center'
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
  /** How wide a text is, in points. */
  measure(font: FontName, size: number, text: string): number
  shade(box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }): void
  rule(line: { readonly from: number; readonly to: number; readonly y: number }): void
  /** A line of a form: thin and black, dashed where the paper is to be cut. */
  line(line: { readonly from: Place; readonly to: Place; readonly isDashed?: boolean }): void
  /** Dark squares of one size, as one shape: no seams show between them. */
  grid(grid: Place & { readonly moduleSize: number; readonly rows: readonly (readonly boolean[])[] }): void
}

interface Place {
  readonly x: number
  readonly y: number
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
/** Fonts as pdfkit has read them: it takes those as well as files. */
const faces = new Map<FontName, unknown>()

export function createPen(document: PDFKit.PDFDocument): Pen {
  const wrapped = new LRUCache<string, readonly string[]>({ max: MAX_WRAPPED })
  const create = (name: FontName) => {
    // Its types do not tell of the fonts that it takes.
    const register: unknown = Reflect.get(document, 'registerFont')
    if (typeof register !== 'function')
      throw new Error('pdfkit registers fonts in another way than this program knows.')
    Reflect.apply(register, document, [name, faces.get(name) ?? readFont(name)])
    const setter = createTypesetter(document, name)
    faces.set(name, setter.face)
    return setter
  }
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
        x: align === undefined ? x : x + (width - setter.widthOf(text, size)) * SHARES[align],
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
    measure: (font, size, text) => setters[font].widthOf(text, size),
    shade({ x, y, width, height }) {
      content.push(`${SHADE} rg ${x} ${HEIGHT - y - height} ${width} ${height} re f`)
    },
    rule({ from, to, y }) {
      content.push(`${RULE} RG 0.4 w ${from} ${(HEIGHT - y).toFixed(2)} m ${to} ${(HEIGHT - y).toFixed(2)} l S`)
    },
    line({ from, to, isDashed = false }) {
      const path = `${from.x} ${(HEIGHT - from.y).toFixed(2)} m ${to.x} ${(HEIGHT - to.y).toFixed(2)} l S`
      content.push(`q 0 G 0.6 w ${isDashed ? '[4 3] 0 d ' : ''}${path} Q`)
    },
    grid({ x, y, moduleSize, rows }) {
      const boxes = rows.flatMap((row, down) =>
        listRuns(row).map(([at, length]) => `${at} ${-1 - down} ${length} 1 re`),
      )
      content.push(`q 0 g ${moduleSize} 0 0 ${moduleSize} ${x} ${HEIGHT - y} cm ${boxes.join(' ')} f Q`)
    },
  }
}

/** Of the room that a text leaves, what stands before it. */
const SHARES = { right: 1, center: 0.5 } as const

/** Where dark squares stand side by side, and how many. */
function listRuns(row: readonly boolean[]): readonly (readonly [at: number, length: number])[] {
  const runs: [number, number][] = []
  for (const [at, isDark] of row.entries()) {
    const last = runs.at(-1)
    if (isDark && last !== undefined && last[0] + last[1] === at) last[1] += 1
    else if (isDark) runs.push([at, 1])
  }
  return runs
}

/** Read once, when the first page is wanted. */
function readFont(name: FontName): Buffer {
  return readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${FONT_FILES[name]}.ttf`))
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
