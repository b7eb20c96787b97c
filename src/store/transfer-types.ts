import type { AccountId } from '../domain/account.ts'
import type { Transfer, TransferId, TransferState } from '../domain/transfer.ts'
import type { AuditNote, LimitedVerdict } from './intent-store.ts'
import type { StoreCall } from './store.ts'

export type NewTransfer = Pick<
  Transfer,
  | 'id'
  | 'kind'
  | 'principal'
  | 'externalId'
  | 'fingerprint'
  | 'fromAccountId'
  | 'fromAccountNumber'
  | 'toAccountId'
  | 'toAccountNumber'
  | 'amount'
>

/** What may leave one account at most, the new transfer included. One that is refused or returned counts no more in its day. */
export interface TransferLimits {
  /** The day that is counted for, by its first instant. */
  readonly dayStart: number
  readonly maxMinorUnitsPerDay: bigint
  /** Within a minute, as payments of partners are counted. */
  readonly maxPerMinute: number
}

export type AcceptTransferVerdict =
  /** Stored, `DEBITING`, and claimed for the caller: fence 1, due when the lease ends. */
  | { readonly kind: 'created'; readonly transfer: Transfer }
  /** The principal has used this key before; nothing was changed. */
  | { readonly kind: 'known'; readonly transfer: Transfer }

/**
 * The new values of a move; what is absent stays. Refused as STORE_FAILED: one under way that is never due, an end that is
 * due, an end without its reason.
 */
export interface TransferChange {
  readonly to: TransferState
  /** From now on the store's clock; null for what is over, or a person's. */
  readonly dueInMs: number | null
  readonly refusal?: Transfer['refusal']
  /** True counts one more attempt to give the money back. */
  readonly returns?: boolean
  /** What a person has decided. */
  readonly resolution?: Transfer['resolution']
}

/** The claim that a move is made under. */
export type TransferClaim = Pick<Transfer, 'id' | 'fence' | 'state'>

export type MoveTransferVerdict =
  | { readonly kind: 'moved'; readonly transfer: Transfer }
  /** Somebody else holds the transfer, or it has another state by now; nothing was changed. */
  | { readonly kind: 'fence_lost' }

/**
 * Transfers. Every method is one transaction, durable when it answers, on the database's own clock. A change of state is
 * written with its audit row, or not at all.
 */
export interface TransferStore {
  /** Limits hold however many are accepted at once. What is known is never limited. */
  accept(
    transfer: NewTransfer,
    options: { readonly leaseMs: number; readonly audit: AuditNote; readonly limits: TransferLimits },
    call?: StoreCall,
  ): Promise<AcceptTransferVerdict | LimitedVerdict>
  find(id: TransferId, call?: StoreCall): Promise<Transfer | null>
  findByExternalId(key: { principal: string; externalId: string }): Promise<Transfer | null>
  /** Those that an account has paid, the newest first. */
  listOfPayer(
    page: { readonly accountId: AccountId; readonly beforeId: TransferId | null; readonly limit: number },
    call?: StoreCall,
  ): Promise<readonly Transfer[]>
  /** Claims what is longest due: the fence grows, and it is due again when the lease ends. In the order of ids. */
  claimDue(options: { readonly limit: number; readonly leaseMs: number }): Promise<readonly Transfer[]>
  /** Claims one that waits for a person, whoever held it; null when it does not. */
  claimOfPerson(id: TransferId): Promise<Transfer | null>
  /** Applies only while the claim holds. `audit` is required where the state changes, and refused to be left out. */
  move(claim: TransferClaim, change: TransferChange, audit: AuditNote | null): Promise<MoveTransferVerdict>
  /** Those that wait for a person themselves, or through an intent of theirs; oldest first. */
  listStuck(page: { readonly afterId: TransferId | null; readonly limit: number }): Promise<readonly Transfer[]>
}
