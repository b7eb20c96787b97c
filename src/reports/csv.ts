import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { formatInstant } from '../domain/date.ts'
import { formatMoney } from '../domain/money.ts'
import type { Renderer, Report, ReportRow } from './report.ts'
import { REPORT_TEXTS } from './texts.ts'

/** Rows are handed on together: a write for each would cost more than the row. */
const CHUNK_CHARACTERS = 16_384
const BYTE_ORDER_MARK = '\uFEFF'

/**
 * RFC 4180 in UTF-8 with a byte order mark, by which spreadsheets know the charset: a line of headings, then a line for
 * each entry. Amounts are plain decimal numbers with a point.
 */
export const renderCsv: Renderer = (report, output) => pipeline(Readable.from(writeChunks(report)), output)

async function* writeChunks({ head, rows }: Report): AsyncGenerator<string> {
  const texts = REPORT_TEXTS[head.language]
  const { date, operation, description, credited, debited, balance, currency } = texts
  let chunk =
    BYTE_ORDER_MARK + writeLine([date, operation, description, credited, debited, balance, currency].map(writeText))
  for await (const row of rows()) {
    chunk += writeRow(row, { ...head, kinds: texts.kinds })
    if (chunk.length < CHUNK_CHARACTERS) continue
    yield chunk
    chunk = ''
  }
  yield chunk
}

function writeRow(
  { entry, balance }: ReportRow,
  { timeZone, kinds }: { readonly timeZone: string; readonly kinds: Readonly<Record<string, string>> },
): string {
  const { kind, amount, at, description } = entry
  const sum = formatMoney(amount)
  return writeLine([
    at === null ? '' : formatInstant(at, timeZone).slice(0, 19).replace('T', ' '),
    writeText(kinds[kind] ?? kind),
    writeText(description),
    kind === 'PAYMENT' ? sum : '',
    kind === 'CHARGE' ? sum : '',
    formatMoney(balance),
    amount.currency,
  ])
}

function writeLine(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`
}

/** What a spreadsheet would take for the beginning of a formula, also behind blanks that it does not show. */
const DANGEROUS = /^[\s\0]*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/

/** Words from elsewhere, quoted; an apostrophe in front keeps a spreadsheet from running them. */
function writeText(text: string): string {
  const harmless = DANGEROUS.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}
