import type { Checkout } from '../domain/checkout.ts'
import type {
  Intent,
  IntentAttention,
  IntentId,
  IntentKind,
  IntentRefusal,
  IntentState,
} from '../domain/payment-intent.ts'
import type { AuditEntry, StoreCall } from './store.ts'

/** An audit row whose instant is the store's own. */
export type AuditNote = Omit<AuditEntry, 'at'>

export type NewIntent = Pick<
  Intent,
  | 'id'
  | 'kind'
  | 'principal'
  | 'externalId'
  | 'fingerprint'
  | 'reference'
  | 'accountId'
  | 'accountNumber'
  | 'amount'
  | 'method'
  | 'paidAt'
  | 'relatesTo'
  | 'serialKey'
  | 'details'
  // A cancellation knows the billing's record from the start.
  | 'recordId'
>

export type AcceptVerdict =
  /** Stored, `ACCEPTED`, and claimed for the caller: fence 1, due when the lease ends. */
  | { readonly kind: 'created'; readonly intent: Intent }
  /** The principal has used this id for this kind before; nothing was changed. */
  | { readonly kind: 'known'; readonly intent: Intent }
  /** Another intent of this kind carries this reference already; nothing was changed. */
  | { readonly kind: 'reference_taken'; readonly intent: Intent }

/** What may be accepted for a principal at most, the new payment included. */
export interface IntentLimits {
  /**
   * The day that is counted for, by its first instant. What is rejected counts no more, nor what is done without having been
   * sent; what is in doubt does.
   */
  readonly dayStart: number
  /** Null where the sum of the day is neither asked nor added to. Such a payment gives nothing back. */
  readonly maxMinorUnitsPerDay: bigint | null
  /** Within a minute of the store's clock; of the minute before counts as much as lies within sixty seconds. */
  readonly maxPerMinute: number
}

/** One more would pass a limit; nothing was changed. */
export interface LimitedVerdict {
  readonly kind: 'limited'
  readonly limit: 'DAY' | 'MINUTE'
}

/** The claim of a checkout under which something is ordered for it. */
export type HeldClaim = Pick<Checkout, 'id' | 'fence' | 'state'>

/** Somebody else has claimed the checkout since then, or it has another state; nothing was changed. */
export interface ClaimLostVerdict {
  readonly kind: 'claim_lost'
}

/**
 * The new values of a move; what is absent stays. Lengths of time count from the store's own clock, and a part of a
 * millisecond is a whole one.
 *
 * The store refuses, as STORE_FAILED, what no engine may do: an open intent that is never due, a final one that is due and
 * not watched, a rejection without a reason, a send that was never begun.
 */
export interface IntentChange {
  readonly to: IntentState
  /** Null: recovery never looks again. Only for final intents and those of a person. */
  readonly dueInMs: number | null
  /** True begins an attempt: counts it, notes its instant, and forgets the absences. */
  readonly begins?: boolean
  /** True when the attempt is known not to have left: it does not count. With `begins` another takes its place. */
  readonly unsent?: boolean
  readonly settledInMs?: number
  readonly absences?: number
  readonly watchForMs?: number | null
  readonly mark?: string | null
  readonly sentFor?: Intent['sentFor']
  readonly recordId?: string | null
  readonly registeredAt?: number | null
  readonly refusal?: IntentRefusal | null
  readonly attention?: IntentAttention | null
}

/** The claim that a move is made under. */
export type IntentClaim = Pick<Intent, 'id' | 'fence' | 'state'>

export type MoveVerdict =
  | { readonly kind: 'moved'; readonly intent: Intent }
  /** Somebody else holds the intent, or it has another state by now; nothing was changed. */
  | { readonly kind: 'fence_lost' }
  /** Another intent with the same serial key is being sent or unknown; nothing was changed. */
  | { readonly kind: 'account_busy' }

/**
 * Orders to move money. Every method is one transaction, durable when it answers, on the database's own clock: replicas
 * need not agree on the time. A change of state is written with its audit row, or not at all.
 */
export interface IntentStore {
  accept(
    intent: NewIntent,
    options: { readonly leaseMs: number; readonly audit: AuditNote },
    call?: StoreCall,
  ): Promise<AcceptVerdict>
  /** The same within limits, which hold however many are accepted at once. What is known or taken is never limited. */
  acceptWithin(
    intent: NewIntent,
    options: { readonly leaseMs: number; readonly audit: AuditNote; readonly limits: IntentLimits },
    call?: StoreCall,
  ): Promise<AcceptVerdict | LimitedVerdict>
  /**
   * The same while the claim of a checkout holds. Whoever claims the checkout afterwards finds the intent: a claim and this wait for
   * each other.
   */
  acceptHeld(
    intent: NewIntent,
    options: { readonly leaseMs: number; readonly audit: AuditNote; readonly claim: HeldClaim },
    call?: StoreCall,
  ): Promise<AcceptVerdict | ClaimLostVerdict>
  find(id: IntentId): Promise<Intent | null>
  findByExternalId(key: { principal: string; kind: IntentKind; externalId: string }): Promise<Intent | null>
  /**
   * Claims what is longest due: the fence grows, and it is due again when the lease ends. Answers in the order of ids.
   * Replicas do not wait for each other; what one is changing is left to it.
   */
  claimDue(options: { readonly limit: number; readonly leaseMs: number }): Promise<readonly Intent[]>
  /**
   * Claims one intent for a person's decision, whoever held it; null when it is in none of these states. What is never
   * due stays so.
   */
  claim(
    id: IntentId,
    options: { readonly states: readonly IntentState[]; readonly leaseMs: number },
  ): Promise<Intent | null>
  /**
   * Applies only while the claim holds. `audit` is required where the state changes, and rejected without. When one with a
   * serial key ends, the oldest `ACCEPTED` one of that key is due at once. A payment that is done by a record which another
   * one is done by gets the attention `RECORD_SHARED`, and so does the other, with an audit row of its own.
   */
  move(claim: IntentClaim, change: IntentChange, audit: AuditNote | null): Promise<MoveVerdict>
  /** Which of these records of the billing belong to intents other than `except`; kinds of one group share their ids. */
  findTakenRecordIds(query: TakenQuery): Promise<ReadonlySet<string>>
  /** Which of these records more than one payment that is done names. */
  findSharedRecordIds(recordIds: readonly string[]): Promise<ReadonlySet<string>>
  /** Intents in `OPERATOR`, or final ones with `attention`; oldest first. */
  listAttention(page: { readonly afterId: IntentId | null; readonly limit: number }): Promise<readonly Intent[]>
  /** Intents by the instant of acceptance, half-open, in the order of their ids. */
  list(page: IntentPageKey): Promise<readonly Intent[]>
  /** Those of these references that an intent carries, rejected ones left out. */
  findByReferences(kind: IntentKind, references: readonly string[]): Promise<readonly Intent[]>
  /** The one under a serial key that is being sent or unknown; null where nobody has the turn. */
  findInTurn(serialKey: string): Promise<Intent | null>
  /** The cancellations of these payments that are not rejected. */
  findCancellations(ids: readonly IntentId[]): Promise<readonly Intent[]>
  /** How many intents of one principal that were accepted since then are done. */
  countDone(key: { readonly principal: string; readonly kind: IntentKind; readonly since: number }): Promise<number>
  /** How many intents stand in each state that is not final, and how many carry `attention`; for metrics. */
  count(): Promise<IntentCounts>
}

export interface TakenQuery {
  readonly kinds: readonly IntentKind[]
  readonly recordIds: readonly string[]
  readonly except: IntentId
  /** Only those of intents that were done before this instant. */
  readonly doneBefore?: number
}

export interface IntentPageKey {
  /** Null for all. */
  readonly principal: string | null
  readonly kind: IntentKind
  readonly from: number
  readonly to: number
  readonly afterId: IntentId | null
  readonly limit: number
}

export type IntentCounts = Readonly<Record<Exclude<IntentState, 'DONE' | 'REJECTED'> | 'attention', number>>
