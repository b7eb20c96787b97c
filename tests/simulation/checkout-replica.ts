import type { Acquirer } from '../../src/acquiring/port.ts'
import { type CheckoutDesk, checkoutSettings } from '../../src/payments/checkout-desk.ts'
import { startCheckoutDriver } from '../../src/payments/checkout-driver.ts'
import { type Checkouts, createCheckouts } from '../../src/payments/checkouts.ts'
import type { Clock } from '../../src/payments/clock.ts'
import type { PaymentEngine } from '../../src/payments/engine.ts'
import type { IntentStore } from '../../src/store/intent-store.ts'
import { TERMS } from '../support/receipt-rules.ts'
import type { Acquiring } from './acquiring.ts'
import type { Planted } from './planted.ts'
import type { Process } from './scheduler.ts'
import { reachCheckouts } from './slow-checkouts.ts'
import type { SharedStore } from './slow-store.ts'
import { POLL_MS, sleepUntilDue } from './waking.ts'
import type { World } from './world.ts'

interface Options {
  readonly world: World
  readonly store: SharedStore
  readonly planted: Planted | null
  readonly process: Process
  readonly clock: Clock
  readonly engine: PaymentEngine
  readonly intents: IntentStore
  readonly acquirer: Acquirer
  readonly acquiring: Acquiring
}

/** The product's own checkouts and their driver, in one process of a virtual gateway. */
export function startCheckouts(options: Options): Checkouts {
  const { world, store, planted, process, clock, engine, intents, acquirer, acquiring } = options
  const { counts, note, yonder, plan } = world
  const { requestTimeoutMs } = plan.settings
  const right: CheckoutDesk = {
    acquirer,
    checkouts: reachCheckouts(world, store, process),
    intents,
    payments: { findPayments: async () => new Map() },
    tries: NO_TRIES,
    engine,
    clock,
    settings: { ...checkoutSettings({ requestTimeoutMs }), keyMarginMs: acquiring.plan.keyMarginMs },
    observer: {
      moved() {},
      misdated() {},
      unanswered: () => counts.add('acquirer does not answer'),
      failed: (id, error) => note(() => `failed ${id} ${error instanceof Error ? error.message : String(error)}`),
    },
    returnUrls: { origins: ['https://cabinet.example'], allowsLocalhost: false },
    receiptRules: { maker: 'NOBODY', terms: TERMS },
    newId: acquiring.newId,
  }
  const desk = planted?.checkouts ? planted.checkouts(right) : right
  const sleep = (ms: number) => sleepUntilDue(world, { store, process, atLeastMs: ms, nextDueMs, random: yonder })
  startCheckoutDriver(
    { ...desk, clock: { ...clock, sleep } },
    { pollMs: POLL_MS, random: yonder.next, onFailure: () => counts.add('store failures') },
  )
  return createCheckouts(desk, { operationTimeoutMs: 10_000, currency: 'RUB' })
}

/** Nobody tries too often here. */
const NO_TRIES = {
  record: async () => ({ count: 1, oldestAt: 0 }),
  forget: async () => {},
  deleteBefore: async () => 0,
}

/** In the scheduler's time, which the store's clock runs ahead of by a fixed length. */
function nextDueMs({ checkouts, epochMs }: SharedStore): number {
  let next = Infinity
  for (const { dueAt } of checkouts.all()) if (dueAt !== null && dueAt < next) next = dueAt
  return next - epochMs
}
