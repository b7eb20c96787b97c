import { join } from 'node:path'
import type { BillingSystem } from './billing/port.ts'
import { fitCode } from './domain/bank-details.ts'
import type { PaymentQrCharset } from './domain/payment-qr.ts'
import type { ExportFormat } from './domain/statement-export.ts'
import { createSignedLinks } from './files/signed-links.ts'
import type { Log } from './observability/log.ts'
import { createReceiptFiles } from './receipts/files.ts'
import { createReceiptNumbers } from './receipts/number.ts'
import { createReceipts, type Receipts } from './receipts/receipts.ts'
import { renderCsv } from './reports/csv.ts'
import { createDownloads, type Downloads } from './reports/downloads.ts'
import { createFolderFiles } from './reports/files.ts'
import { createDownloadLinks } from './reports/links.ts'
import { renderPdf } from './reports/pdf.ts'
import type { Renderer } from './reports/report.ts'
import { createReports, type Reports } from './reports/reports.ts'
import { startReportWorker, WORKER_SETTINGS, type WorkerSettings } from './reports/worker.ts'
import { renderXlsx } from './reports/xlsx.ts'
import type { BankDetailsStore } from './store/bank-details-types.ts'
import type { Store } from './store/store.ts'

export interface RunningReports {
  readonly reports: Reports
  readonly receipts: Receipts
  readonly downloads: Downloads
  /** Resolves when this process writes no file any more. */
  stop(): Promise<void>
}

/** Long enough for a person to press the button that the answer brings. */
const LINK_MS = 5 * 60_000

export const RENDERERS: Readonly<Record<ExportFormat, Renderer>> = { CSV: renderCsv, XLSX: renderXlsx, PDF: renderPdf }

/** Files of statements and receipts, with the worker of this replica that makes them. */
export function runReports(parts: {
  readonly store: Pick<Store, 'bankDetails' | 'downloads' | 'exports' | 'tries'>
  readonly billing: BillingSystem
  /** Links are signed with a key derived from it. */
  readonly secret: Uint8Array
  readonly dataDir: string
  readonly timeZone: string
  /** Of the codes on receipts. */
  readonly receiptCharset: PaymentQrCharset
  readonly log: Log
  readonly settings?: Partial<WorkerSettings>
  /** How long a link works. Five minutes unless said otherwise. */
  readonly linkMs?: number
}): RunningReports {
  const { store, billing, secret, dataDir, timeZone, log, linkMs = LINK_MS } = parts
  const now = Date.now
  const files = createFolderFiles(join(dataDir, 'exports'))
  const links = createDownloadLinks(createSignedLinks(secret))
  const settings = { ...WORKER_SETTINGS, ...parts.settings }
  const worker = startReportWorker({ store, billing, files, renderers: RENDERERS, timeZone, now, log, settings })
  void warnOfMissingCodes(store.bankDetails, parts.receiptCharset, log)
  const { capabilities } = billing
  const desk = { billing, store, numbers: createReceiptNumbers(secret), charset: parts.receiptCharset, secret, now }
  return {
    reports: createReports({ store, capabilities, links, linkMs, now, nudge: () => worker.nudge() }),
    receipts: createReceipts(desk),
    downloads: createDownloads({
      store,
      links,
      files,
      documents: billing.documents,
      receipts: createReceiptFiles({ ...desk, timeZone }),
      now,
    }),
    stop: () => worker.stop(),
  }
}

/** Details were judged in the charset of the day on which they were written; another one may have less room for them. */
async function warnOfMissingCodes(store: BankDetailsStore, charset: PaymentQrCharset, log: Log): Promise<void> {
  const all = await store.listCurrent().catch(() => [])
  const count = all.filter((details) => !fitCode(details, charset)).length
  if (count === 0) return
  log.warn({ count, kind: charset }, 'receipts of operators have no QR code in this RECEIPT_CHARSET: see bankDetails')
}
