import type { Intent, IntentId } from '../../src/domain/payment-intent.ts'
import type { AuditEntry } from '../../src/store/store.ts'

/** The tables of the store in memory, with what the databases have indexes for. */
export interface MemoryTables {
  readonly intents: Map<IntentId, Intent>
  readonly byExternalId: Map<string, IntentId>
  /** Who carries a reference, rejected ones left out. */
  readonly byReference: Map<string, IntentId>
  /** Who is being sent or unknown under a serial key. */
  readonly bySerialKey: Map<string, IntentId>
  /** Those that are due at some time. */
  readonly due: Set<IntentId>
  /** What each principal has had accepted on a day. */
  readonly usage: Map<string, Usage>
  /** For which day an intent counts; those that were accepted without limits are absent. */
  readonly limitDays: Map<IntentId, number>
  readonly trail: AuditEntry[]
  readonly now: () => number
}

export interface Usage {
  readonly minorUnits: bigint
  readonly countedAt: number
  /** In the minute of the clock of `countedAt`, and in the one before. */
  readonly payments: number
  readonly paymentsBefore: number
}

/** Which one it is for the orderer. */
export function keyOf({ principal, kind, externalId }: Pick<Intent, 'principal' | 'kind' | 'externalId'>): string {
  return `${kind} ${JSON.stringify([principal, externalId])}`
}

export function referenceKey({ kind, reference }: Pick<Intent, 'kind' | 'reference'>): string {
  return `${kind} ${reference}`
}

export function byId(left: Intent, right: Intent): number {
  return left.id < right.id ? -1 : 1
}
