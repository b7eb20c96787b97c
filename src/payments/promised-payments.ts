import { createHash, randomUUIDv7 } from 'node:crypto'
import { BillingError } from '../billing/error.ts'
import type { BillingCall, BillingSystem } from '../billing/port.ts'
import type { AccountId } from '../domain/account.ts'
import type { Intent, IntentRefusal } from '../domain/payment-intent.ts'
import type { NoPromiseReason, PromisedPaymentId, PromisedPaymentOffer } from '../domain/promised-payment.ts'
import { isExternalId } from '../domain/reference-template.ts'
import type { IntentStore } from '../store/intent-store.ts'
import type { Clock } from './clock.ts'
import type { Order, PaymentEngine } from './engine.ts'
import { fingerprintOf } from './partner-desk.ts'

export interface TakeInput {
  readonly accountId: AccountId
  readonly accountNumber: string
  readonly amountMinorUnits: bigint
  /** The fee that was shown. */
  readonly feeMinorUnits: bigint
  readonly idempotencyKey: string
}

/** Who takes it, and the request that it is taken with. `principal` tells orderers apart. */
export interface TakeRequest {
  readonly principal: string
  readonly requestId: string
  readonly call: BillingCall
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
  readonly field: 'idempotencyKey' | 'amount' | 'fee' | null
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
  take(input: TakeInput, request: TakeRequest): Promise<TakeVerdict>
}

interface Parts {
  readonly billing: Pick<BillingSystem, 'promisedPayments' | 'capabilities'>
  readonly intents: Pick<IntentStore, 'findByExternalId'>
  readonly engine: Pick<PaymentEngine, 'submit'>
  readonly clock: Clock
  /** From the arrival of an order to its answer, at most; the order itself goes on. */
  readonly waitMs: number
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
async function take(parts: Parts, input: TakeInput, request: TakeRequest): Promise<TakeVerdict> {
  const startedAtMs = parts.clock.elapsedMs()
  if (!isExternalId(input.idempotencyKey)) return refuse('INVALID_VALUE', { field: 'idempotencyKey' })
  const key = { principal: request.principal, kind: 'PROMISED_PAYMENT', externalId: input.idempotencyKey } as const
  const fingerprint = fingerprintOf(wordsOf(input))
  const known = await parts.intents.findByExternalId(key)
  if (known !== null && known.fingerprint !== fingerprint) return { kind: 'conflict' }
  if (known !== null && known.state !== 'ACCEPTED' && known.state !== 'SENDING') return answer(known)
  if (known !== null) return submit(parts, { order: known, request, startedAtMs })
  if (!parts.billing.capabilities.promisedPayments) return refuse('NOT_SUPPORTED')
  const offer = await askOffer(parts, input, request.call)
  if (offer.kind === 'refused') {
    // The same order may have been let in while this one asked, and be what now stands in its way.
    const twin = await parts.intents.findByExternalId(key)
    if (twin === null) return offer
    return twin.fingerprint === fingerprint
      ? submit(parts, { order: twin, request, startedAtMs })
      : { kind: 'conflict' }
  }
  const order: Order = {
    ...key,
    id: randomUUIDv7(),
    fingerprint,
    reference: referenceOf(key),
    accountId: input.accountId,
    accountNumber: input.accountNumber,
    amount: { minorUnits: input.amountMinorUnits, currency: offer.minAmount.currency },
    method: null,
    paidAt: null,
    details: null,
    relatesTo: null,
    recordId: null,
  }
  return submit(parts, { order, request, startedAtMs })
}

function wordsOf({ accountId, amountMinorUnits, feeMinorUnits }: TakeInput): readonly string[] {
  return ['promised-payment', accountId, String(amountMinorUnits), String(feeMinorUnits)]
}

/** Derived from who takes it and the key, so that no two have the same one. */
function referenceOf({ principal, externalId }: { principal: string; externalId: string }): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([principal, externalId]))
    .digest('hex')
  return `promise/${digest.slice(0, REFERENCE_DIGITS)}`
}

/** 160 bits, and short enough for a billing with small columns. */
const REFERENCE_DIGITS = 40

type Offered = Extract<PromisedPaymentOffer, { kind: 'offered' }>

/** The offer that the order fits, or why there is none. */
async function askOffer(
  { billing: { promisedPayments } }: Parts,
  { accountId, amountMinorUnits, feeMinorUnits }: TakeInput,
  call: BillingCall,
): Promise<Offered | TakeRefused> {
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
  return fits ? found : refuse('AMOUNT_NOT_OFFERED', { field: 'amount' })
}

async function submit(
  { engine, clock, waitMs }: Parts,
  { order, request, startedAtMs }: { order: Order; request: TakeRequest; startedAtMs: number },
): Promise<TakeVerdict> {
  const by = { actor: request.principal, requestId: request.requestId }
  const leftMs = Math.max(0, waitMs - (clock.elapsedMs() - startedAtMs))
  const verdict = await engine.submit(order, { by, waitMs: leftMs })
  switch (verdict.kind) {
    case 'accepted':
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
