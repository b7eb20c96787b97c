import type { Intent, IntentKind } from '../domain/payment-intent.ts'
import { countKinds, type Difference, type DifferenceKind } from './reconcile.ts'

/** What is compared: the ledger holds payments, and whether they were taken back. */
const COMPARED_KINDS: readonly IntentKind[] = ['PAYMENT', 'CANCELLATION']

/** What has no row in the ledger: what an order or a promise costs is a charge, and a ticket costs nothing. */
export const UNCOMPARED_KINDS = ['SERVICE_ORDER', 'PROMISED_PAYMENT', 'TICKET'] as const satisfies readonly IntentKind[]
export type UncomparedKind = (typeof UNCOMPARED_KINDS)[number]

/** What came of comparing a day. */
export interface Reconciliation {
  /** "yyyy-MM-dd" in the billing's zone. */
  readonly day: string
  readonly compared: readonly IntentKind[]
  /** How many of each other kind were accepted on the day. */
  readonly uncompared: Readonly<Record<UncomparedKind, number>>
  /** Payments and cancellations of ours that the billing has as we have them. */
  readonly matched: number
  readonly matchedMinorUnits: bigint
  /** The first MAX_LISTED of them. */
  readonly differences: readonly Difference[]
  readonly differenceCounts: Readonly<Record<DifferenceKind, number>>
  /** Accepted on the day and not decided yet, the first MAX_LISTED of them. */
  readonly open: readonly Intent[]
  readonly openCount: number
  /** Accepted on the day and refused. */
  readonly rejected: number
  /** Rows that the billing posted on the day, and those among them that others wrote. */
  readonly rows: number
  readonly foreignRows: number
}

const MAX_LISTED = 1_000

export interface ReportWriter {
  match(intent: Intent): void
  differ(difference: Difference): void
  open(intent: Intent): void
  reject(): void
  leaveOut(kind: UncomparedKind, howMany: number): void
  row(isForeign: boolean): void
  finish(day: string): Reconciliation
}

/** Gathers a report in bounded memory: what is listed is cut, what is counted is not. */
export function createReportWriter(): ReportWriter {
  const differences: Difference[] = []
  const differenceCounts = countKinds(() => 0)
  const open: Intent[] = []
  const uncompared = { SERVICE_ORDER: 0, PROMISED_PAYMENT: 0, TICKET: 0 }
  const totals = { matched: 0, matchedMinorUnits: 0n, openCount: 0, rejected: 0, rows: 0, foreignRows: 0 }
  return {
    match({ kind, amount }) {
      totals.matched += 1
      totals.matchedMinorUnits += kind === 'PAYMENT' ? amount.minorUnits : -amount.minorUnits
    },
    differ(difference) {
      differenceCounts[difference.kind] += 1
      if (differences.length < MAX_LISTED) differences.push(difference)
    },
    open(intent) {
      totals.openCount += 1
      if (open.length < MAX_LISTED) open.push(intent)
    },
    reject() {
      totals.rejected += 1
    },
    leaveOut(kind, howMany) {
      uncompared[kind] += howMany
    },
    row(isForeign) {
      totals.rows += 1
      if (isForeign) totals.foreignRows += 1
    },
    finish: (day) => ({ day, compared: COMPARED_KINDS, uncompared, ...totals, differences, differenceCounts, open }),
  }
}

export function countDifferences({ differenceCounts }: Pick<Reconciliation, 'differenceCounts'>): number {
  return Object.values(differenceCounts).reduce((sum, count) => sum + count, 0)
}
