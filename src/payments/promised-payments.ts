import { randomUUIDv7 } from 'node:crypto'
import { BillingError } from '../billing/error.ts'
import type { BillingCall, BillingSystem } from '../billing/port.ts'
import type { AccountId } from '../domain/account.ts'
import type { Intent, IntentRefusal } from '../domain/payment-intent.ts'
import type { NoPromiseReason, PromisedPaymentId, PromisedPaymentOffer } from '../domain/promised-payment.ts'
import { isOwnKey } from '../domain/reference-template.ts'
import type { Order } from './engine.ts'
import {
  findKeyed,
  fingerprintOf,
  type KeyedDesk,
  type KeyedRequest,
  type KeyedVerdict,
  referenceOf,
  submitKeyed,
} from './keyed-order.ts'

export interface TakeInput {
  readonly accountId: AccountId
  /**
   * Whether whoever asks may see the account and order for it. Asked for a new key only: a repeat hears of the first whatever
   * was taken from him since.
   */
  readonly see: () => Promise<{ readonly number: string } | 'ACCOUNT_NOT_FOUND' | 'NOT_ALLOWED'>
  readonly amountMinorUnits: bigint
  /** The fee that was shown. */
  readonly feeMinorUnits: bigint
  readonly idempotencyKey: string
}

export type TakeRefusal =
  | NoPromiseReason
  | 'ACCOUNT_NOT_FOUND'
  | 'NOT_ALLOWED'
  | 'INVALID_VALUE'
  | 'AMOUNT_NOT_OFFERED'
  | 'FEE_CHANGED'
  | 'NOT_SUPPORTED'
  | 'BILLING_UNAVAILABLE'
  | 'OVERLOADED'
  | 'CLOSED_BY_OPERATOR'

export interface TakeRefused {
  readonly kind: 'refused'
  readonly reason: TakeRefusal
  readonly retryable: boolean
  readonly field: 'accountId' | 'idempotencyKey' | 'amount' | 'fee' | null
  /** From when one may be taken again; null when that is not known. */
  readonly availableAt: number | null
}

export type TakeVerdict =
  | { readonly kind: 'taken'; readonly accountId: AccountId; readonly promiseId: PromisedPaymentId }
  /** Kept, and decided later. */
  | { readonly kind: 'pending' }
  | TakeRefused
  /** The key was used for something else. */
  | { readonly kind: 'conflict' }

/**
 * What subscribers can do with promised payments. Rejects with a StoreError when the store does not answer: nobody knows
 * then whether the order became durable, and the same again tells.
 */
export interface PromisedPayments {
  take(input: TakeInput, request: KeyedRequest): Promise<TakeVerdict>
}

interface Parts extends KeyedDesk {
  readonly billing: Pick<BillingSystem, 'promisedPayments' | 'capabilities'>
}

/** The rest of an operation's time is for the offer before, and for reading what was taken after. */
const WAIT_SHARE = 0.6

export function createPromisedPayments({
  operationTimeoutMs,
  ...given
}: Omit<Parts, 'waitMs'> & { readonly operationTimeoutMs: number }): PromisedPayments {
  const parts = { ...given, waitMs: operationTimeoutMs * WAIT_SHARE }
  return { take: (input, request) => take(parts, input, request) }
}

/**
 * A known key comes first: whatever has changed since, a repeat hears what became of the first. The billing is asked for
 * its offer before anything is kept, so that a refusal uses up no key.
 */
async function take(parts: Parts, input: TakeInput, request: KeyedRequest): Promise<TakeVerdict> {
  const startedAtMs = parts.clock.elapsedMs()
  if (!isOwnKey(input.idempotencyKey)) return refuse('INVALID_VALUE', { field: 'idempotencyKey' })
  const key = { principal: request.principal, kind: 'PROMISED_PAYMENT', externalId: input.idempotencyKey } as const
  const fingerprint = fingerprintOf(wordsOf(input))
  const arrival = { request, startedAtMs }
  const known = await findKeyed(parts, { key, fingerprint, ...arrival })
  if (known !== null) return told(known)
  const asked = await askOffer(parts, input, request.call)
  if ('reason' in asked) {
    // The same order may have been let in while this one asked, and be what now stands in its way.
    const twin = await findKeyed(parts, { key, fingerprint, ...arrival })
    return twin === null ? asked : told(twin)
  }
  const { accountNumber, offer } = asked
  const order: Order = {
    ...key,
    id: randomUUIDv7(),
    fingerprint,
    reference: referenceOf('promise', key),
    accountId: input.accountId,
    accountNumber,
    amount: { minorUnits: input.amountMinorUnits, currency: offer.minAmount.currency },
    method: null,
    paidAt: null,
    details: null,
    relatesTo: null,
    recordId: null,
  }
  return told(await submitKeyed(parts, order, arrival))
}

function wordsOf({ accountId, amountMinorUnits, feeMinorUnits }: TakeInput): readonly string[] {
  return ['promised-payment', accountId, String(amountMinorUnits), String(feeMinorUnits)]
}

type Offered = Extract<PromisedPaymentOffer, { kind: 'offered' }>

interface Asked {
  readonly accountNumber: string
  readonly offer: Offered
}

/** The offer that the order fits, or why there is none. */
async function askOffer(
  { billing: { promisedPayments, capabilities } }: Parts,
  { accountId, see, amountMinorUnits, feeMinorUnits }: TakeInput,
  call: BillingCall,
): Promise<Asked | TakeRefused> {
  const seen = await see()
  if (typeof seen === 'string') return refuse(seen, { field: 'accountId' })
  if (!capabilities.promisedPayments) return refuse('NOT_SUPPORTED')
  const found = await promisedPayments.findPromiseOffers([accountId], call).then(
    (offers) => offers.get(accountId),
    (error: unknown) => {
      if (error instanceof BillingError) return error
      throw error
    },
  )
  if (found instanceof BillingError) return refuse('BILLING_UNAVAILABLE', { retryable: true })
  if (found === undefined) return refuse('ACCOUNT_NOT_FOUND')
  if (found.kind === 'not_offered') return refuse(found.reason, { availableAt: found.availableAt })
  if (feeMinorUnits !== found.fee.minorUnits) return refuse('FEE_CHANGED', { field: 'fee' })
  const fits = amountMinorUnits >= found.minAmount.minorUnits && amountMinorUnits <= found.maxAmount.minorUnits
  return fits ? { accountNumber: seen.number, offer: found } : refuse('AMOUNT_NOT_OFFERED', { field: 'amount' })
}

function told(verdict: KeyedVerdict): TakeVerdict {
  switch (verdict.kind) {
    case 'kept':
      return answer(verdict.intent)
    case 'overloaded':
      return refuse('OVERLOADED', { retryable: true })
    case 'conflict':
      return { kind: 'conflict' }
  }
}

function answer({ state, accountId, recordId, refusal }: Intent): TakeVerdict {
  switch (state) {
    case 'DONE':
      return recordId === null ? { kind: 'pending' } : { kind: 'taken', accountId, promiseId: recordId }
    case 'REJECTED':
      return refuse(reasonOf(refusal))
    case 'ACCEPTED':
    case 'SENDING':
    case 'UNKNOWN':
    case 'OPERATOR':
      return { kind: 'pending' }
  }
}

/** The billing's words for a promise; what else a refusal can be is never said of one. */
const REASONS = {
  NO_DEBT: 'NO_DEBT',
  ALREADY_ACTIVE: 'ALREADY_ACTIVE',
  TOO_SOON: 'TOO_SOON',
  NOT_OFFERED: 'NOT_OFFERED',
  ACCOUNT_CLOSED: 'ACCOUNT_CLOSED',
  ACCOUNT_NOT_FOUND: 'ACCOUNT_NOT_FOUND',
  AMOUNT_NOT_ACCEPTED: 'AMOUNT_NOT_OFFERED',
} as const satisfies Partial<Record<IntentRefusal, TakeRefusal>>

function reasonOf(refusal: IntentRefusal | null): TakeRefusal {
  return isOfPromises(refusal) ? REASONS[refusal] : 'CLOSED_BY_OPERATOR'
}

function isOfPromises(refusal: IntentRefusal | null): refusal is keyof typeof REASONS {
  return refusal !== null && Object.hasOwn(REASONS, refusal)
}

function refuse(
  reason: TakeRefusal,
  told: Partial<Pick<TakeRefused, 'retryable' | 'field' | 'availableAt'>> = {},
): TakeRefused {
  const { retryable = false, field = null, availableAt = null } = told
  return { kind: 'refused', reason, retryable, field, availableAt }
}
