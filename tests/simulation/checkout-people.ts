import { type Checkout, checkoutReference } from '../../src/domain/checkout.ts'
import type { RefundVerdict } from '../../src/payments/checkout-refund.ts'
import type { Replica } from './replica.ts'
import type { SharedStore } from './slow-store.ts'
import type { World } from './world.ts'

interface Office {
  readonly world: World
  readonly replicas: readonly Replica[]
  readonly store: SharedStore
}

const LOOKS = 10
const ROUNDS = 4

/** People who give back what waits for one, and at times what does not; two at once, and again when they have heard nothing. */
export function startOperators(office: Office): void {
  const { yonder, scheduler, plan, acquiring, isStormy } = office.world
  let lastKey = 0
  for (let person = 1; person <= (acquiring?.plan.operators ?? 0); person += 1) {
    const pauseMs = Math.ceil(plan.calmAtMs / LOOKS)
    const look = () => {
      if (!isStormy()) return
      const all = office.store.checkouts.all()
      const waiting = all.filter(({ state }) => state === 'OPERATOR')
      const some = waiting.length > 0 && yonder.chance(0.9) ? waiting : all
      const checkout = some[yonder.between(0, some.length - 1)]
      const key = `rf-${person}-${(lastKey += 1)}`
      if (checkout) giveBack(office, { checkout, key, tries: 3 })
      scheduler.after(yonder.between(1, 2 * pauseMs), look)
    }
    scheduler.after(yonder.between(1, pauseMs), look)
  }
}

interface Case {
  readonly checkout: Checkout
  readonly key: string
  readonly tries: number
  readonly acknowledgesDoubt?: boolean
}

function giveBack(office: Office, { checkout, key, tries, acknowledgesDoubt = false }: Case): void {
  const { yonder, scheduler, counts, note } = office.world
  const { process, checkouts } = office.replicas[yonder.between(0, office.replicas.length - 1)] ?? {}
  const again = () => {
    if (tries > 1)
      scheduler.after(yonder.between(500, 10_000), () => giveBack(office, { checkout, key, tries: tries - 1 }))
  }
  if (!process?.isAlive || !checkouts) return again()
  counts.add('refunds asked for')
  const request = { principal: 'OPERATOR:1', requestId: '', call: { signal: new AbortController().signal } }
  const reason = 'it could not be credited'
  const input = { checkoutId: checkout.id, reason, idempotencyKey: key, acknowledgesDoubt }
  const hear = (verdict: RefundVerdict) => {
    note(
      () =>
        `refund ${checkout.id} ${key} ${verdict.kind} ${verdict.kind === 'refused' ? verdict.reason : verdict.checkout.state}`,
    )
    if (verdict.kind === 'refunding') counts.add('refunds begun')
    // Where the billing cannot tell, people look at the ledger themselves.
    else if (verdict.reason === 'IN_DOUBT' && !acknowledgesDoubt && !isOnLedger(office.world, checkout)) {
      giveBack(office, { checkout, key, tries, acknowledgesDoubt: true })
    } else if (verdict.retryable) again()
  }
  scheduler.after(1, () => void checkouts.refund(input, request).then(hear, again), process)
}

function isOnLedger({ legacy }: World, { id }: Checkout): boolean {
  return legacy.rows.some(({ cause, canceledAtMs }) => cause === checkoutReference(id) && canceledAtMs === null)
}

/** After everything has come to rest people give back what is left with them. */
export async function settleCheckouts(office: Office): Promise<void> {
  const { world, store } = office
  const { scheduler, plan } = world
  const left = () => store.checkouts.all().filter(({ state, dueAt }) => state === 'OPERATOR' || dueAt !== null)
  for (let round = 1; round <= ROUNDS && left().length > 0; round += 1) {
    for (const checkout of left()) {
      if (checkout.state === 'OPERATOR') giveBack(office, { checkout, key: `rf-end-${round}-${checkout.id}`, tries: 3 })
    }
    const untilMs = scheduler.now() + 3 * plan.settings.settleMs + 300_000
    await scheduler.run({ untilMs, isOver: () => false })
  }
}
