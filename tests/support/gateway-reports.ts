import type { PaymentQrCharset } from '../../src/domain/payment-qr.ts'
import { type RunningReports, runReports } from '../../src/running-reports.ts'

export interface ReportOptions {
  /** How long a link to a file works; five minutes by default. */
  readonly linkMs?: number
  /** Of the codes on receipts; UTF-8 by default. */
  readonly receiptCharset?: PaymentQrCharset
  /** False for operators without bank details. */
  readonly hasBankDetails?: boolean
}

type Parts = Omit<Parameters<typeof runReports>[0], 'settings' | 'linkMs' | 'secret' | 'receiptCharset'> & {
  readonly subjectSecret: Uint8Array
} & ReportOptions

/** Files of statements, made without waiting. */
export function startTestReports({
  linkMs,
  receiptCharset = 'utf-8',
  subjectSecret: secret,
  ...given
}: Parts): RunningReports {
  const settings = { pollMs: 50, pulseMs: 50, firstPauseMs: 50, cleanMs: 100 }
  return runReports({ ...given, secret, settings, receiptCharset, ...(linkMs === undefined ? {} : { linkMs }) })
}
