import type { Reports } from '../../src/reports/reports.ts'

/** For a gateway at which nobody orders files. */
export const NO_REPORTS: Reports = {
  exportStatement: async () => ({ kind: 'refused', reason: 'NOT_SUPPORTED' }),
  findExport: async () => null,
  listExports: async () => [],
  writeLink: () => ({ path: '/downloads/nothing', expiresAt: 0 }),
}
