import type { BillingSystem } from '../../src/billing/port.ts'
import type { Account } from '../../src/domain/account.ts'
import type { Clock } from '../../src/payments/clock.ts'
import type { IntentDesk } from '../../src/payments/desk.ts'
import type { PaymentEngine } from '../../src/payments/engine.ts'
import { startRecovery } from '../../src/payments/recovery.ts'
import type { TransferObserver } from '../../src/payments/transfer-observer.ts'
import { TRANSFER_RULES } from '../../src/payments/transfer-rules.ts'
import { createTransferSaga, type SagaParts } from '../../src/payments/transfer-saga.ts'
import { createTransferSupervision, type TransferSupervision } from '../../src/payments/transfer-supervision.ts'
import { createTransfers, type Transfers } from '../../src/payments/transfers.ts'
import type { IntentStore } from '../../src/store/intent-store.ts'
import { FULL } from './full.ts'
import type { Planted } from './planted.ts'
import type { Process } from './scheduler.ts'
import type { SharedStore } from './slow-store.ts'
import { reachTransfers } from './slow-transfers.ts'
import { POLL_MS, sleepUntilDue } from './waking.ts'
import { EPOCH_MS, type World } from './world.ts'

/** Where people transfer, and decide about transfers. */
export interface TransferDesk {
  readonly transfers: Transfers
  readonly resolveTransfer: TransferSupervision['resolve']
}

interface Options {
  readonly world: World
  readonly store: SharedStore
  readonly planted: Planted | null
  readonly process: Process
  readonly clock: Clock
  readonly engine: PaymentEngine
  readonly intents: IntentStore
  readonly desk: IntentDesk
}

/** The product's own saga, its recovery and what gives it orders, in one process of a virtual gateway. */
export function startTransfers(options: Options): TransferDesk {
  const { world, store, planted, process, clock, engine, intents, desk } = options
  const { plan, apart, scheduler, counts } = world
  const { settings } = plan
  const transfers = reachTransfers(world, store, process)
  const observer = createObserver(world)
  // Every process of a world has a part of the ids to itself, in the order of time.
  const newId = () => `u${String(scheduler.now()).padStart(9, '0')}-${process.name}-${(lastId += 1)}`
  let lastId = 0
  const rules = planted?.rules ? planted.rules(TRANSFER_RULES) : TRANSFER_RULES
  const parts: SagaParts = { transfers, intents, engine, clock, settings, observer, rules, newId }
  const saga = createTransferSaga(planted?.saga ? planted.saga(parts) : parts)
  startRecovery({
    engine: saga,
    clock: {
      ...clock,
      sleep: (ms) => sleepUntilDue(world, { store, process, atLeastMs: ms, nextDueMs, random: apart }),
    },
    pollMs: POLL_MS,
    random: apart.next,
    onFailure: () => counts.add('store failures'),
  })
  const supervision = createTransferSupervision({ transfers, intents, desk, observer })
  return {
    resolveTransfer: (order) => supervision.resolve(order),
    transfers: createTransfers({
      billing: {
        accounts: createAccounts(world),
        capabilities: { ...FULL, reconcile: plan.mode, honoursExternalId: false },
      },
      store: { transfers, tries: NO_TRIES },
      saga,
      observer,
      clock,
      settings,
      allowance: { maxMinorUnits: 1_000_000n, maxMinorUnitsPerDay: plan.funds },
      now: () => EPOCH_MS + scheduler.now(),
      timeZone: 'Europe/Moscow',
      operationTimeoutMs: 10_000,
      newId,
    }),
  }
}

/** Nobody guesses numbers here. */
const NO_TRIES = {
  record: async () => ({ count: 1, oldestAt: 0 }),
  forget: async () => {},
  deleteBefore: async () => 0,
}

/** Who has an account is no secret, and never late. */
function createAccounts({ legacy }: World): BillingSystem['accounts'] {
  const find = async (ids: readonly string[]) => new Map(ids.map((id) => [id, accountOf(id, legacy.closed.has(id))]))
  return { findAccounts: find, findAccountsByNumber: find }
}

function accountOf(id: string, isClosed: boolean): Account {
  const zero = { minorUnits: 0n, currency: 'RUB' } as const
  return {
    id,
    kind: 'PERSON',
    number: id,
    keys: {},
    status: isClosed ? 'TERMINATED' : 'ACTIVE',
    balance: { amount: zero, creditLimit: zero, credited: zero, spent: zero },
    regionId: null,
    operatorId: null,
    amountToRestore: null,
  }
}

function createObserver({ counts, note }: World): TransferObserver {
  return {
    accepted() {},
    moved() {},
    fenceLost: () => counts.add('fences lost'),
    failed: (id, error) => note(() => `failed ${id} ${error instanceof Error ? error.message : String(error)}`),
  }
}

/** In the scheduler's time, which the store's clock runs ahead of by a fixed length. */
function nextDueMs({ transfers, epochMs }: SharedStore): number {
  let next = Infinity
  for (const { dueAt } of transfers.all()) if (dueAt !== null && dueAt < next) next = dueAt
  return next - epochMs
}
