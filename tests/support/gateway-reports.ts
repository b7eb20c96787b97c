import { type RunningReports, runReports } from '../../src/running-reports.ts'

/** Files of statements, made without waiting. */
export function startTestReports(
  parts: Omit<Parameters<typeof runReports>[0], 'settings' | 'linkMs'> & { readonly linkMs?: number | undefined },
): RunningReports {
  const { linkMs, ...given } = parts
  const settings = { pollMs: 50, pulseMs: 50, firstPauseMs: 50, cleanMs: 100 }
  return runReports({ ...given, settings, ...(linkMs === undefined ? {} : { linkMs }) })
}
