import type { Money } from '../domain/money.ts'
import type { AuditEntry, StoreCall } from './store.ts'

/** One part of the register of a partner's day. */
export interface RegisterPart {
  readonly partnerId: string
  /** yyyy-MM-dd. */
  readonly day: string
  /** 1 to `of`. */
  readonly part: number
  readonly of: number
  /** Of what the rows say. */
  readonly sha256: string
  readonly rows: readonly RegisterRow[]
}

/** One line of a partner's own books. */
export interface RegisterRow {
  readonly externalId: string
  readonly accountNumber: string
  readonly amount: Money
}

export interface RegisterPartRow {
  readonly part: number
  readonly externalIds: readonly string[]
}

export interface RegisterStore {
  /**
   * Keeps a part and answers all parts of that day, this one included. Of a register that is divided otherwise nothing is
   * left. What is there already is neither written nor audited again.
   */
  put(part: RegisterPart, audit: AuditEntry, call?: StoreCall): Promise<readonly RegisterPartRow[]>
  /** Deletes parts that were handed in so long ago, by the database's own clock; answers how many. */
  deleteOld(olderThanMs: number): Promise<number>
}
