import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { offsetAt } from '../domain/date-zone.ts'
import { formatMoney, type Money } from '../domain/money.ts'
import { createFormat } from './format.ts'
import type { Report, ReportHead, ReportRow } from './report.ts'
import { REPORT_TEXTS } from './texts.ts'
import { CONTENT_TYPES, RELATIONS, STYLE, STYLES, WORKBOOK_RELATIONS, writeWorkbook } from './xlsx-parts.ts'

/** Rows are handed on together: a chunk for each would cost more than the row. */
const CHUNK_CHARACTERS = 16_384
const FIRST_TABLE_ROW = 9
/** Days from the day on which spreadsheets begin to count to 1970. */
const EPOCH_DAYS = 25_569
const DAY_MS = 86_400_000

/**
 * A workbook of one sheet, written as it is read: texts, dates and amounts are cells of their own types, so that a
 * spreadsheet can sort, filter and add them up. Texts are never formulas.
 */
export async function renderXlsx(report: Report, output: Writable): Promise<void> {
  const { head } = report
  const { default: yazl } = await import('yazl')
  const archive = new yazl.ZipFile()
  const written = new Date(head.madeAt)
  const add = (name: string, text: string) => archive.addBuffer(Buffer.from(text), name, { mtime: written })
  add('[Content_Types].xml', CONTENT_TYPES)
  add('_rels/.rels', RELATIONS)
  add('xl/_rels/workbook.xml.rels', WORKBOOK_RELATIONS)
  add('xl/styles.xml', STYLES)
  const sheet = REPORT_TEXTS[head.language].sheet
  add('xl/workbook.xml', writeWorkbook(sheet, { first: FIRST_TABLE_ROW, last: FIRST_TABLE_ROW + head.entryCount }))
  const rows = Readable.from(writeSheet(report))
  const sent = pipeline(archive.outputStream, output)
  // What fails in the middle of a part would otherwise be heard by nobody, and the archive would wait for ever.
  const failed = new Promise<never>((_resolve, reject) => {
    rows.once('error', reject)
    archive.once('error', reject)
  })
  failed.catch(() => {})
  archive.addReadStream(rows, 'xl/worksheets/sheet1.xml', { mtime: written })
  archive.end()
  try {
    await Promise.race([sent, failed])
  } catch (error) {
    rows.destroy()
    output.destroy()
    await sent.catch(() => {})
    throw error
  }
}

async function* writeSheet({ head, rows }: Report): AsyncGenerator<string> {
  let chunk = writeBeginning(head)
  let number = FIRST_TABLE_ROW
  const { kinds } = REPORT_TEXTS[head.language]
  for await (const row of rows()) {
    number += 1
    chunk += writeRow(number, writeEntry(row, { kinds, timeZone: head.timeZone }), countLines(row))
    if (chunk.length < CHUNK_CHARACTERS) continue
    yield chunk
    chunk = ''
  }
  yield `${chunk}${writeEnd(head, number + 1)}`
}

function writeBeginning(head: ReportHead): string {
  const texts = REPORT_TEXTS[head.language]
  const { payee } = head
  const format = createFormat(head)
  const named = (name: string, cell: Cell) => [{ text: name, style: STYLE.name }, cell]
  const payeeText = payee === null ? '' : [payee.name, `${texts.taxNumber} ${payee.inn}`].join(', ')
  const lines: readonly (readonly Cell[])[] = [
    [{ text: `${texts.title} ${head.accountNumber}`, style: STYLE.title }],
    named(texts.payee, { text: payee?.kpp ? `${payeeText}, ${texts.taxReason} ${payee.kpp}` : payeeText }),
    named(texts.holder, { text: head.holder ?? '' }),
    named(texts.period, { text: `${format.day(head.period.from)} — ${format.day(head.period.to)}` }),
    named(texts.madeAt, { at: head.madeAt, timeZone: head.timeZone }),
    named(texts.opening, { amount: head.opening }),
    named(texts.currency, { text: head.currency }),
    [],
    [
      ...[texts.date, texts.operation, texts.description].map((text) => ({ text, style: STYLE.heading })),
      ...[texts.credited, texts.debited, texts.balance].map((text) => ({ text, style: STYLE.amountHeading })),
    ],
  ]
  // One page wide when it is printed.
  const view = `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="${FIRST_TABLE_ROW}" topLeftCell="A${FIRST_TABLE_ROW + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
  const widths = WIDTHS.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
  const rows = lines.map((cells, at) => writeRow(at + 1, cells)).join('')
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${view}<cols>${widths.join('')}</cols><sheetData>${rows}`
}

function writeEnd(head: ReportHead, number: number): string {
  const texts = REPORT_TEXTS[head.language]
  const lines = [
    writeTotal(texts.total, [{ text: '' }, bold(head.credited), bold(head.debited), { text: '' }]),
    writeTotal(texts.closing, [{ text: '' }, { text: '' }, { text: '' }, bold(head.closing)]),
  ]
  const rows = lines.map((cells, at) => writeRow(number + at, cells)).join('')
  const filter = `<autoFilter ref="A${FIRST_TABLE_ROW}:F${FIRST_TABLE_ROW + head.entryCount}"/>`
  const page = '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
  return `${rows}</sheetData>${filter}<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>${page}</worksheet>`
}

function writeTotal(name: string, cells: readonly Cell[]): readonly Cell[] {
  return [{ text: name, style: STYLE.name }, { text: '' }, ...cells]
}

function bold(amount: Money): Cell {
  return { amount, style: STYLE.total }
}

type Cell =
  | { readonly text: string; readonly style?: number }
  | { readonly amount: Money; readonly style?: number }
  | { readonly at: number; readonly timeZone: string }

function writeEntry(
  { entry, balance }: ReportRow,
  { kinds, timeZone }: { readonly kinds: Readonly<Record<string, string>>; readonly timeZone: string },
): readonly Cell[] {
  const { kind, amount, at, description } = entry
  const sum: Cell = { amount }
  const nothing: Cell = { text: '' }
  return [
    at === null ? nothing : { at, timeZone },
    { text: kinds[kind] ?? kind },
    { text: description, style: STYLE.wrapped },
    kind === 'PAYMENT' ? sum : nothing,
    kind === 'CHARGE' ? sum : nothing,
    { amount: balance },
  ]
}

/** Programs that only show a sheet do not measure its texts: a row is told how high it is. */
function countLines({ entry }: ReportRow): number {
  let count = 0
  for (const line of entry.description.split(LINE_BREAK, MAX_LINES)) {
    count += Math.max(1, Math.ceil(line.length / CHARACTERS_PER_LINE))
  }
  return Math.min(MAX_LINES, count)
}

/** In XML each of them is a line feed. */
const LINE_BREAK = /\r\n?|\n/

const WIDTHS = [20, 20, 60, 14, 14, 14]
/** What the column of descriptions surely holds. */
const CHARACTERS_PER_LINE = 60
const MAX_LINES = 10
const LINE_POINTS = 13.5

function writeRow(number: number, cells: readonly Cell[], lines = 1): string {
  const height = lines > 1 ? ` ht="${lines * LINE_POINTS}" customHeight="1"` : ''
  return `<row r="${number}"${height}>${cells.map((cell, at) => writeCell(`${COLUMNS[at]}${number}`, cell)).join('')}</row>`
}

const COLUMNS = ['A', 'B', 'C', 'D', 'E', 'F']

function writeCell(place: string, cell: Cell): string {
  if ('amount' in cell)
    return `<c r="${place}" s="${cell.style ?? STYLE.amount}"><v>${formatMoney(cell.amount)}</v></c>`
  if ('at' in cell) {
    // All digits: a shorter number would be a second early.
    const serial = (cell.at + offsetAt(cell.at, cell.timeZone)) / DAY_MS + EPOCH_DAYS
    return `<c r="${place}" s="${STYLE.date}"><v>${serial}</v></c>`
  }
  if (cell.text === '') return ''
  return `<c r="${place}" s="${cell.style ?? STYLE.text}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell.text)}</t></is></c>`
}

/** The longest text that a cell takes. */
const MAX_CELL_CHARACTERS = 32_767

/** All below a blank but tab and line breaks, and two that Unicode gives to nobody (XML 1.0, 2.2). */
const NO_XML = /(?![\t\n\r])[\p{Cc}\uFFFE\uFFFF]/gu

/** A text that looks like an escaped character would be shown as that character (ECMA-376, 22.9.2.19): its first sign is escaped. */
const LOOKS_ESCAPED = /_(?=x[\dA-Fa-f]{4}_)/g

/** Characters that XML cannot hold become the sign for one that cannot be shown. */
function escapeXml(text: string): string {
  return text
    .slice(0, MAX_CELL_CHARACTERS)
    .toWellFormed()
    .replaceAll(LOOKS_ESCAPED, '_x005F_')
    .replaceAll(NO_XML, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
