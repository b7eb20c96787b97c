import type { Checkout, CheckoutId } from '../../src/domain/checkout.ts'
import type { InitiateVerdict } from '../../src/payments/checkout-begin.ts'
import type { InitiateInput } from '../../src/payments/checkout-form.ts'
import { startPayer } from './payers.ts'
import type { Replica } from './replica.ts'
import type { World } from './world.ts'

/** What the gateway has answered somebody who pays in the cabinet, whether that was heard or not. */
export interface CheckoutTold {
  readonly input: InitiateInput
  /** Null where the cabinet has asked for the checkout itself. */
  readonly verdict: InitiateVerdict | null
  readonly checkout: Checkout | null
  readonly atMs: number
}

interface Options {
  readonly world: World
  readonly replicas: readonly Replica[]
  readonly told: CheckoutTold[]
}

const MAX_TRIES = 14
const PRINCIPAL = 'SUBSCRIBER:1'

/** People at the cabinet: they repeat until they have a page, at two gateways at once, sometimes under a used key, and look how it went. */
export function startCheckoutClients(options: Options): void {
  const { yonder, scheduler, plan, legacy, counts, acquiring, isStormy } = options.world
  if (acquiring === null) return
  for (let number = 1; number <= acquiring.plan.checkouts; number += 1) {
    const input = drawInput(options.world, number)
    const startsInMs = yonder.between(1, Math.floor(plan.calmAtMs * 0.7))
    // Those who ask twice at once are one person, who pays once.
    const payer = { hasCome: false }
    counts.add('checkouts asked for')
    scheduler.after(startsInMs, () => startVisit(options, { input, payer }))
    if (yonder.chance(0.3)) {
      scheduler.after(startsInMs + yonder.between(0, 20), () => startVisit(options, { input, payer }))
    }
    if (yonder.chance(0.2)) {
      const amount = { ...input.amount, minorUnits: input.amount.minorUnits + 1n }
      const other = { input: { ...input, amount }, payer: { hasCome: false } }
      scheduler.after(startsInMs + yonder.between(0, yonder.pick([20, 5_000])), () => startVisit(options, other))
    }
    if (yonder.chance(acquiring.plan.chances.closes)) {
      scheduler.after(startsInMs + yonder.between(1, yonder.pick([2_000, 30_000])), () => {
        if (isStormy()) legacy.closed.add(input.accountId)
      })
    }
  }
}

function drawInput({ yonder, plan }: World, number: number): InitiateInput {
  const accountId = `a${yonder.between(1, plan.accounts)}`
  return {
    accountId,
    method: 'BANK_CARD',
    // Equal to what terminals pay: what can be confused must be confusable.
    amount: { minorUnits: yonder.pick([10_000n, 25_000n]), currency: 'RUB' },
    returnUrl: 'https://cabinet.example/paid',
    receiptContact: 'anna@example.com',
    idempotencyKey: `k${number}`,
  }
}

interface Visit {
  readonly input: InitiateInput
  readonly payer: { hasCome: boolean }
}

function startVisit({ world, replicas, told }: Options, { input, payer }: Visit): void {
  const { yonder, scheduler, plan, isStormy, counts, note, legacy } = world
  const gapMs = yonder.between(200, 15_000)
  const isClosed = async () => legacy.closed.has(input.accountId)
  const see = async () => ({ number: input.accountId, isClosed })
  let tries = 0

  function ask(): void {
    const replica = replicas[yonder.between(0, replicas.length - 1)]
    tries += 1
    if (!replica || tries > MAX_TRIES) return
    const mine = tries
    const again = (inMs: number) => {
      if (mine === tries) scheduler.after(inMs, ask)
    }
    scheduler.after(60_000 + yonder.between(0, 1_000), () => again(1))
    if (isStormy() && yonder.chance(plan.chances.clientLoss)) return
    scheduler.after(yonder.between(1, 30), () => arrive(replica, again))
  }

  function arrive({ process, checkouts }: Replica, again: (inMs: number) => void): void {
    if (!process.isAlive || checkouts === null) return again(gapMs)
    const call = { signal: new AbortController().signal }
    const request = { principal: PRINCIPAL, requestId: '', call, see }
    const hear = (verdict: InitiateVerdict) => {
      if (!process.isAlive) return
      note(() => `cabinet ${input.idempotencyKey} ${verdict.kind} ${verdict.kind === 'refused' ? verdict.reason : ''}`)
      const checkout = verdict.kind === 'initiated' || verdict.kind === 'pending' ? verdict.checkout : null
      told.push({ input, verdict, checkout, atMs: scheduler.now() })
      counts.add(`checkouts told ${verdict.kind}`)
      if (verdict.kind === 'pending' || (verdict.kind === 'refused' && verdict.retryable)) return again(gapMs)
      // Nobody hears what is said to one who has left.
      if (isStormy() && yonder.chance(plan.chances.clientLoss)) return again(gapMs)
      tries = Infinity
      if (checkout === null) return
      comeToPage(checkout)
      look(checkout.id, yonder.between(2, 6))
    }
    scheduler.after(1, () => void checkouts.initiate(input, request).then(hear, () => again(gapMs)), process)
  }

  function comeToPage({ redirectUrl }: Checkout): void {
    const id = redirectUrl?.split('/').at(-1)
    if (id === undefined || payer.hasCome) return
    payer.hasCome = true
    startPayer(world, id)
  }

  /** The cabinet shows how it goes, until it is over or the payer has seen enough. */
  function look(id: CheckoutId, looks: number): void {
    if (looks === 0) return
    scheduler.after(yonder.between(500, Math.ceil(plan.calmAtMs / 4)), () => {
      const { process, checkouts } = replicas[yonder.between(0, replicas.length - 1)] ?? {}
      look(id, looks - 1)
      if (!process?.isAlive || !checkouts) return
      const found = checkouts.find(id, { signal: new AbortController().signal })
      found.then(
        (checkout) => told.push({ input, verdict: null, checkout, atMs: scheduler.now() }),
        () => {},
      )
    })
  }

  ask()
}
