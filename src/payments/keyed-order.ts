import { createHash } from 'node:crypto'
import type { BillingCall } from '../billing/port.ts'
import type { Intent } from '../domain/payment-intent.ts'
import type { IntentStore } from '../store/intent-store.ts'
import type { Clock } from './clock.ts'
import type { Order, PaymentEngine } from './engine.ts'

// What every order under a client's own key has in common, whatever its kind.

export interface KeyedDesk {
  readonly intents: Pick<IntentStore, 'findByExternalId'>
  readonly engine: Pick<PaymentEngine, 'submit'>
  readonly clock: Pick<Clock, 'elapsedMs'>
  /** From the arrival of an order to its answer, at most; the order itself goes on. */
  readonly waitMs: number
}

/** Who orders, and the request that it is ordered with. `principal` tells orderers apart. */
export interface KeyedRequest {
  readonly principal: string
  readonly requestId: string
  readonly call: BillingCall
}

export type OrderKey = Pick<Order, 'principal' | 'kind' | 'externalId'>

export type KeyedVerdict =
  /** Durable: the intent says how far it has come. */
  | { readonly kind: 'kept'; readonly intent: Intent }
  /** The key was used for something else; nothing was done. */
  | { readonly kind: 'conflict' }
  | { readonly kind: 'overloaded' }

interface Arrival {
  readonly request: Pick<KeyedRequest, 'principal' | 'requestId'>
  readonly startedAtMs: number
}

/**
 * What became of the first order under a key; null for a new key. To be asked before anything else: whatever has changed
 * since, a repeat hears of the first. One that is still under way is waited for.
 */
export async function findKeyed(
  desk: KeyedDesk,
  { key, fingerprint, ...arrival }: Arrival & { readonly key: OrderKey; readonly fingerprint: string },
): Promise<KeyedVerdict | null> {
  const known = await desk.intents.findByExternalId(key)
  if (known === null) return null
  if (known.fingerprint !== fingerprint) return { kind: 'conflict' }
  const isUnderWay = known.state === 'ACCEPTED' || known.state === 'SENDING'
  return isUnderWay ? submitKeyed(desk, known, arrival) : { kind: 'kept', intent: known }
}

/** Makes an order durable, and waits for what is left of the time. */
export async function submitKeyed(
  desk: KeyedDesk,
  order: Order,
  { request, startedAtMs }: Arrival,
): Promise<KeyedVerdict> {
  const by = { actor: request.principal, requestId: request.requestId }
  const verdict = await desk.engine.submit(order, { by, waitMs: waitLeftMs(desk, startedAtMs) })
  return verdict.kind === 'accepted' ? { kind: 'kept', intent: verdict.intent } : { kind: verdict.kind }
}

/** What is left of the wait that an order may take. */
export function waitLeftMs({ clock, waitMs }: Pick<KeyedDesk, 'clock' | 'waitMs'>, startedAtMs: number): number {
  return Math.max(0, waitMs - (clock.elapsedMs() - startedAtMs))
}

/** Two orders are the same when all their words are. Written as JSON, so that no two lists of words make one text. */
export function fingerprintOf(words: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(words)).digest('hex')
}

/** What the billing keeps beside an order: the same on every attempt, and no two orderers or keys have the same one. */
export function referenceOf(prefix: string, { principal, externalId }: OrderKey): string {
  const digest = fingerprintOf([principal, externalId])
  return `${prefix}/${digest.slice(0, REFERENCE_DIGITS)}`
}

/** 160 bits, and short enough for a billing with small columns. */
const REFERENCE_DIGITS = 40
