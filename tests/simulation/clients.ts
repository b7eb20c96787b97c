import type { Intent } from '../../src/domain/payment-intent.ts'
import type { Order, SubmitVerdict } from '../../src/payments/engine.ts'
import type { IntentLimits, LimitedVerdict } from '../../src/store/intent-store.ts'
import type { CheckoutTold } from './checkout-clients.ts'
import type { Replica } from './replica.ts'
import type { TransferTold } from './transfer-clients.ts'
import { EPOCH_MS, type World } from './world.ts'

/** What the gateway has answered a terminal, whether the terminal heard it or not. */
export interface Answer {
  readonly order: Order
  readonly verdict: Exclude<SubmitVerdict, { kind: 'overloaded' }>
  readonly atMs: number
}

/** An order that was refused by a limit. */
export interface Limited {
  readonly order: Order
  readonly limit: LimitedVerdict['limit']
  readonly dayStart: number
  /** When the engine was asked, and when it had answered. */
  readonly askedAtMs: number
  readonly atMs: number
}

/** What was heard of the gateway, whether a terminal heard it or not. */
export interface Heard {
  readonly answers: Answer[]
  readonly limited: Limited[]
  readonly transfers: TransferTold[]
  readonly checkouts: CheckoutTold[]
  /** For which day each order was given, by the id that it was given under. */
  readonly days: Map<string, number>
}

export interface ClientsOptions {
  readonly world: World
  readonly replicas: readonly Replica[]
  readonly heard: Heard
  readonly nextId: () => string
}

/** One thing that a terminal wants done, and how it goes about it. */
interface Errand {
  readonly order: Omit<Order, 'id'>
  /** Told the first time that the answer is final. */
  readonly onDone: (intent: Intent) => void
}

const MAX_TRIES = 14

/** What a terminal does not ask again after; a day is over only tomorrow. */
const ENDS: readonly string[] = ['DONE', 'REJECTED', 'CONFLICT', 'DAY']

/** Terminals: they repeat until they hear how it ended, and some of them afterwards as well. */
export function startClients(options: ClientsOptions): void {
  const { world } = options
  const { plan, random, scheduler, strikes, legacy, counts } = world
  const knowsReferences = plan.mode === 'exact' || plan.mode === 'comment' || plan.honoursExternalId
  for (let number = 1; number <= plan.payments; number += 1) {
    const order = drawOrder(world, number)
    if (knowsReferences && strikes(plan.chances.beforeCutOver)) {
      // The terminal has paid this the old way; sometimes what stands there is another amount.
      const minorUnits = random.chance(0.7) ? order.amount.minorUnits : order.amount.minorUnits + 100n
      const { accountId, reference: cause } = order
      legacy.post({ accountId, minorUnits, cause, writer: 'before', origin: 'ours' })
    }
    const startsInMs = drawStart(world, number)
    const cancels = strikes(plan.chances.cancellation)
    const onDone = (intent: Intent) => {
      if (cancels)
        scheduler.after(random.between(plan.settings.recheckMs, 6_000), () =>
          startErrand(options, cancellationOf(intent)),
        )
    }
    scheduler.after(startsInMs, () => startErrand(options, { order, onDone }))
    if (strikes(plan.chances.twoReplicas)) {
      scheduler.after(startsInMs + random.between(0, 20), () => startErrand(options, { order, onDone: ignore }))
    }
    if (strikes(plan.chances.otherBody)) {
      const amount = { ...order.amount, minorUnits: order.amount.minorUnits + 1n }
      const other = { ...order, amount, fingerprint: `${order.accountId} ${amount.minorUnits}` }
      const delayMs = random.between(0, random.pick([20, 5_000]))
      scheduler.after(startsInMs + delayMs, () => startErrand(options, { order: other, onDone: ignore }))
      counts.add('repeats')
    }
  }
}

function ignore(): void {
  // Nobody waits for this one.
}

/** Where payments are limited, many of them come at once. */
function drawStart({ random, aside, plan }: World, number: number): number {
  const startsInMs = random.between(1, Math.floor(plan.calmAtMs * 0.8))
  const bursts = plan.limits?.bursts ?? 0
  if (bursts === 0) return startsInMs
  return 1 + Math.floor((plan.calmAtMs * (number % bursts)) / (2 * bursts)) + aside.between(0, 5)
}

/** The day by the clock of the gateway that was asked; no two are quite alike. */
function drawLimits({ aside, plan, scheduler }: World): IntentLimits | null {
  if (!plan.limits) return null
  const { maxMinorUnitsPerDay, maxPerMinute, midnightAtMs } = plan.limits
  const isNewDay = scheduler.now() + aside.between(-2_000, 2_000) >= midnightAtMs
  const midnight = EPOCH_MS + Math.min(midnightAtMs, DAY_MS / 2)
  return { dayStart: isNewDay ? midnight : midnight - DAY_MS, maxMinorUnitsPerDay, maxPerMinute }
}

const DAY_MS = 86_400_000

function drawOrder({ random, plan }: World, number: number): Errand['order'] {
  // Few amounts and few accounts: what can be confused must be confusable.
  const minorUnits = random.pick([10_000n, 10_000n, 25_000n])
  const accountId = `a${random.between(1, plan.accounts)}`
  const principal = random.pick(['p1', 'p2'] as const)
  return {
    kind: 'PAYMENT',
    principal,
    externalId: `x${number}`,
    fingerprint: `${accountId} ${minorUnits}`,
    reference: `${principal}-x${number}`,
    accountId,
    accountNumber: accountId,
    amount: { minorUnits, currency: 'RUB' },
    method: 'TERMINAL',
    paidAt: null,
    relatesTo: null,
    details: null,
    recordId: null,
  }
}

function cancellationOf(intent: Intent): Errand {
  const { principal, reference, accountId, accountNumber, amount, method, recordId } = intent
  const order = {
    kind: 'CANCELLATION' as const,
    principal,
    externalId: `c-${intent.externalId}`,
    fingerprint: intent.id,
    reference,
    accountId,
    accountNumber,
    amount,
    method,
    paidAt: null,
    relatesTo: intent.id,
    details: null,
    recordId,
  }
  return { order, onDone: ignore }
}

function startErrand({ world, replicas, heard: books, nextId }: ClientsOptions, { order, onDone }: Errand): void {
  const { random, scheduler, plan, strikes, counts, note } = world
  const waitMs = random.pick([0, 1_000, 4_000])
  const gapMs = random.between(200, 15_000)
  let tries = 0
  let heard = 0
  let latest = 0

  function askAgain(inMs: number): void {
    if (tries < MAX_TRIES) scheduler.after(inMs, ask)
  }

  function ask(): void {
    const replica = replicas[random.between(0, replicas.length - 1)]
    if (!replica) return
    tries += 1
    const mine = (latest = tries)
    if (tries > 1) counts.add('repeats')
    const isCurrent = () => mine === latest
    // A terminal that hears nothing asks again.
    const timer = scheduler.after(60_000, () => isCurrent() && askAgain(1))
    const hear = (state: string | null) => {
      if (!isCurrent()) return
      timer.isCanceled = true
      latest += 0.5
      if (!ENDS.includes(state ?? '')) return askAgain(gapMs)
      heard += 1
      if (heard === 1 && random.chance(0.2)) askAgain(gapMs)
    }
    if (strikes(plan.chances.clientLoss)) return
    scheduler.after(random.between(1, 30), () => arrive(replica, hear))
  }

  function arrive(replica: Replica, hear: (state: string | null) => void): void {
    const { process, engine } = replica
    if (!process.isAlive) return hear(null)
    const answerBack = (state: string | null) => {
      if (!process.isAlive || strikes(plan.chances.clientLoss)) return
      scheduler.after(random.between(1, 30), () => hear(state))
    }
    scheduler.after(
      1,
      () => {
        const asked = { ...order, id: nextId() }
        const askedAtMs = scheduler.now()
        const limits = order.kind === 'PAYMENT' ? drawLimits(world) : null
        const options = { by: { actor: order.principal, requestId: asked.id }, waitMs }
        if (limits) books.days.set(asked.id, limits.dayStart)
        const submitted = limits ? engine.submitWithin(asked, { ...options, limits }) : engine.submit(asked, options)
        submitted
          .then((verdict) => {
            if (!process.isAlive) return
            if (verdict.kind === 'limited') {
              counts.add('refused by a limit')
              const { limit } = verdict
              const dayStart = limits?.dayStart ?? 0
              books.limited.push({ order: asked, limit, dayStart, askedAtMs, atMs: scheduler.now() })
              return answerBack(limit)
            }
            if (verdict.kind === 'overloaded') {
              counts.add('overloads')
              return answerBack(null)
            }
            note(() => `answer ${order.externalId} ${verdict.kind} ${verdict.intent.id} ${verdict.intent.state}`)
            books.answers.push({ order: asked, verdict, atMs: scheduler.now() })
            if (verdict.kind === 'conflict') counts.add('conflicts')
            if (verdict.kind === 'accepted' && verdict.intent.state === 'DONE' && heard === 0) onDone(verdict.intent)
            return answerBack(verdict.kind === 'conflict' ? 'CONFLICT' : verdict.intent.state)
          })
          .catch(() => answerBack(null))
      },
      process,
    )
  }

  ask()
}
