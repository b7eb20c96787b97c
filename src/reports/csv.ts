import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { formatInstant } from '../domain/date.ts'
import { formatMoney, type Money } from '../domain/money.ts'
import type { Renderer, Report, ReportRow } from './report.ts'
import { REPORT_TEXTS } from './texts.ts'

/** Rows are handed on together: a write for each would cost more than the row. */
const CHUNK_CHARACTERS = 16_384
const BYTE_ORDER_MARK = '\uFEFF'

/**
 * RFC 4180 in UTF-8 with a byte order mark, by which spreadsheets know the charset: a line of headings, then a line for
 * each entry. Cells and amounts are as spreadsheets of the language read them: a Russian one takes a file with commas
 * between its cells for a single column, and a decimal point for part of a text.
 */
export const renderCsv: Renderer = (report, output) => pipeline(Readable.from(writeChunks(report)), output)

async function* writeChunks({ head, rows }: Report): AsyncGenerator<string> {
  const texts = REPORT_TEXTS[head.language]
  const style = { ...STYLES[head.language], timeZone: head.timeZone, kinds: texts.kinds }
  const { date, operation, description, credited, debited, balance, currency } = texts
  const headings = [date, operation, description, credited, debited, balance, currency]
  let chunk = BYTE_ORDER_MARK + writeLine(headings.map(writeText), style)
  for await (const row of rows()) {
    chunk += writeRow(row, style)
    if (chunk.length < CHUNK_CHARACTERS) continue
    yield chunk
    chunk = ''
  }
  yield chunk
}

const STYLES = { en: { separator: ',', point: '.' }, ru: { separator: ';', point: ',' } } as const

interface Style {
  readonly separator: string
  readonly point: string
  readonly timeZone: string
  readonly kinds: Readonly<Record<string, string>>
}

function writeRow({ entry, balance }: ReportRow, style: Style): string {
  const { kind, amount, at, description } = entry
  const sum = writeAmount(amount, style)
  return writeLine(
    [
      at === null ? '' : formatInstant(at, style.timeZone).slice(0, 19).replace('T', ' '),
      writeText(style.kinds[kind] ?? kind),
      writeText(description),
      kind === 'PAYMENT' ? sum : '',
      kind === 'CHARGE' ? sum : '',
      writeAmount(balance, style),
      amount.currency,
    ],
    style,
  )
}

function writeLine(cells: readonly string[], { separator }: Pick<Style, 'separator'>): string {
  return `${cells.join(separator)}\r\n`
}

function writeAmount(amount: Money, { point }: Style): string {
  return formatMoney(amount).replace('.', point)
}

/**
 * Where a spreadsheet would see a formula begin, also behind blanks and quotes that it does not show: at the beginning, and
 * behind all that some spreadsheet takes for the end of a cell, whose list separator is not this file's.
 */
const BEFORE_FORMULA =
  /(?<=^|[;,\t\r\n\v\f\u0085\u2028\u2029])(?=(?:(?![\t\r\n\v\f\u2028\u2029])[\s\0"])*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])|^(?=[\t\r\n])/g

/** Words from elsewhere, quoted; an apostrophe keeps a spreadsheet from running them. */
function writeText(text: string): string {
  return `"${text.replaceAll(BEFORE_FORMULA, "'").replaceAll('"', '""')}"`
}
