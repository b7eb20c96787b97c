import type { Acquirer } from '../../src/acquiring/port.ts'
import type { Checkouts } from '../../src/payments/checkouts.ts'
import type { Clock } from '../../src/payments/clock.ts'
import { createIntentDesk } from '../../src/payments/create.ts'
import { createEngine, type PaymentEngine } from '../../src/payments/engine.ts'
import type { PaymentObserver } from '../../src/payments/observer.ts'
import type { EngineParts } from '../../src/payments/parts.ts'
import { PROTOCOL } from '../../src/payments/protocol.ts'
import { startRecovery } from '../../src/payments/recovery.ts'
import { type ResolveOrder, type ResolveParts, type ResolveVerdict, resolveIntent } from '../../src/payments/resolve.ts'
import { TRANSFER_PRINCIPAL } from '../../src/payments/transfer-orders.ts'
import type { TransferSupervision } from '../../src/payments/transfer-supervision.ts'
import type { Transfers } from '../../src/payments/transfers.ts'
import { NO_PROMISE_BILLING } from '../support/no-promised-payments.ts'
import { NO_ORDER_BILLING } from '../support/no-service-orders.ts'
import { createAcquirer } from './acquirer-wire.ts'
import { createBilling } from './billing.ts'
import { startCheckouts } from './checkout-replica.ts'
import { FULL } from './full.ts'
import type { Planted } from './planted.ts'
import { createProcess, type Process } from './scheduler.ts'
import { reachStore, type SharedStore } from './slow-store.ts'
import { startTransfers } from './transfer-replica.ts'
import { POLL_MS, sleepUntilDue } from './waking.ts'
import type { Weather } from './wire.ts'
import type { World } from './world.ts'

/** A place where a gateway runs, one process after another. */
export interface Replica {
  process: Process
  engine: PaymentEngine
  /** What a person decides here. */
  resolve: (order: ResolveOrder) => Promise<ResolveVerdict>
  /** Null where nobody transfers. */
  transfers: Transfers | null
  resolveTransfer: TransferSupervision['resolve'] | null
  /** Null where nothing is paid at an acquirer. */
  checkouts: Checkouts | null
}

interface ReplicaOptions {
  readonly world: World
  readonly store: SharedStore
  readonly weather: () => Weather
  /** A mistake that was built in on purpose; null for the engine as it is. */
  readonly planted: Planted | null
}

/** Nobody opens a ticket here. */
const NO_TICKETS = {
  openTicket: never,
  findTicketsByReference: never,
  postTicketMessage: never,
  findMessagesByReference: never,
}

async function never(): Promise<never> {
  throw new Error('No ticket is opened here.')
}

/** Starts one process of the gateway: the product's own engine, desk and recovery over a virtual machine. */
export function startProcess(name: string, options: ReplicaOptions): Replica {
  const { world, store, weather, planted } = options
  const { plan, random, counts } = world
  const process = createProcess(name)
  const clock = createClock(world, process)
  const { mode: reconcile, honoursExternalId, settings } = plan
  const books = createBilling(world, process, weather)
  const billing = planted?.books ? planted.books(books) : books
  const reached = reachStore(world, store, process)
  const intents = planted?.intents ? planted.intents(reached, { clock, plan }) : reached
  const acquirer = reachAcquirer(options, { process, clock })
  const desk = createIntentDesk({
    billing: {
      ...billing,
      orders: NO_ORDER_BILLING,
      tickets: NO_TICKETS,
      promisedPayments: NO_PROMISE_BILLING,
      capabilities: { ...FULL, reconcile, honoursExternalId },
    },
    intents,
    settings,
    acquirer,
    clock,
  })
  const parts: EngineParts = { intents, desk, clock, settings, observer: createObserver(world) }
  const tools = { clock, plan }
  const engine = createEngine({
    ...parts,
    protocol: planted?.protocol ? planted.protocol(PROTOCOL) : PROTOCOL,
    desk: planted?.desk ? planted.desk(desk, tools) : desk,
  })
  startRecovery({
    engine,
    clock: { ...clock, sleep: (ms) => sleepUntilDue(world, { store, process, atLeastMs: ms, nextDueMs, random }) },
    pollMs: POLL_MS,
    random: random.next,
    onFailure: () => counts.add('store failures'),
  })
  const decisions: ResolveParts = { intents: reached, desk, billing: books, settings, observer: parts.observer, clock }
  const resolveParts = planted?.resolve ? planted.resolve(decisions) : decisions
  const transfers =
    plan.transfers === 0 ? NO_TRANSFERS : startTransfers({ ...options, process, clock, engine, intents, desk })
  const { acquiring } = world
  const checkouts =
    acquiring && acquirer ? startCheckouts({ ...options, process, clock, engine, intents, acquirer, acquiring }) : null
  return { process, engine, checkouts, resolve: (order) => resolveIntent(resolveParts, order), ...transfers }
}

function reachAcquirer(
  { world, planted }: ReplicaOptions,
  { process, clock }: { readonly process: Process; readonly clock: Clock },
): Acquirer | null {
  const { acquiring, plan } = world
  if (acquiring === null) return null
  const right = createAcquirer({ world, process, ...acquiring })
  return planted?.acquirer ? planted.acquirer(right, { clock, plan }) : right
}

const NO_TRANSFERS = { transfers: null, resolveTransfer: null }

/** Runs as evenly as every other one, from a start of its own. */
function createClock({ scheduler, random }: World, process: Process): Clock {
  const offsetMs = random.between(-1_000_000, 1_000_000)
  return {
    elapsedMs: () => scheduler.now() + offsetMs,
    deadline(ms) {
      const controller = new AbortController()
      const timer = scheduler.after(ms, () => controller.abort(), process)
      return {
        signal: controller.signal,
        stop() {
          timer.isCanceled = true
        },
      }
    },
    sleep: (ms) =>
      new Promise((resolve) => {
        scheduler.after(ms, resolve, process)
      }),
  }
}

/** In the scheduler's time, which the store's clock runs ahead of by a fixed length. */
function nextDueMs({ intents, epochMs }: SharedStore): number {
  let next = Infinity
  for (const { dueAt } of intents.all()) if (dueAt !== null && dueAt < next) next = dueAt
  return next - epochMs
}

function createObserver({ counts, note }: World): PaymentObserver {
  return {
    accepted: ({ kind, principal }) => {
      if (principal !== TRANSFER_PRINCIPAL) counts.add(kind === 'PAYMENT' ? 'payments' : 'cancellations')
    },
    moved(intent, from, outcome) {
      if (intent.state === 'SENDING' && intent.attempt > 1) counts.add('resends')
      if (outcome === 'abandoned') counts.add('abandoned attempts')
      if (from === 'ACCEPTED' && intent.state === 'DONE') counts.add('found before the first send')
      if (from === 'UNKNOWN' && intent.state === 'DONE') counts.add('found after doubt')
    },
    fenceLost: () => counts.add('fences lost'),
    failed: (id, error) => note(() => `failed ${id} ${error instanceof Error ? error.message : String(error)}`),
  }
}
