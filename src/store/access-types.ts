import type { Channel } from '../domain/message.ts'
import type { AuditNote } from './intent-store.ts'
import type { AuditEntry, StoreCall } from './store.ts'

/** A code that somebody may show once. Only its keyed hash is kept. */
export interface CodeRow {
  /** Purpose and keyed hash of the name that it was asked for. */
  readonly subject: string
  readonly codeHash: string
  readonly expiresAt: number
}

/** A message to be sent. */
export interface NewDelivery {
  /** Also what a provider tells repetitions apart by. */
  readonly id: string
  /** A short stable word. */
  readonly kind: string
  /** By which way it goes; each has its own queue. */
  readonly channel: Channel
  /** Sealed: it holds a code, or whom it goes to. It is deleted as soon as the message is sent or given up. */
  readonly payload: string
  readonly requestId: string
  /** Not sent later than that, from now. */
  readonly ttlMs: number
}

export interface CodeStore {
  /**
   * Keeps a code in place of the one before, its message, and the row of the trail, in one transaction. False, and nothing
   * is kept, when `maxWaiting` messages wait already.
   */
  put(
    given: {
      readonly code: CodeRow
      readonly delivery: NewDelivery | null
      readonly maxWaiting: number
      readonly audit: AuditEntry
    },
    call?: StoreCall,
  ): Promise<boolean>
  /** One that has not expired. */
  find(subject: string, now: number, call?: StoreCall): Promise<CodeRow | null>
  /** True when this call used it up, and no other call can. */
  use(code: Pick<CodeRow, 'subject' | 'codeHash'>, call?: StoreCall): Promise<boolean>
  /** Forgets the codes of subjects. */
  drop(subjects: readonly string[], call?: StoreCall): Promise<void>
  deleteExpired(before: number): Promise<number>
}

/** A message that this process alone may send until its lease ends. */
export interface ClaimedDelivery {
  readonly id: string
  readonly kind: string
  readonly payload: string
  readonly requestId: string
  readonly claim: number
  /** How often it was tried before. */
  readonly attempts: number
  readonly isExpired: boolean
}

export type DeliveryEnd = 'SENT' | 'DROPPED' | 'FAILED'

/** A message with the row of the trail that tells that it was put in. */
export interface AuditedDelivery {
  readonly delivery: NewDelivery
  readonly audit: AuditEntry
}

/** The outbox: everything is on the database's own clock, so that replicas agree. */
export interface DeliveryStore {
  /**
   * Writes the row of an act together with the messages that tell of it, in one transaction. The row is written in any case;
   * false, and no message is kept, when `maxWaiting` messages wait already.
   */
  put(
    given: { readonly act: AuditEntry; readonly messages: readonly AuditedDelivery[]; readonly maxWaiting: number },
    call?: StoreCall,
  ): Promise<boolean>
  /** Those of one way that are due, oldest first; another process cannot claim them until `leaseMs` have passed. */
  claim(given: {
    readonly channel: Channel
    readonly limit: number
    readonly leaseMs: number
  }): Promise<readonly ClaimedDelivery[]>
  /** Ends it, deletes its payload and writes the row of the trail. False when another process has claimed it meanwhile. */
  settle(
    delivery: Pick<ClaimedDelivery, 'id' | 'claim'>,
    end: { readonly state: DeliveryEnd; readonly note: AuditNote },
  ): Promise<boolean>
  /** Another try later; the one that ends here counts, unless it was none. False as above. */
  postpone(
    delivery: Pick<ClaimedDelivery, 'id' | 'claim'>,
    delayMs: number,
    counts?: 'a try' | 'not a try',
  ): Promise<boolean>
  /** Deletes what ended longer ago than that. */
  deleteSettled(olderThanMs: number): Promise<number>
}
