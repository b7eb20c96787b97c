/** Text set character by character: a statement has few characters and hundreds of thousands of texts. */
export interface Typesetter {
  /** In points, at a size. */
  widthOf(text: string, size: number): number
  /** The operators that write lines of text on the present page; places are of the baseline, from the lower left. */
  set(pieces: readonly { readonly text: string; readonly x: number; readonly y: number }[], size: number): string
  /** From the upper edge of a line to its baseline, in points. */
  ascentOf(size: number): number
  /** The font as pdfkit has read it, for the next document: reading its tables takes longer than writing a page. */
  readonly face: unknown
}

/** The little of pdfkit's fonts that its types do not tell of. Its version is pinned, and what is missing is told at once. */
interface EmbeddedFont {
  readonly id: string
  readonly font: object
  /** By the number of a glyph in this document: the characters that whoever copies it gets. */
  readonly unicode: unknown[]
  /** In thousandths of the size. */
  readonly ascender: number
  encode(text: string): readonly [readonly string[], readonly { readonly advanceWidth: number }[]]
  ref(): unknown
}

interface Glyph {
  readonly code: string
  readonly advance: number
}

const THOUSAND = 1000

/**
 * pdfkit lays out each text anew, with rules for scripts that these pages do not have: minutes for a hundred thousand rows. Here a
 * character is laid out once for each document.
 */
export function createTypesetter(document: PDFKit.PDFDocument, name: string): Typesetter {
  document.font(name)
  const font: unknown = Reflect.get(document, '_font')
  if (!isFont(font)) throw new Error('pdfkit has other fonts than this program knows.')
  const glyphs = new Map<string, Glyph>()
  const named = new Set<string>()

  /**
   * A font that was read for an earlier document knows a glyph by what it was there: of another letter, or as a part of one and so of
   * none. Of two letters with one glyph the first of this document counts.
   */
  function nameGlyph(code: string, character: string): void {
    if (named.has(code)) return
    named.add(code)
    embedded.unicode[Number.parseInt(code, 16)] = [character.codePointAt(0)]
  }

  function glyphOf(character: string): Glyph {
    const known = glyphs.get(character)
    if (known !== undefined) return known
    const [codes, positions] = embedded.encode(character)
    const advance = positions.reduce((sum, { advanceWidth }) => sum + advanceWidth, 0)
    const [code, ...more] = codes
    if (code !== undefined && more.length === 0) nameGlyph(code, character)
    const glyph = { code: codes.join(''), advance }
    glyphs.set(character, glyph)
    return glyph
  }

  const embedded = font
  return {
    widthOf(text, size) {
      let width = 0
      for (const character of text) width += glyphOf(character).advance
      return (width * size) / THOUSAND
    },
    set(pieces, size) {
      // What a page shows its text with has to be among what the page names.
      Reflect.set(document.page.fonts, embedded.id, embedded.ref())
      const lines = pieces.map(({ text, x, y }) => {
        let codes = ''
        for (const character of text) codes += glyphOf(character).code
        return `1 0 0 1 ${x.toFixed(2)} ${y.toFixed(2)} Tm <${codes}> Tj`
      })
      return `BT /${embedded.id} ${size} Tf ${lines.join(' ')} ET`
    },
    face: embedded.font,
    ascentOf: (size) => (embedded.ascender * size) / THOUSAND,
  }
}

function isFont(value: unknown): value is EmbeddedFont {
  if (typeof value !== 'object' || value === null) return false
  const has = (name: string, type: string) => typeof Reflect.get(value, name) === type
  return (
    has('id', 'string') &&
    has('font', 'object') &&
    has('unicode', 'object') &&
    has('ascender', 'number') &&
    has('encode', 'function') &&
    has('ref', 'function')
  )
}
