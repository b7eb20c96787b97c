import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { createFormat } from './format.ts'
import { createPen, type Pen } from './pdf-pen.ts'
import { countPages, PAGE, writeTable } from './pdf-table.ts'
import type { Report, ReportHead } from './report.ts'
import { REPORT_TEXTS } from './texts.ts'

/** What waits for the disk between two pages. */
const MAX_WAITING_BYTES = 256 * 1024

/**
 * Pages of A4 with the payee and the account above, a table that repeats its head on each page, totals, and "page n of m"
 * below. The rows are read twice: once to count the pages, once to write them. A page goes out as soon as it is full.
 */
export async function renderPdf(report: Report, output: Writable): Promise<void> {
  const { head } = report
  // Fonts and their tables take ten megabytes, which a gateway that makes no PDF does without.
  const { default: PdfDocument } = await import('pdfkit')
  const document = new PdfDocument({
    size: 'A4',
    autoFirstPage: false,
    margin: 0,
    info: { Title: `${REPORT_TEXTS[head.language].title} ${head.accountNumber}`, CreationDate: new Date(head.madeAt) },
    lang: head.language,
  })
  const done = finished(document.pipe(output))
  // Heard below, and until then no failure that nobody hears.
  done.catch(() => {})
  const letOthersRun = async () => {
    do {
      await new Promise((resolve) => setImmediate(resolve))
      if (output.destroyed) await done
    } while (document.readableLength > MAX_WAITING_BYTES)
  }
  try {
    await writePages(report, document, letOthersRun)
    document.end()
  } catch (error) {
    document.unpipe(output)
    output.destroy()
    await done.catch(() => {})
    throw error
  }
  await done
}

/** `letOthersRun`: between two pages other requests have their turn, and what is written goes to the disk. */
async function writePages(
  { head, rows }: Report,
  document: PDFKit.PDFDocument,
  letOthersRun: () => Promise<void>,
): Promise<void> {
  const pen = createPen(document)
  const texts = REPORT_TEXTS[head.language]
  const facts = layFacts(head, pen)
  const startY = facts.endY + SUMS_HEIGHT
  const pageCount = await countPages(rows(), pen, startY)
  let page = 0
  const turn = async () => {
    await letOthersRun()
    page += 1
    pen.addPage()
    pen.write('text', 8, [
      { text: `${texts.account} ${head.accountNumber}`, x: PAGE.left, width: 300, y: PAGE.footerY },
      { text: texts.page(page, pageCount), x: PAGE.right - 200, width: 200, y: PAGE.footerY, align: 'right' },
    ])
  }
  await turn()
  const title = {
    text: `${texts.title} ${head.accountNumber}`,
    x: PAGE.left,
    width: PAGE.right - PAGE.left,
    y: PAGE.top,
  }
  pen.write('bold', 15, [title])
  pen.write('bold', FACT_SIZE, facts.names)
  pen.write('text', FACT_SIZE, facts.values)
  writeSums(head, pen, facts.endY + 8)
  await writeTable(rows(), { head, pen, turn }, startY)
  pen.flush()
}

const FACT_SIZE = 9
const FACT_LINE = 13
const FACT_INDENT = 110
const SUMS_HEIGHT = 58

/** Whose money, which account, which days: long names take several lines. */
function layFacts(head: ReportHead, pen: Pen) {
  const x = PAGE.left + FACT_INDENT
  const width = PAGE.right - x
  let y = PAGE.top + 30
  const placed = listFacts(head).map(([name, value]) => {
    const startY = y
    const lines = pen.wrap('text', FACT_SIZE, { text: value, width, maxLines: 3 })
    y += Math.max(1, lines.length) * FACT_LINE
    return {
      name: { text: name, x: PAGE.left, width: FACT_INDENT, y: startY },
      values: lines.map((text, line) => ({ text, x, width, y: startY + line * FACT_LINE })),
    }
  })
  return { names: placed.map(({ name }) => name), values: placed.flatMap(({ values }) => values), endY: y }
}

function listFacts(head: ReportHead): readonly (readonly [string, string])[] {
  const texts = REPORT_TEXTS[head.language]
  const format = createFormat(head)
  const { payee, holder, period } = head
  const facts: (readonly [string, string | null])[] = [
    [texts.payee, payee && [payee.name, `${texts.taxNumber} ${payee.inn}`, ...listReason(head)].join(', ')],
    [texts.holder, holder],
    [texts.period, `${format.day(period.from)} — ${format.day(period.to)}`],
    [texts.madeAt, format.instant(head.madeAt)],
  ]
  return facts.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))
}

function listReason({ payee, language }: ReportHead): readonly string[] {
  return payee?.kpp ? [`${REPORT_TEXTS[language].taxReason} ${payee.kpp}`] : []
}

function writeSums(head: ReportHead, pen: Pen, y: number): void {
  const texts = REPORT_TEXTS[head.language]
  const format = createFormat(head)
  const sums = [
    [texts.opening, head.opening],
    [texts.credited, head.credited],
    [texts.debited, head.debited],
    [texts.closing, head.closing],
  ] as const
  const width = (PAGE.right - PAGE.left) / sums.length
  pen.shade({ x: PAGE.left, y, width: PAGE.right - PAGE.left, height: 38 })
  for (const [at, [name, amount]] of sums.entries()) {
    const box = { x: PAGE.left + at * width + 8, width: width - 12 }
    pen.write('text', 8, [{ text: name, ...box, y: y + 6 }])
    pen.write('bold', 11, [{ text: `${format.money(amount)} ${head.currency}`, ...box, y: y + 19 }])
  }
}
