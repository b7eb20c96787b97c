import { randomUUIDv7 } from 'node:crypto'
import { BillingError } from '../billing/error.ts'
import type { CancelOrderVerdict, OrderRefused, QuoteVerdict, ServiceOrderKey } from '../billing/order-port.ts'
import type { BillingCall, BillingSystem } from '../billing/port.ts'
import type { Money } from '../domain/money.ts'
import type { Intent, IntentRefusal } from '../domain/payment-intent.ts'
import { isExternalId } from '../domain/reference-template.ts'
import type { OrderQuote, OrderRefusal, OrderWish, ServiceOrder } from '../domain/service-order.ts'
import {
  findKeyed,
  fingerprintOf,
  type KeyedDesk,
  type KeyedRequest,
  type KeyedVerdict,
  type OrderKey,
  referenceOf,
  submitKeyed,
} from './keyed-order.ts'
import { wordsOf, writeDetails } from './service-order-details.ts'

export interface PlaceInput {
  readonly wish: OrderWish
  readonly accountNumber: string
  readonly idempotencyKey: string
  /** The price that was shown, as minor units; null when none was told. */
  readonly expectedPriceMinorUnits: bigint | null
}

export type PlaceRefusal =
  | OrderRefusal
  | 'INVALID_VALUE'
  | 'NOT_ALLOWED'
  | 'PRICE_CHANGED'
  | 'NOT_SUPPORTED'
  | 'BILLING_UNAVAILABLE'
  | 'OVERLOADED'
  | 'TOO_MANY_TRIES'
  | 'CLOSED_BY_OPERATOR'

export type PlaceVerdict =
  | { readonly kind: 'accepted'; readonly key: ServiceOrderKey }
  | { readonly kind: 'pending' }
  /** Nothing was ordered; where it is retryable the key is free as well. */
  | PlaceRefused
  | { readonly kind: 'conflict' }

export interface PlaceRefused {
  readonly kind: 'refused'
  readonly reason: PlaceRefusal
  readonly retryable: boolean
  readonly field: 'idempotencyKey' | null
  readonly earliestOn: string | null
}

export type CancelVerdict =
  | { readonly kind: 'cancelled'; readonly order: ServiceOrder }
  | { readonly kind: 'pending' }
  | {
      readonly kind: 'refused'
      readonly reason: 'ORDER_NOT_FOUND' | 'NOT_ALLOWED' | 'TOO_LATE' | 'BILLING_UNAVAILABLE'
    }

/**
 * What subscribers can do with orders. `place` rejects with a StoreError when the store does not answer: nobody knows then
 * whether the order became durable, and the same order again tells.
 */
export interface ServiceOrders {
  place(input: PlaceInput, request: KeyedRequest): Promise<PlaceVerdict>
  quote(wish: OrderWish, call: BillingCall): Promise<{ kind: 'quoted'; quote: OrderQuote } | PlaceRefused>
  cancel(key: ServiceOrderKey, call: BillingCall): Promise<CancelVerdict>
}

interface Parts extends KeyedDesk {
  readonly billing: Pick<BillingSystem, 'orders' | 'capabilities'>
}

/** The rest of an operation's time is for the quote before, and for reading the order after. */
const WAIT_SHARE = 0.6

export function createServiceOrders({
  operationTimeoutMs,
  ...given
}: Omit<Parts, 'waitMs'> & { readonly operationTimeoutMs: number }): ServiceOrders {
  const parts = { ...given, waitMs: operationTimeoutMs * WAIT_SHARE }
  return {
    place: (input, request) => place(parts, input, request),
    quote: async (wish, call) => {
      const verdict = await quote(parts, wish, call)
      return verdict.kind === 'quoted' ? verdict : refuse(verdict.reason, verdict)
    },
    cancel: (key, call) => cancel(parts, key, call),
  }
}

/**
 * Places an order. A known key comes first: whatever has changed since, a repeat hears what became of the first. The billing
 * is asked for the price before anything is kept, so that a refusal uses up no key.
 */
async function place(parts: Parts, input: PlaceInput, request: KeyedRequest): Promise<PlaceVerdict> {
  const startedAtMs = parts.clock.elapsedMs()
  const { wish, idempotencyKey } = input
  if (!isExternalId(idempotencyKey)) return refuse('INVALID_VALUE', { field: 'idempotencyKey' })
  const key = { principal: request.principal, kind: 'SERVICE_ORDER', externalId: idempotencyKey } as const
  const fingerprint = fingerprintOf(wordsOf(wish).map(String))
  const arrival = { request, startedAtMs }
  const known = await findKeyed(parts, { key, fingerprint, ...arrival })
  if (known !== null) return told(known)
  const quoted = await quote(parts, wish, request.call)
  if (quoted.kind === 'refused') {
    // The same order may have been let in while this one was quoted, and be what now stands in its way.
    const twin = await findKeyed(parts, { key, fingerprint, ...arrival })
    return twin === null ? refuse(quoted.reason, quoted) : told(twin)
  }
  const { price } = quoted.quote
  if (input.expectedPriceMinorUnits !== null && input.expectedPriceMinorUnits !== price.minorUnits) {
    return refuse('PRICE_CHANGED')
  }
  return told(await submitKeyed(parts, { ...key, fingerprint, ...orderOf(input, key, price) }, arrival))
}

function orderOf({ wish, accountNumber }: PlaceInput, key: OrderKey, price: Money) {
  return {
    id: randomUUIDv7(),
    reference: referenceOf('order', key),
    accountId: wish.accountId,
    accountNumber,
    amount: price,
    method: null,
    paidAt: null,
    details: writeDetails(wish),
    relatesTo: null,
    recordId: null,
  }
}

function told(verdict: KeyedVerdict): PlaceVerdict {
  switch (verdict.kind) {
    case 'kept':
      return answer(verdict.intent)
    case 'overloaded':
      return refuse('OVERLOADED', { retryable: true })
    case 'conflict':
      return { kind: 'conflict' }
  }
}

function answer({ state, accountId, recordId, refusal }: Intent): PlaceVerdict {
  switch (state) {
    case 'DONE':
      return recordId === null ? { kind: 'pending' } : { kind: 'accepted', key: { accountId, orderId: recordId } }
    case 'REJECTED':
      return refuse(reasonOf(refusal), { retryable: false })
    case 'ACCEPTED':
    case 'SENDING':
    case 'UNKNOWN':
    case 'OPERATOR':
      return { kind: 'pending' }
  }
}

/** The billing's words go through; what only payments are refused for is never said of an order. */
function reasonOf(refusal: IntentRefusal | null): PlaceRefusal {
  return refusal !== null && isOrderRefusal(refusal) ? refusal : 'CLOSED_BY_OPERATOR'
}

const ORDER_REFUSALS: Readonly<Record<OrderRefusal, true>> = {
  DEBT: true,
  NOT_ENOUGH_MONEY: true,
  TOO_EARLY: true,
  CONFLICTING_ORDER: true,
  NOT_OFFERED_IN_REGION: true,
  PRIVATE_TARIFF: true,
  AGREEMENT_ENDED: true,
  NOT_APPLICABLE: true,
  PERIOD_NOT_ALLOWED: true,
  VALUE_NOT_ALLOWED: true,
  NOT_FOUND: true,
}

function isOrderRefusal(word: string): word is OrderRefusal {
  return Object.hasOwn(ORDER_REFUSALS, word)
}

type Quoted = { kind: 'quoted'; quote: OrderQuote } | (Omit<PlaceRefused, 'field'> & { readonly field: null })

async function quote({ billing }: Parts, wish: OrderWish, call: BillingCall): Promise<Quoted> {
  const found = await askQuote(billing, wish, call)
  if (found === 'unavailable') return refuseQuote('BILLING_UNAVAILABLE')
  if (found === undefined) return refuseQuote('NOT_FOUND')
  return found.kind === 'quoted' ? found : refuseQuote(found.reason, found)
}

/** A wish that the billing has no words for is one for something that is not there. */
async function askQuote(
  { orders }: Pick<BillingSystem, 'orders'>,
  wish: OrderWish,
  call: BillingCall,
): Promise<QuoteVerdict | 'unavailable' | undefined> {
  try {
    const found = (await orders.quoteOrders([wish], call)).get(wish)
    return found instanceof BillingError ? 'unavailable' : found
  } catch (error) {
    if (!(error instanceof BillingError)) throw error
    return error.code === 'BILLING_UNWRITABLE_REQUEST' ? undefined : 'unavailable'
  }
}

function refuseQuote(reason: PlaceRefusal, told: Pick<OrderRefused, 'earliestOn'> | null = null): Quoted {
  return { kind: 'refused', reason, retryable: true, field: null, earliestOn: told?.earliestOn ?? null }
}

/** Canceling twice does no more than once, so that it needs no key; what is unknown is looked up at once. */
async function cancel({ billing: { orders } }: Parts, key: ServiceOrderKey, call: BillingCall): Promise<CancelVerdict> {
  const verdict = await orders
    .cancelOrder(key, { ...call, mayStart: () => true })
    .catch((error: unknown): CancelOrderVerdict | 'unsent' => {
      if (!(error instanceof BillingError)) throw error
      return error.outcome === 'not_applied' ? 'unsent' : { kind: 'already' }
    })
  if (verdict === 'unsent') return { kind: 'refused', reason: 'BILLING_UNAVAILABLE' }
  if (verdict.kind === 'refused') return verdict
  // What the billing says of its write is believed only when its next answer says the same.
  const found = await orders.findOrders([key], call).then((rows) => rows.get(key), readFailure)
  if (found === undefined || found instanceof BillingError) return { kind: 'pending' }
  return found.status === 'CANCELLED' ? { kind: 'cancelled', order: found } : { kind: 'pending' }
}

function readFailure(error: unknown): BillingError {
  if (error instanceof BillingError) return error
  throw error
}

function refuse(
  reason: PlaceRefusal,
  told: Partial<Pick<PlaceRefused, 'retryable' | 'field' | 'earliestOn'>> = {},
): PlaceRefused {
  const { retryable = false, field = null, earliestOn = null } = told
  return { kind: 'refused', reason, retryable, field, earliestOn }
}
