import type { BillingSystem, Reconcile } from '../../src/billing/port.ts'
import type { PostingCall } from '../../src/billing/posting-port.ts'

/** How a connection to the same billing is set up; what is left out is the adapter's default. */
export interface PostingOptions {
  readonly reconcile?: Reconcile
  readonly duplicateCheck?: boolean
  readonly timeoutMs?: number
}

/** A row of the billing's own ledger, as it tells it itself. */
export interface TrueRow {
  readonly id: string
  readonly accountId: string
  /** Decimal text with two decimals. */
  readonly amount: string
  readonly status: 'DONE' | 'CANCELED'
  readonly reference: string | null
  readonly comment: string | null
  /** Milliseconds since the epoch. */
  readonly postedAt: number
}

/** Money that was taken from an account, as the billing tells it itself. */
export interface TrueDebit {
  readonly id: string
  readonly amount: string
  readonly reference: string | null
  readonly description: string
}

/** A ticket of the billing's own, as it tells it itself. */
export interface TrueOpenedTicket {
  readonly id: string
  readonly accountId: string | null
  readonly category: string
  readonly subject: string
  /** The first message. */
  readonly text: string
  /** "name, phone, address", or null. */
  readonly contact: string | null
}

/** A message of the billing's own, as it tells it itself. */
export interface TrueWrittenMessage {
  readonly id: string
  readonly author: 'SUBSCRIBER' | 'OPERATOR'
  readonly authorName: string | null
  readonly text: string
}

/** The operations that money depends on, by what they are for. */
export type PostingOperation =
  | 'post'
  | 'cancel'
  | 'debit'
  | 'findDebit'
  | 'find'
  | 'list'
  | 'registry'
  | 'openTicket'
  | 'findTicket'
  | 'addMessage'
  | 'findMessage'
  | 'changeTicket'

/** What may befall an operation. The billing is told by names that `docs/sandbox.md` explains. */
export interface Trouble {
  readonly kind: string
  readonly times?: number
  readonly delayMs?: number
  readonly variant?: 'echo' | 'empty'
}

/**
 * A billing that takes payments, with an adapter and its own word on what is true: the ledger. An adapter is judged by the
 * ledger alone, and by how often the billing was called.
 */
export interface PostingSubject {
  readonly billing: BillingSystem
  /** Another connection to the same billing; it is closed with the subject. */
  connect(options: PostingOptions): BillingSystem
  /** A new account with an active agreement and no money. */
  openAccount(): Promise<{ readonly id: string; readonly number: string }>
  terminateAccount(number: string): Promise<void>
  balance(number: string): Promise<string>
  /** All rows of an account, oldest first. */
  rowsOf(accountId: string): Promise<readonly TrueRow[]>
  /** All rows, oldest first in the order of posting. */
  allRows(): Promise<readonly TrueRow[]>
  /** What was taken from an account for another one, oldest first. */
  debitsOf(accountId: string): Promise<readonly TrueDebit[]>
  /** The tickets that carry a reference, oldest first. */
  ticketsOf(reference: string): Promise<readonly TrueOpenedTicket[]>
  /** The messages of the ticket that carries a reference, oldest first. */
  messagesOf(reference: string): Promise<readonly TrueWrittenMessage[]>
  /** A payment of somebody else: a cash desk. */
  postForeign(payment: { number: string; amount: string; reference?: string; comment?: string }): Promise<void>
  spend(number: string): Promise<void>
  trouble(operation: PostingOperation, trouble: Trouble | string): Promise<void>
  clearTrouble(): Promise<void>
  /** Calls of an operation since the last reset. */
  calls(operation: PostingOperation): Promise<number>
  logins(): Promise<number>
  resetCalls(): Promise<void>
  expireSessions(): Promise<void>
  /** Milliseconds since the epoch. */
  now(): Promise<number>
  advance(milliseconds: number): Promise<void>
  /** An adapter whose billing nobody answers for: connections are refused. */
  connectToNobody(): Promise<BillingSystem>
  close(): Promise<void>
}

/** A caller who waits and may start. */
export function postingCall(mayStart: () => boolean = () => true): PostingCall {
  return { signal: AbortSignal.timeout(10_000), mayStart }
}
