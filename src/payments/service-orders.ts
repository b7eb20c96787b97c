import { randomUUIDv7 } from 'node:crypto'
import { BillingError } from '../billing/error.ts'
import type { CancelOrderVerdict, QuoteVerdict, ServiceOrderKey } from '../billing/order-port.ts'
import type { BillingCall, BillingSystem } from '../billing/port.ts'
import type { Money } from '../domain/money.ts'
import type { Intent, IntentRefusal } from '../domain/payment-intent.ts'
import { isOwnKey } from '../domain/reference-template.ts'
import type { OrderQuote, OrderRefusal, OrderWish, ServiceOrder, ServiceOrderId } from '../domain/service-order.ts'
import type { Order } from './engine.ts'
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
import {
  type Expectation,
  judgePrice,
  type PlaceRefusal,
  type PlaceRefused,
  refuseOrder,
} from './service-order-refusals.ts'
import { claimWish, type WishDesk, wishKeyOf } from './wishes.ts'

export interface PlaceInput {
  readonly wish: OrderWish
  readonly accountNumber: string
  readonly idempotencyKey: string
  readonly expected: Expectation
  /** The order that the same was known to be ordered by, when it is to be ordered once more; null otherwise. */
  readonly againAfter: ServiceOrderId | null
}

export type PlaceVerdict =
  | { readonly kind: 'accepted'; readonly key: ServiceOrderKey }
  | { readonly kind: 'pending' }
  /** Nothing was ordered. */
  | PlaceRefused
  | { readonly kind: 'conflict' }

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
  /** What it would cost, if that is what was expected. */
  quote(wish: OrderWish, expected: Expectation, call: BillingCall): Promise<QuotedOrder | PlaceRefused>
  cancel(key: ServiceOrderKey, call: BillingCall): Promise<CancelVerdict>
}

export interface QuotedOrder {
  readonly kind: 'quoted'
  readonly quote: OrderQuote
}

interface Parts extends KeyedDesk, WishDesk {
  readonly billing: Pick<BillingSystem, 'orders' | 'capabilities'>
  readonly intents: KeyedDesk['intents'] & WishDesk['intents']
  readonly clock: WishDesk['clock']
}

/** So long somebody who wishes for the same is told that it is ordered already. */
const SAME_WISH_MS = 10 * 60_000

/** The rest of an operation's time is for the quote before, and for reading the order after. */
const WAIT_SHARE = 0.6

export function createServiceOrders({
  operationTimeoutMs,
  ...given
}: Omit<Parts, 'waitMs'> & { readonly operationTimeoutMs: number }): ServiceOrders {
  const parts = { ...given, waitMs: operationTimeoutMs * WAIT_SHARE }
  return {
    place: (input, request) => place(parts, input, request),
    quote: (wish, expected, call) => quote(parts, { wish, expected }, call),
    cancel: (key, call) => cancel(parts, key, call),
  }
}

/**
 * Places an order. A known key comes first: whatever has changed since, a repeat hears what became of the first. The billing
 * is asked for the price before anything is kept, so that a refusal uses up no key.
 */
async function place(parts: Parts, input: PlaceInput, request: KeyedRequest): Promise<PlaceVerdict> {
  const { wish, idempotencyKey } = input
  if (!isOwnKey(idempotencyKey)) return refuseOrder('INVALID_VALUE', { field: 'idempotencyKey' })
  const key = { principal: request.principal, kind: 'SERVICE_ORDER', externalId: idempotencyKey } as const
  const fingerprint = fingerprintOf(wordsOf(wish).map(String))
  const keyed = { key, fingerprint, request, startedAtMs: parts.clock.elapsedMs() }
  const known = await findKeyed(parts, keyed)
  if (known !== null) return told(known)
  const quoted = await quote(parts, input, request.call)
  if (quoted.kind === 'refused') {
    // The same order may have been let in while this one was quoted, and be what now stands in its way.
    const twin = await findKeyed(parts, keyed)
    return twin === null ? quoted : told(twin)
  }
  return await placeOnce(
    parts,
    { ...key, fingerprint, ...orderOf(input, key, quoted.quote.price) },
    { input, keyed, call: request.call },
  )
}

type Keyed = Parameters<typeof findKeyed>[1]

/** Gives the order, unless the same was ordered for the account a short time ago. */
async function placeOnce(
  parts: Parts,
  order: Order,
  { input, keyed, call }: { readonly input: PlaceInput; readonly keyed: Keyed; readonly call: BillingCall },
): Promise<PlaceVerdict> {
  const wish = wishKeyOf('order', input.wish)
  const untilMs = keyed.startedAtMs + parts.waitMs
  const isOver = (holder: Intent, ageMs: number) =>
    isWishOver(parts, { holder, ageMs, againAfter: input.againAfter }, call)
  const claim = await claimWish(parts, { wish, intentId: order.id, untilMs, isOver })
  if (claim.kind === 'busy') return refuseOrder('OVERLOADED')
  if (claim.kind === 'ours' && !claim.isSure()) {
    await parts.wishes.release({ wish, intentId: order.id })
    return refuseOrder('OVERLOADED')
  }
  if (claim.kind === 'ours') {
    const verdict = await submitKeyed(parts, order, keyed)
    if (verdict.kind !== 'kept' || verdict.intent.id !== order.id) {
      await parts.wishes.release({ wish, intentId: order.id })
    }
    return told(verdict)
  }
  const { intent } = claim
  // It may be this very order, let in meanwhile.
  const isOwn = intent.principal === keyed.key.principal && intent.externalId === keyed.key.externalId
  const first = await submitKeyed(parts, intent, keyed)
  if (isOwn || first.kind !== 'kept') return told(first)
  const { state, accountId, recordId: orderId } = first.intent
  if (state === 'REJECTED') return refuseOrder('OVERLOADED')
  return refuseOrder('ALREADY_ORDERED', { placed: orderId === null ? null : { accountId, orderId } })
}

/** While nobody knows what became of the first, the same is not ordered again; afterwards it is a matter of time. */
async function isWishOver(
  { billing: { orders } }: Pick<Parts, 'billing'>,
  { holder, ageMs, againAfter }: { holder: Intent; ageMs: number; againAfter: ServiceOrderId | null },
  call: BillingCall,
): Promise<boolean> {
  const { state, accountId, recordId: orderId } = holder
  if (state === 'REJECTED') return true
  if (state !== 'DONE' || orderId === null) return false
  if (ageMs > SAME_WISH_MS || orderId === againAfter) return true
  const key = { accountId, orderId }
  const found = await orders.findOrders([key], call).then((rows) => rows.get(key), readFailure)
  if (found === undefined || found instanceof BillingError) return false
  return found.status === 'CANCELLED' || found.status === 'FAILED'
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
      return refuseOrder('OVERLOADED')
    case 'conflict':
      return { kind: 'conflict' }
  }
}

function answer({ state, accountId, recordId, refusal }: Intent): PlaceVerdict {
  switch (state) {
    case 'DONE':
      return recordId === null ? { kind: 'pending' } : { kind: 'accepted', key: { accountId, orderId: recordId } }
    case 'REJECTED':
      return refuseOrder(reasonOf(refusal), { isLastWord: true })
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

async function quote(
  { billing }: Parts,
  { wish, expected }: Pick<PlaceInput, 'wish' | 'expected'>,
  call: BillingCall,
): Promise<QuotedOrder | PlaceRefused> {
  const found = await askQuote(billing, wish, call)
  if (found === 'unavailable') return refuseOrder('BILLING_UNAVAILABLE')
  if (found === undefined) return refuseOrder('NOT_FOUND')
  if (found.kind === 'refused') return refuseOrder(found.reason, { earliestOn: found.earliestOn })
  return judgePrice(found.quote, expected) ?? found
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
