import type { Intent, IntentId } from '../domain/payment-intent.ts'
import type {
  AcceptVerdict,
  ClaimLostVerdict,
  HeldClaim,
  IntentLimits,
  IntentStore,
  LimitedVerdict,
  NewIntent,
} from '../store/intent-store.ts'
import type { IntentDesk, LookUp } from './desk.ts'
import { drive } from './drive.ts'
import { canLookUp } from './evidence.ts'
import { actOf, type EngineParts, noteOf, type Orderer } from './parts.ts'
import { reach } from './points.ts'
import { PROTOCOL } from './protocol.ts'
import { isFinal } from './states.ts'

export type Order = Omit<NewIntent, 'serialKey'>

export type SubmitVerdict =
  /** Durable. The state says how far it has come; a repeat gets the intent of the first time. */
  | { readonly kind: 'accepted'; readonly intent: Intent; readonly isRepeat: boolean }
  /** The same id was used for something else, or its reference by somebody else. Nothing was accepted. */
  | { readonly kind: 'conflict'; readonly intent: Intent }
  /** Too many are being worked on. Nothing was accepted. */
  | { readonly kind: 'overloaded' }

export interface SubmitOptions {
  readonly by: Orderer
  readonly waitMs: number
  /** Called once the order is durable, now or since before, and before what comes of it is waited for. */
  readonly onKept?: (() => void) | undefined
}

export interface PaymentEngine {
  /**
   * Makes an order durable, carries it out, and answers when that is decided or after `waitMs`, whichever is first; the
   * work goes on either way. Rejects with a StoreError when nobody knows whether it became durable: the same order again
   * tells.
   */
  submit(order: Order, options: SubmitOptions): Promise<SubmitVerdict>
  /** The same within limits of the principal. What was accepted before, and what conflicts, is never limited. */
  submitWithin(
    order: Order,
    options: SubmitOptions & { readonly limits: IntentLimits },
  ): Promise<SubmitVerdict | LimitedVerdict>
  /** The same while the claim of a checkout holds; whoever has claimed it since then decides anew. */
  submitHeld(
    order: Order,
    options: SubmitOptions & { readonly claim: HeldClaim },
  ): Promise<SubmitVerdict | ClaimLostVerdict>
  /** What the billing has of an intent just now; `ambiguous` where it cannot be asked for it. Changes nothing. */
  lookUp(intent: Intent): Promise<LookUp>
  /** Takes up what is due, of this process or any other, and answers how many were taken. */
  recover(): Promise<number>
  /** Resolves when nothing is being worked on in this process. */
  idle(): Promise<void>
}

/** What this process works on, with what becomes of it. */
interface Works {
  /** Of each intent the latest: recovery may claim one that this process is still at, when that has taken too long. */
  readonly byIntent: Map<IntentId, Promise<Intent | null>>
  readonly all: Set<Promise<Intent | null>>
}

export const RECOVERY: Orderer = { actor: 'gateway', requestId: '' }

export function createEngine(given: EngineParts): PaymentEngine {
  const parts = { protocol: PROTOCOL, ...given }
  const { intents, settings, observer, desk } = parts
  const works: Works = { byIntent: new Map(), all: new Set() }

  function start(claimed: Intent, by: Orderer): void {
    const { id } = claimed
    const work = drive(parts, claimed, by)
      // The store failed in the middle. What was written stands, and the claim runs out.
      .catch((error: unknown) => {
        observer.failed(id, error)
        return null
      })
      .finally(() => {
        works.all.delete(work)
        if (works.byIntent.get(id) === work) works.byIntent.delete(id)
      })
    works.all.add(work)
    works.byIntent.set(id, work)
  }

  async function isOverloaded(order: Order): Promise<boolean> {
    return works.all.size >= settings.maxRunning && !(await isKnown(intents, order))
  }

  async function follow(
    { kind, intent }: AcceptVerdict,
    { order, by, untilMs, onKept }: Omit<SubmitOptions, 'waitMs'> & { order: Order; untilMs: number },
  ): Promise<SubmitVerdict> {
    if (kind === 'reference_taken') return { kind: 'conflict', intent }
    if (kind === 'known' && intent.fingerprint !== order.fingerprint) return { kind: 'conflict', intent }
    const isRepeat = kind === 'known'
    onKept?.()
    if (!isRepeat) {
      reach('accepted', intent.id)
      observer.accepted(intent)
      start(intent, by)
    }
    return { kind: 'accepted', intent: await watch(parts, { intent, works, untilMs }), isRepeat }
  }

  /** `accept` makes the order durable, or says why not. */
  async function submitBy<Refusal extends LimitedVerdict | ClaimLostVerdict>(
    order: Order,
    { by, waitMs, onKept }: SubmitOptions,
    accept: (given: ReturnType<typeof acceptance>) => Promise<AcceptVerdict | Refusal>,
  ): Promise<SubmitVerdict | Refusal> {
    const untilMs = parts.clock.elapsedMs() + waitMs
    if (await isOverloaded(order)) return { kind: 'overloaded' }
    const accepted = await accept(acceptance(parts, order, by))
    return 'intent' in accepted ? follow(accepted, { order, by, untilMs, onKept }) : accepted
  }

  return {
    submit: (order, options) => submitBy<never>(order, options, ({ intent, ...kept }) => intents.accept(intent, kept)),
    submitWithin: (order, { limits, ...options }) =>
      submitBy(order, options, ({ intent, ...kept }) => intents.acceptWithin(intent, { ...kept, limits })),
    submitHeld: (order, { claim, ...options }) =>
      submitBy(order, options, ({ intent, ...kept }) => intents.acceptHeld(intent, { ...kept, claim })),

    lookUp: (intent) => lookUp(desk, intent),

    async recover() {
      const limit = settings.maxRunning - works.all.size
      const claimed = limit <= 0 ? [] : await intents.claimDue({ limit, leaseMs: settings.leaseMs })
      for (const intent of claimed) {
        reach('claimed', intent.id)
        start(intent, RECOVERY)
      }
      return claimed.length
    },

    async idle() {
      while (works.all.size > 0) await Promise.all(works.all)
    },
  }
}

async function lookUp(desk: IntentDesk, intent: Intent): Promise<LookUp> {
  return canLookUp(intent, desk.traceOf(intent.kind).reconcile) ? desk.lookUp(intent) : { kind: 'ambiguous' }
}

function acceptance({ desk, settings }: EngineParts, order: Order, by: Orderer) {
  // Where the billing knows no references, only an account whose money moves one by one can be reconciled.
  const isSerial = desk.traceOf(order.kind).reconcile === 'statement'
  const audit = noteOf(order, { by, act: actOf(order.kind), outcome: 'accepted' })
  return { intent: { ...order, serialKey: isSerial ? serialKeyOf(order) : null }, leaseMs: settings.leaseMs, audit }
}

/** Records of different kinds are never taken for each other. */
function serialKeyOf({ kind, accountId }: Order): string {
  return kind === 'PAYMENT' ? accountId : `${kind}:${accountId}`
}

async function isKnown(intents: IntentStore, { principal, kind, externalId }: Order): Promise<boolean> {
  return (await intents.findByExternalId({ principal, kind, externalId })) !== null
}

/** Waits until the intent is decided, by this process or another, or until the time is over; answers the latest known. */
async function watch(
  { intents, clock, settings }: EngineParts,
  { intent, works, untilMs }: { intent: Intent; works: Works; untilMs: number },
): Promise<Intent> {
  let latest = intent
  for (;;) {
    const leftMs = untilMs - clock.elapsedMs()
    if (isFinal(latest.state) || latest.state === 'OPERATOR' || leftMs <= 0) return latest
    const work = works.byIntent.get(intent.id)
    // A store that cannot be read now changes nothing about what is known.
    const pauseMs = Math.min(leftMs, work ? leftMs : settings.retryMinMs)
    const rest = new AbortController()
    const rested = clock.sleep(pauseMs, rest.signal).then(() => null)
    const written = await Promise.race([rested, ...(work ? [work] : [])])
    rest.abort()
    latest = written ?? (await intents.find(intent.id).catch(() => null)) ?? latest
  }
}
