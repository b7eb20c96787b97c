import type { Intent, IntentState } from '../../src/domain/payment-intent.ts'
import { CABINET_PRINCIPAL } from '../../src/payments/checkout-credit.ts'
import { TRANSFER_PRINCIPAL } from '../../src/payments/transfer-orders.ts'
import type { Heard, Limited } from './clients.ts'
import type { Report } from './judge.ts'
import type { PlanLimits } from './plan.ts'
import type { SharedStore } from './slow-store.ts'
import type { World } from './world.ts'

const MINUTE_MS = 60_000

interface Sight {
  readonly world: World
  readonly store: SharedStore
  readonly heard: Heard
  readonly report: Report
}

/** What was accepted stays within the limits, and nobody was refused by one without need. */
export function judgeLimits({ world, store, heard, report }: Sight): void {
  const { limits } = world.plan
  if (!limits) return
  const payments = store.intents
    .all()
    .filter(
      ({ kind, principal }) =>
        kind === 'PAYMENT' && principal !== TRANSFER_PRINCIPAL && principal !== CABINET_PRINCIPAL,
    )
  // What was rejected has given back what it took, and so has what the billing had before anything was sent.
  const wasThere = new Set(store.transitions.flatMap(({ id, from, to }) => (isFound(from, to) ? [id] : [])))
  const counted = payments.filter(({ id, state }) => state !== 'REJECTED' && !wasThere.has(id))
  const dayOf = ({ id }: Intent) => heard.days.get(id) ?? 0
  for (const [key, group] of Map.groupBy(counted, (intent) => `${intent.principal} ${dayOf(intent)}`)) {
    const sum = sumOf(group)
    if (sum > limits.maxMinorUnitsPerDay) report('PAY-10', `${key} has ${sum} of ${limits.maxMinorUnitsPerDay} a day`)
    for (const [minute, { length }] of Map.groupBy(group, minuteOf)) {
      if (length > limits.maxPerMinute) report('PAY-10', `${key} has ${length} in minute ${minute}`)
    }
  }
  const sinceEpoch = ({ acceptedAt }: Intent) => acceptedAt - store.epochMs
  for (const limited of heard.limited) {
    const { order, atMs, askedAtMs, dayStart } = limited
    const own = payments.filter(({ principal }) => principal === order.principal)
    const known = own.find(({ externalId }) => externalId === order.externalId)
    if (known && sinceEpoch(known) < askedAtMs) {
      report('PAY-10', `${order.externalId} was accepted, and its repeat was refused by a limit`)
    }
    const before = own.filter((intent) => sinceEpoch(intent) <= atMs && dayOf(intent) === dayStart)
    if (!isNeeded(limited, { limits, before, store })) {
      report('PAY-10', `${order.externalId} was refused by the limit of a ${limited.limit} that was not reached`)
    }
  }
}

function isFound(from: IntentState | null, to: IntentState): boolean {
  return from === 'ACCEPTED' && to === 'DONE'
}

/** Whether what had been accepted by then, rejected or not, could have filled the limit. */
function isNeeded(
  { limit, order, askedAtMs }: Limited,
  { limits, before, store }: { limits: PlanLimits; before: readonly Intent[]; store: SharedStore },
): boolean {
  if (limit === 'DAY') return sumOf(before) + order.amount.minorUnits > limits.maxMinorUnitsPerDay
  const oldest = Math.floor((store.epochMs + askedAtMs) / MINUTE_MS) - 1
  return before.filter((intent) => minuteOf(intent) >= oldest).length >= limits.maxPerMinute
}

function sumOf(intents: readonly Intent[]): bigint {
  return intents.reduce((sum, { amount }) => sum + amount.minorUnits, 0n)
}

/** By the clock of the store. */
function minuteOf({ acceptedAt }: Intent): number {
  return Math.floor(acceptedAt / MINUTE_MS)
}
