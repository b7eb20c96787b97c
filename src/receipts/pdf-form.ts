import { formatMoney } from '../domain/money.ts'
import { monthName, purposeOf, type Receipt } from '../domain/receipt.ts'
import { nameOf } from '../reports/heading.ts'
import type { FontName, Pen } from '../reports/pdf-pen.ts'

/** What is written on a line of the form, and what is printed below it. Shares of the width; those of a row add up to one. */
interface Cell {
  readonly label?: string
  readonly value: string
  readonly caption?: string
  readonly share: number
  readonly font?: FontName
}

interface Row {
  readonly cells: readonly Cell[]
  /** For the values, in points: two lines of ordinary size in most rows. */
  readonly height: number
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
}

/** Sizes of values, in points: the largest at which all of a value fits is taken. */
const SIZES = [9, 8.5, 8, 7.5, 7, 6.5, 6, 5.5] as const
const LINE = 1.16
const CAPTION_SIZE = 5.5
const LABEL_SIZE = 7.5
const ONE_LINE = 12
const TWO_LINES = 21.5
const GAP = 8

/** The right side of one half of the form. Each row has its room, whatever is written into it. */
export function writeForm(pen: Pen, { receipt, x, y, width }: Box & { readonly receipt: Receipt }): void {
  pen.write('text', 6, [{ text: 'Форма № ПД-4', x, y, width, align: 'right' }])
  let top = y + 8
  for (const row of listRows(receipt)) top = writeRow(pen, row, { x, y: top, width })
  writeConsent(pen, { x, y: top + 3, width })
}

function listRows(receipt: Receipt): readonly Row[] {
  const { details, accountNumber, payer, key } = receipt
  const tax = [`ИНН ${details.inn}`, ...(details.kpp === null ? [] : [`КПП ${details.kpp}`])].join('   ')
  const [rubles = '', kopecks = ''] = formatMoney(receipt.amount).split('.')
  const sum = `${rubles.replaceAll(/\B(?=(?:\d{3})+$)/g, '\u00A0')} руб. ${kopecks} коп.`
  return [
    row(TWO_LINES, { value: details.payeeName, caption: 'наименование получателя платежа', share: 1, font: 'bold' }),
    row(
      ONE_LINE,
      { value: tax, caption: 'ИНН и КПП получателя платежа', share: 0.54 },
      { value: details.personalAccount, caption: 'номер счёта получателя платежа', share: 0.46 },
    ),
    row(
      TWO_LINES,
      { label: 'в', value: details.bankName, caption: 'наименование банка получателя платежа', share: 0.7 },
      { label: 'БИК', value: details.bic, share: 0.3 },
    ),
    row(ONE_LINE, { label: 'Номер кор./сч. банка получателя платежа', value: details.correspondentAccount, share: 1 }),
    row(
      TWO_LINES,
      { value: purposeOf(receipt), caption: 'наименование платежа', share: 0.64 },
      { value: accountNumber, caption: 'номер лицевого счёта плательщика', share: 0.36, font: 'bold' },
    ),
    row(TWO_LINES, { label: 'Ф. И. О. плательщика', value: payer === null ? '' : nameOf(payer), share: 1 }),
    row(TWO_LINES, { label: 'Адрес плательщика', value: payer?.address ?? '', share: 1 }),
    row(
      ONE_LINE,
      { label: 'Период оплаты', value: key.month === null ? '' : monthName(key.month), share: 0.46 },
      { label: 'Сумма платежа', value: sum, share: 0.54, font: 'bold' },
    ),
  ]
}

function row(height: number, ...cells: readonly Cell[]): Row {
  return { cells, height }
}

/** Answers where the next row begins. */
function writeRow(pen: Pen, { cells, height }: Row, { x, y, width }: Box): number {
  let left = x
  const baseline = y + height
  for (const cell of cells) {
    const cellWidth = width * cell.share - (cell === cells.at(-1) ? 0 : GAP)
    writeCell(pen, { cell, height }, { x: left, y, width: cellWidth })
    left += width * cell.share
  }
  return baseline + (cells.some(({ caption }) => caption !== undefined) ? CAPTION_SIZE + 4 : 4)
}

function writeCell(pen: Pen, { cell, height }: { readonly cell: Cell; readonly height: number }, box: Box): void {
  const { label, value, caption, font = 'text' } = cell
  const bottom = box.y + height
  const labelWidth = label === undefined ? 0 : pen.measure('text', LABEL_SIZE, label) + 5
  if (label !== undefined) pen.write('text', LABEL_SIZE, [{ text: label, ...box, y: bottom - LABEL_SIZE - 2 }])
  const room = { x: box.x + labelWidth, width: box.width - labelWidth }
  const { size, lines } = fit(pen, { font, text: value, width: room.width, height })
  const first = bottom - lines.length * size * LINE - 0.5
  pen.write(
    font,
    size,
    lines.map((text, at) => ({ text, ...room, y: first + at * size * LINE })),
  )
  pen.line({ from: { x: room.x, y: bottom }, to: { x: room.x + room.width, y: bottom } })
  if (caption !== undefined)
    pen.write('text', CAPTION_SIZE, [{ text: `(${caption})`, ...room, y: bottom + 1, align: 'center' }])
}

interface Fitting {
  readonly font: FontName
  readonly text: string
  readonly width: number
  readonly height: number
}

/** The largest size at which the whole text has room; at the smallest it ends with an ellipsis where even that is too large. */
function fit(
  pen: Pen,
  { font, text, width, height }: Fitting,
): { readonly size: number; readonly lines: readonly string[] } {
  for (const size of SIZES) {
    const maxLines = Math.floor(height / (size * LINE))
    const lines = pen.wrap(font, size, { text, width, maxLines: maxLines + 1 })
    if (lines.length <= maxLines) return { size, lines }
  }
  const size = SIZES[SIZES.length - 1] ?? 0
  return { size, lines: pen.wrap(font, size, { text, width, maxLines: Math.floor(height / (size * LINE)) }) }
}

function writeConsent(pen: Pen, { x, y, width }: Box): void {
  pen.write('text', LABEL_SIZE, [
    { text: 'Плата за услуги банка ____________ руб. ____ коп.', x, width, y },
    { text: 'Итого ________________ руб. ____ коп.', x, width, y, align: 'right' },
  ])
  const lines = pen.wrap('text', 6, { text: CONSENT, width, maxLines: 2 })
  pen.write(
    'text',
    6,
    lines.map((text, at) => ({ text, x, width, y: y + 17 + at * 7.5 })),
  )
  pen.write('text', LABEL_SIZE, [
    { text: 'Дата «____» ______________ 20____ г.', x, width, y: y + 44 },
    { text: 'Подпись плательщика ____________________', x, width, y: y + 44, align: 'right' },
  ])
}

const CONSENT =
  'С условиями приёма указанной в платёжном документе суммы, в т. ч. с суммой взимаемой платы за услуги банка, ознакомлен и согласен.'
