import type { Capabilities } from '../billing/port.ts'
import type { Account, AccountId } from '../domain/account.ts'
import type { Money } from '../domain/money.ts'
import { isOwnKey } from '../domain/reference-template.ts'
import {
  TRANSFER_REFERENCE_LENGTH,
  type Transfer,
  type TransferKind,
  type TransferRefusal,
} from '../domain/transfer.ts'
import { isAccountNumber } from './partner-desk.ts'

/**
 * An account as it was asked for. Whether whoever asks may see it, and pay from it, is asked for a new key only: a repeat hears
 * of the first whatever was taken from him since.
 */
export interface AskedAccount {
  readonly id: AccountId
  readonly see: () => Promise<{ readonly number: string } | 'ACCOUNT_NOT_FOUND' | 'NOT_ALLOWED'>
}

/** What is asked for. The currency is that of the paying account. */
export interface TransferInput {
  readonly from: AskedAccount
  readonly amountMinorUnits: bigint
  readonly idempotencyKey: string
}

export interface TopUpInput extends TransferInput {
  readonly accountNumber: string
}

export interface OwnTransferInput extends TransferInput {
  readonly to: AskedAccount
}

export type TransferReason =
  | 'INVALID_VALUE'
  | 'ACCOUNT_NOT_FOUND'
  | 'NOT_ALLOWED'
  | 'SAME_ACCOUNT'
  | 'RECIPIENT_NOT_FOUND'
  | 'RECIPIENT_CLOSED'
  | 'CURRENCY_MISMATCH'
  | 'DIFFERENT_OPERATOR'
  | 'AMOUNT_TOO_LARGE'
  | 'DAY_LIMIT_REACHED'
  | 'TOO_MANY_TRANSFERS'
  | 'TOO_MANY_TRIES'
  | 'NOT_ENOUGH_MONEY'
  | 'AGREEMENT_ENDED'
  | 'ACCOUNT_FROZEN'
  | 'AMOUNT_NOT_ACCEPTED'
  | 'CLOSED_BY_OPERATOR'
  | 'NOT_SUPPORTED'
  | 'BILLING_UNAVAILABLE'

export type TransferField =
  | 'accountId'
  | 'accountNumber'
  | 'fromAccountId'
  | 'toAccountId'
  | 'amount'
  | 'idempotencyKey'

export interface TransferRefused {
  readonly kind: 'refused'
  readonly reason: TransferReason
  readonly retryable: boolean
  readonly field: TransferField | null
  readonly retryAfterSeconds: number | null
  /** What was kept; null when nothing was. */
  readonly transfer: Transfer | null
}

export type TransferVerdict =
  | { readonly kind: 'done'; readonly transfer: Transfer }
  /** Kept, and decided later. */
  | { readonly kind: 'pending'; readonly transfer: Transfer }
  | TransferRefused
  /** The key was used for another transfer. */
  | { readonly kind: 'conflict' }

/** What may be transferred at most. */
export interface TransferAllowance {
  readonly maxMinorUnits: bigint
  /** From one account within a day of the billing's time zone. */
  readonly maxMinorUnitsPerDay: bigint
}

/** 15,000.00 at once and 30,000.00 a day: what a family pays for each other, and not what a thief would like. */
export const DEFAULT_ALLOWANCE: TransferAllowance = { maxMinorUnits: 1_500_000n, maxMinorUnitsPerDay: 3_000_000n }

/**
 * Whether the billing can be trusted with transfers: a debit is found again by its reference, payments are as surely found
 * as that, and both references fit.
 */
export function canTransfer({ transfers, reconcile, maxReferenceLength }: Capabilities): boolean {
  return transfers && reconcile === 'exact' && maxReferenceLength >= TRANSFER_REFERENCE_LENGTH
}

/** What no transfer can have, whenever it is asked for. */
export function findMalformed(input: TransferInput & { readonly accountNumber?: string }): TransferField | null {
  if (!isOwnKey(input.idempotencyKey)) return 'idempotencyKey'
  if (input.accountNumber !== undefined && !isAccountNumber(input.accountNumber)) return 'accountNumber'
  return input.amountMinorUnits <= 0n ? 'amount' : null
}

/** What speaks against giving one account's money to the other; null when nothing does. */
export function objectToPair(from: Account, to: Account, kind: TransferKind): TransferRefused | null {
  const field = kind === 'OWN' ? 'toAccountId' : 'accountNumber'
  if (from.id === to.id) return refuse('SAME_ACCOUNT', { field })
  if (to.status === 'TERMINATED') return refuse('RECIPIENT_CLOSED', { field })
  // What is on an account is owed by a legal entity, and no debt passes to another one by a subscriber's word.
  if (from.operatorId !== to.operatorId) return refuse('DIFFERENT_OPERATOR', { field })
  return currencyOf(from) === currencyOf(to) ? null : refuse('CURRENCY_MISMATCH', { field })
}

export function currencyOf({ balance }: Pick<Account, 'balance'>): Money['currency'] {
  return balance.amount.currency
}

/** What is told of a transfer as it stands. */
export function answerOf(transfer: Transfer): TransferVerdict {
  switch (transfer.state) {
    case 'DONE':
      return { kind: 'done', transfer }
    case 'REFUSED':
      return refuse(reasonOf(PAYER_REASONS, transfer.refusal), { transfer })
    case 'RETURNED':
      return refuse(reasonOf(RECIPIENT_REASONS, transfer.refusal), { transfer })
    case 'DEBITING':
    case 'CREDITING':
    case 'RETURNING':
    case 'OPERATOR':
      return { kind: 'pending', transfer }
  }
}

/** Why the payer's account could not be debited. */
const PAYER_REASONS = {
  NOT_ENOUGH_MONEY: 'NOT_ENOUGH_MONEY',
  ACCOUNT_FROZEN: 'ACCOUNT_FROZEN',
  ACCOUNT_NOT_FOUND: 'ACCOUNT_NOT_FOUND',
  ACCOUNT_CLOSED: 'AGREEMENT_ENDED',
  AMOUNT_NOT_ACCEPTED: 'AMOUNT_NOT_ACCEPTED',
} as const satisfies Reasons

/** Why the recipient could not be given the money. */
const RECIPIENT_REASONS = {
  ACCOUNT_NOT_FOUND: 'RECIPIENT_NOT_FOUND',
  ACCOUNT_CLOSED: 'RECIPIENT_CLOSED',
  AMOUNT_NOT_ACCEPTED: 'AMOUNT_NOT_ACCEPTED',
} as const satisfies Reasons

type Reasons = Partial<Record<TransferRefusal, TransferReason>>

/** What else a refusal can be is never said by the billing of such an order, but by a person. */
function reasonOf(reasons: Reasons, refusal: TransferRefusal | null): TransferReason {
  return (refusal === null ? undefined : reasons[refusal]) ?? 'CLOSED_BY_OPERATOR'
}

export function refuse(
  reason: TransferReason,
  told: Partial<Pick<TransferRefused, 'retryable' | 'field' | 'retryAfterSeconds' | 'transfer'>> = {},
): TransferRefused {
  const { retryable = false, field = null, retryAfterSeconds = null, transfer = null } = told
  return { kind: 'refused', reason, retryable, field, retryAfterSeconds, transfer }
}
