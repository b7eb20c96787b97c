import type { Downloads } from '../../src/reports/downloads.ts'
import type { Reports } from '../../src/reports/reports.ts'

/** For a gateway at which nobody orders files. */
export const NO_REPORTS: Reports = {
  exportStatement: async () => ({ kind: 'refused', reason: 'NOT_SUPPORTED' }),
  findExport: async () => null,
  listExports: async () => [],
  writeLink: () => ({ path: '/downloads/nothing', expiresAt: 0 }),
}

export const NO_DOWNLOADS: Downloads = { open: async () => ({ kind: 'not_valid' }) }
