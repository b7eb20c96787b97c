import { buffer } from 'node:stream/consumers'
import { type PaymentQrCharset, writePaymentQr } from '../domain/payment-qr.ts'
import { paymentOf, type Receipt } from '../domain/receipt.ts'
import { createPen, type Pen } from '../reports/pdf-pen.ts'
import { writeForm } from './pdf-form.ts'
import { drawQr } from './qr.ts'

/** Of A4, in points: the frame of both halves, and where the column of the cashier ends. */
const FRAME = { left: 28, right: 567, top: 36, column: 200, height: 306 } as const
const QR_SIDE = 164

/**
 * The form PD-4 on a page of A4: the notice, which the bank keeps, with the code in it, and below it the receipt, which the payer
 * keeps. Always Russian: it is read at the cash desk. Between its parts, of which each takes some milliseconds, other requests have their turn.
 */
export async function renderReceipt(receipt: Receipt, charset: PaymentQrCharset): Promise<Buffer> {
  // A gateway that makes no PDF does without its fonts and tables.
  const { default: PdfDocument } = await import('pdfkit')
  const title = `Квитанция ${receipt.number}`
  const document = new PdfDocument({ size: 'A4', autoFirstPage: false, margin: 0, info: { Title: title }, lang: 'ru' })
  const written = buffer(document)
  const pen = createPen(document)
  await letOthersRun()
  pen.addPage()
  writeCode(pen, { receipt, charset })
  await letOthersRun()
  writeHalf(pen, { receipt, title: 'ИЗВЕЩЕНИЕ', top: FRAME.top })
  writeHalf(pen, { receipt, title: 'КВИТАНЦИЯ', top: FRAME.top + FRAME.height })
  writeNote(pen)
  pen.flush()
  await letOthersRun()
  document.end()
  return written
}

const letOthersRun = () => new Promise((resolve) => setImmediate(resolve))

function writeHalf(
  pen: Pen,
  { receipt, title, top }: { readonly receipt: Receipt; readonly title: string; readonly top: number },
): void {
  const { left, right, column, height } = FRAME
  const bottom = top + height
  for (const x of [left, column, right]) pen.line({ from: { x, y: top }, to: { x, y: bottom } })
  const isFirst = top === FRAME.top
  if (isFirst) pen.line({ from: { x: left, y: top }, to: { x: right, y: top } })
  // The two halves are torn apart where they meet.
  pen.line({ from: { x: left, y: bottom }, to: { x: right, y: bottom }, isDashed: isFirst })
  const cell = { x: left, width: column - left, align: 'center' } as const
  pen.write('bold', 11, [{ text: title, y: top + 10, ...cell }])
  pen.write('text', 6.5, [
    { text: `№ ${receipt.number}`, y: top + 26, ...cell },
    { text: 'Кассир', y: bottom - 24, ...cell },
  ])
  writeForm(pen, { receipt, x: column + 8, y: top + 6, width: right - column - 16 })
}

/** In the notice, with four squares of white around it, as scanners want it. */
function writeCode(
  pen: Pen,
  { receipt, charset }: { readonly receipt: Receipt; readonly charset: PaymentQrCharset },
): void {
  const payment = writePaymentQr(paymentOf(receipt), charset)
  // What the payee lacks is found when the bank details are written; a receipt is better without a code than not at all.
  if (payment.kind !== 'written') return
  const rows = drawQr(payment.bytes)
  const moduleSize = QR_SIDE / (rows.length + 2 * QUIET_SQUARES)
  const x = FRAME.left + (FRAME.column - FRAME.left - QR_SIDE) / 2 + QUIET_SQUARES * moduleSize
  pen.grid({ x, y: FRAME.top + 52 + QUIET_SQUARES * moduleSize, moduleSize, rows })
}

const QUIET_SQUARES = 4

function writeNote(pen: Pen): void {
  const y = FRAME.top + 2 * FRAME.height + 10
  const box = { x: FRAME.left, width: FRAME.right - FRAME.left }
  pen.write('text', 7, [
    { text: NOTE, y, ...box },
    { text: CHECK, y: y + 10, ...box },
  ])
}

const NOTE =
  'Квитанция действительна, пока не изменились банковские реквизиты получателя. Об изменении сообщается в личном кабинете.'
const CHECK =
  'Действительна ли квитанция, можно проверить в личном кабинете или по телефону поддержки, назвав её номер.'
