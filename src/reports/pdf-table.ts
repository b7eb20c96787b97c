import { createFormat } from './format.ts'
import type { Pen, Piece } from './pdf-pen.ts'
import type { ReportHead, ReportRow } from './report.ts'
import { REPORT_TEXTS } from './texts.ts'

/** Points of a page of A4, 595 × 842. */
export const PAGE = { left: 40, right: 555, top: 40, bottom: 790, footerY: 808 } as const

const SIZE = 8
const LINE = 11
const PADDING = 6
const HEADING_HEIGHT = 22
const TOTAL_HEIGHT = 26
const MAX_LINES = 3
const COLUMNS = {
  date: { x: 44, width: 82 },
  description: { x: 130, width: 208 },
  credited: { x: 342, width: 66 },
  debited: { x: 412, width: 66 },
  balance: { x: 482, width: 69 },
} as const

/** A row and where it stands; the one without a row is that of the totals. */
interface Placed {
  readonly row: ReportRow | null
  readonly lines: readonly string[]
  readonly y: number
  readonly height: number
  /** Whether it is the first of another page than the one before. */
  readonly turns: boolean
}

/** Where every row stands, given where the table begins on the first page. Counting and writing both go by it. */
async function* placeRows(rows: AsyncIterable<ReportRow>, pen: Pen, startY: number): AsyncGenerator<Placed> {
  let y = startY + HEADING_HEIGHT
  const place = (height: number) => {
    const turns = y + height > PAGE.bottom
    const at = turns ? PAGE.top + HEADING_HEIGHT : y
    y = at + height
    return { y: at, height, turns }
  }
  for await (const row of rows) {
    const text = { text: row.entry.description, width: COLUMNS.description.width, maxLines: MAX_LINES }
    const lines = pen.wrap('text', SIZE, text)
    // The kind of the operation stands above its description.
    yield { row, lines, ...place((lines.length + 1) * LINE + PADDING) }
  }
  yield { row: null, lines: [], ...place(TOTAL_HEIGHT) }
}

export async function countPages(rows: AsyncIterable<ReportRow>, pen: Pen, startY: number): Promise<number> {
  let count = 1
  for await (const { turns } of placeRows(rows, pen, startY)) if (turns) count += 1
  return count
}

interface TableParts {
  readonly head: ReportHead
  readonly pen: Pen
  /** Begins the next page. */
  readonly turn: () => Promise<void>
}

/** Writes the table from `startY` of a page that is there already. */
export async function writeTable(rows: AsyncIterable<ReportRow>, parts: TableParts, startY: number): Promise<void> {
  const { head, pen, turn } = parts
  const writeRow = createRowWriter(head, pen)
  writeHeading(head, pen, startY)
  for await (const placed of placeRows(rows, pen, startY)) {
    if (placed.turns) {
      await turn()
      writeHeading(head, pen, PAGE.top)
    }
    if (placed.row === null) writeTotals(head, pen, placed.y)
    else writeRow(placed, placed.row)
  }
}

function writeHeading(head: ReportHead, pen: Pen, y: number): void {
  const { date, description, operation, credited, debited, balance } = REPORT_TEXTS[head.language]
  pen.shade({ x: PAGE.left, y, width: PAGE.right - PAGE.left, height: HEADING_HEIGHT - 4 })
  pen.write('bold', SIZE, [
    { text: date, ...COLUMNS.date, y: y + 4 },
    { text: `${operation}, ${description.toLowerCase()}`, ...COLUMNS.description, y: y + 4 },
    { text: credited, ...COLUMNS.credited, y: y + 4, align: 'right' },
    { text: debited, ...COLUMNS.debited, y: y + 4, align: 'right' },
    { text: balance, ...COLUMNS.balance, y: y + 4, align: 'right' },
  ])
}

function createRowWriter(head: ReportHead, pen: Pen): (placed: Placed, row: ReportRow) => void {
  const { kinds, noDate } = REPORT_TEXTS[head.language]
  const format = createFormat(head)
  return ({ lines, y, height }, { entry, balance }) => {
    const { at, kind, amount } = entry
    const column = kind === 'PAYMENT' ? COLUMNS.credited : COLUMNS.debited
    const pieces: Piece[] = [
      { text: at === null ? noDate : format.instant(at), ...COLUMNS.date, y },
      { text: kinds[kind], ...COLUMNS.description, y },
      { text: format.money(amount), ...column, y, align: 'right' },
      { text: format.money(balance), ...COLUMNS.balance, y, align: 'right' },
      ...lines.map((text, line) => ({ text, ...COLUMNS.description, y: y + (line + 1) * LINE })),
    ]
    pen.write('text', SIZE, pieces)
    pen.rule({ from: PAGE.left, to: PAGE.right, y: y + height - PADDING / 2 })
  }
}

function writeTotals(head: ReportHead, pen: Pen, y: number): void {
  const { total, nothing } = REPORT_TEXTS[head.language]
  const format = createFormat(head)
  if (head.entryCount === 0) {
    pen.write('text', SIZE, [{ text: nothing, x: COLUMNS.date.x, width: PAGE.right - PAGE.left, y: y + 4 }])
    return
  }
  pen.write('bold', SIZE, [
    { text: total, ...COLUMNS.date, y: y + 4 },
    { text: format.money(head.credited), ...COLUMNS.credited, y: y + 4, align: 'right' },
    { text: format.money(head.debited), ...COLUMNS.debited, y: y + 4, align: 'right' },
    { text: format.money(head.closing), ...COLUMNS.balance, y: y + 4, align: 'right' },
  ])
}
