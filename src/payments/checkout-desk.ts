import type { Acquirer } from '../acquiring/port.ts'
import type { BillingSystem } from '../billing/port.ts'
import type { Checkout, CheckoutState } from '../domain/checkout.ts'
import type { ReceiptRules } from '../domain/fiscal-terms.ts'
import type { CheckoutChange, CheckoutStore } from '../store/checkout-types.ts'
import type { AuditNote, IntentStore } from '../store/intent-store.ts'
import type { TryStore } from '../store/store.ts'
import type { Clock } from './clock.ts'
import type { PaymentEngine } from './engine.ts'
import type { Orderer } from './parts.ts'

/** What everything that works on checkouts shares. */
export interface CheckoutDesk {
  /** Null where nothing can be paid from the cabinet. What was begun before is finished all the same. */
  readonly acquirer: Acquirer | null
  readonly checkouts: CheckoutStore
  readonly intents: Pick<IntentStore, 'find' | 'findByExternalId' | 'findByReferences' | 'findTakenRecordIds'>
  readonly payments: Pick<BillingSystem['payments'], 'findPayments'>
  readonly tries: TryStore
  readonly engine: Pick<PaymentEngine, 'submit' | 'submitHeld' | 'lookUp'>
  readonly clock: Clock
  readonly settings: CheckoutSettings
  readonly observer: CheckoutObserver
  readonly returnUrls: ReturnUrlRules
  /** Receipts by 54-FZ of what is begun from now on. */
  readonly receiptRules: ReceiptRules
  /** Ids of checkouts and of their orders, in the order of time. */
  readonly newId?: () => string
}

/** Where payers may be sent back to. */
export interface ReturnUrlRules {
  readonly origins: readonly string[]
  /** For whoever develops a cabinet on this machine: http://localhost and what means the same. */
  readonly allowsLocalhost: boolean
}

/** In milliseconds unless the name says otherwise. */
export interface CheckoutSettings {
  /** How long one call to the acquirer may take. */
  readonly requestTimeoutMs: number
  /** How long the search for a lost beginning may take, page by page of the acquirer's list. */
  readonly searchMs: number
  /** How long a look waits for the billing to take the money; the engine goes on by itself. */
  readonly creditWaitMs: number
  /** A claim lasts this long; longer than everything that is done under one. */
  readonly leaseMs: number
  /** Between looks at one that is fresh; the pauses grow with its age. */
  readonly lookMinMs: number
  readonly lookMaxMs: number
  /** Between looks at one that is older than a day: the acquirer may still say that it was paid. */
  readonly lookLateMs: number
  /** What another acquirer has to be asked about is left so long to replicas that are connected to it. */
  readonly othersAfterMs: number
  /** Webhooks cause no more looks at one payment than one in this time. */
  readonly quietMs: number
  /** Keys are used until so long before the acquirer forgets them; and clocks differ. */
  readonly keyMarginMs: number
  /** Of one account, that can still be paid. */
  readonly maxOpen: number
  readonly maxPerHour: number
  /** That one process works on at once. */
  readonly maxRunning: number
}

export function checkoutSettings({ requestTimeoutMs }: { readonly requestTimeoutMs: number }): CheckoutSettings {
  const creditWaitMs = 3_000
  return {
    requestTimeoutMs,
    searchMs: 12 * requestTimeoutMs,
    creditWaitMs,
    leaseMs: 2 * requestTimeoutMs + 2 * creditWaitMs,
    lookMinMs: 2_000,
    lookMaxMs: 300_000,
    lookLateMs: 3_600_000,
    othersAfterMs: 600_000,
    quietMs: 1_000,
    keyMarginMs: 3_600_000,
    maxOpen: 20,
    maxPerHour: 60,
    maxRunning: 32,
  }
}

/** Hears what happens to checkouts, for logs and metrics. Decides nothing. */
export interface CheckoutObserver {
  moved(checkout: Checkout, from: CheckoutState | null, outcome: string): void
  /** The acquirer could not be asked; it is asked again. */
  unanswered(checkout: Checkout, error: unknown): void
  /** The acquirer has told a time that cannot be; it is passed over. */
  misdated(checkout: Pick<Checkout, 'id'>, name: string): void
  /** A step failed; it is done again when the claim has run out. */
  failed(id: string, error: unknown): void
}

export function noteOfCheckout({ id }: Pick<Checkout, 'id'>, by: Orderer, outcome: string): AuditNote {
  return { actor: by.actor, act: 'checkout', object: `checkout:${id}`, outcome, requestId: by.requestId }
}

/** One durable change under the claim, with its row of the trail; null when the claim is lost. */
export async function moveCheckout(
  { checkouts, observer }: CheckoutDesk,
  claimed: Checkout,
  { change, outcome, by }: { readonly change: CheckoutChange; readonly outcome: string; readonly by: Orderer },
): Promise<Checkout | null> {
  const { attention = claimed.attention } = change
  const isNoted = change.to !== claimed.state || attention !== claimed.attention
  const audit = isNoted ? noteOfCheckout(claimed, by, `${change.to} ${outcome}`) : null
  const moved = await checkouts.move(claimed, change, audit)
  if (moved !== null) observer.moved(moved, claimed.state, outcome)
  return moved
}

/** The store's time of a claim: a claim is due when its lease ends. */
export function claimedAt(
  { settings }: Pick<CheckoutDesk, 'settings'>,
  { dueAt, changedAt }: Pick<Checkout, 'dueAt' | 'changedAt'>,
): number {
  return dueAt === null ? changedAt : dueAt - settings.leaseMs
}

const DAY_MS = 86_400_000

/** Seconds while the payer is likely to be at it, minutes later, and an hour when nobody expects anything any more. */
export function lookPauseMs(desk: Pick<CheckoutDesk, 'settings'>, claimed: Checkout): number {
  const { lookMinMs, lookMaxMs, lookLateMs } = desk.settings
  const ageMs = claimedAt(desk, claimed) - claimed.createdAt
  return ageMs > DAY_MS ? lookLateMs : Math.min(lookMaxMs, Math.max(lookMinMs, ageMs / 20))
}

/** While an intent of ours is on its way: the engine is at it, and this only follows. */
function followPauseMs(desk: Pick<CheckoutDesk, 'settings'>, claimed: Checkout): number {
  const sinceMs = claimedAt(desk, claimed) - claimed.changedAt
  return Math.min(60_000, Math.max(500, sinceMs / 4))
}

/** Looked at again when the engine may have come further. */
export function follow(desk: CheckoutDesk, claimed: Checkout, by: Orderer): Promise<Checkout | null> {
  const change = { to: claimed.state, dueInMs: followPauseMs(desk, claimed) }
  return moveCheckout(desk, claimed, { change, outcome: 'on its way', by })
}

/** Looked at; it is looked at again. */
export function pause(
  desk: CheckoutDesk,
  { claimed, by }: { readonly claimed: Checkout; readonly by: Orderer },
  told: Pick<CheckoutChange, 'attention'> = {},
): Promise<Checkout | null> {
  const change = { to: claimed.state, dueInMs: lookPauseMs(desk, claimed), ...told }
  return moveCheckout(desk, claimed, { change, outcome: 'looked at', by })
}

/** One call of the acquirer under a deadline of its own; null when it has no answer that can be used. */
export async function askAcquirer<T>(
  { clock, settings, observer }: CheckoutDesk,
  claimed: Checkout,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const deadline = clock.deadline(settings.requestTimeoutMs)
  try {
    return await call(deadline.signal)
  } catch (error) {
    observer.unanswered(claimed, error)
    return null
  } finally {
    deadline.stop()
  }
}
