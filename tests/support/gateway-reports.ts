import type { PaymentQrCharset } from '../../src/domain/payment-qr.ts'
import { type RunningReports, runReports } from '../../src/running-reports.ts'

type Parts = Omit<Parameters<typeof runReports>[0], 'settings' | 'linkMs' | 'secret' | 'receiptCharset'> & {
  readonly subjectSecret: Uint8Array
  readonly linkMs?: number | undefined
  readonly receiptCharset?: PaymentQrCharset | undefined
}

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
