import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Reconcile } from '../../src/billing/port.ts'
import { createAcquiring } from './acquiring.ts'
import { startCheckoutClients } from './checkout-clients.ts'
import { settleCheckouts, startOperators } from './checkout-people.ts'
import { type Heard, startClients } from './clients.ts'
import { type Counts, createCounts } from './counts.ts'
import { startHints } from './hints.ts'
import { judge, judgeProgress, type Violation } from './judge.ts'
import { judgeLeftTransfers } from './judge-transfers.ts'
import { createLegacy } from './legacy.ts'
import { createMemoryCheckouts } from './memory-checkouts.ts'
import { createMemoryIntents } from './memory-intents.ts'
import { createMemoryTransfers } from './memory-transfers.ts'
import { startOutsiders } from './outsiders.ts'
import { settleByHand, startPeople } from './people.ts'
import { drawPlan, type Plan } from './plan.ts'
import type { Planted } from './planted.ts'
import { createRandom, type Random } from './random.ts'
import { type Replica, startProcess } from './replica.ts'
import { createScheduler, type Process, type Scheduler } from './scheduler.ts'
import type { SharedStore } from './slow-store.ts'
import { startTransferClients } from './transfer-clients.ts'
import { createWeather } from './weather.ts'
import { EPOCH_MS, type World } from './world.ts'

export interface SimulateOptions {
  readonly seed: number
  readonly mode?: Reconcile | undefined
  readonly planted?: Planted | null
  readonly counts?: Counts
  /** Hears each line of the trace. */
  readonly onNote?: (line: string) => void
}

/** After the last fault everything must be decided within this long, and the settle wait. */
const PROGRESS_MS = 60_000

/**
 * Further away than any seed that is ever run, so that what was added later draws for itself. Such that the rarest worlds
 * that were recorded before have nothing of it, and stay what they were.
 */
const ASIDE = 1_598 * 2 ** 40

/** Another such place, for transfers: in no world that was recorded before is there one. */
const APART = 1_708 * 2 ** 40

/** And one for what is paid at an acquirer, likewise. */
const YONDER = 100470 * 2 ** 36

/** A number for a whole trace: FNV-1a over its lines, twice 32 bits. */
export function createTraceHash(): { readonly add: (line: string) => void; readonly read: () => string } {
  let [low, high] = [0x811c9dc5, 0x01000193]
  return {
    add(line) {
      for (let place = 0; place < line.length; place += 1) {
        const code = line.charCodeAt(place)
        low = Math.imul(low ^ code, 0x01000193)
        high = Math.imul(high ^ code ^ (low >>> 24), 0x01000193)
      }
    },
    read: () => [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join(''),
  }
}

/** Runs one world from its seed to its end, and answers what was broken in it. */
export async function simulate({
  seed,
  mode,
  planted = null,
  ...rest
}: SimulateOptions): Promise<readonly Violation[]> {
  const { counts = createCounts(), onNote } = rest
  const random = createRandom(seed)
  const aside = createRandom(seed + ASIDE)
  const apart = createRandom(seed + APART)
  const yonder = createRandom(seed + YONDER)
  const plan = drawPlan(random, { mode, aside, apart, yonder })
  const scheduler = createScheduler()
  const note = onNote ? (line: () => string) => onNote(`${scheduler.now()} ${line()}`) : () => {}
  const replicas: Replica[] = []
  const world = createWorld({
    plan,
    random,
    aside,
    apart,
    yonder,
    scheduler,
    counts,
    note,
    restart: (process) => restart(process),
  })
  const checkouts = createMemoryCheckouts({ now: () => EPOCH_MS + scheduler.now() })
  const intents = createMemoryIntents({
    now: () => EPOCH_MS + scheduler.now(),
    holds: (claim) => checkouts.holds(claim),
  })
  const transfers = createMemoryTransfers({ now: () => EPOCH_MS + scheduler.now(), intents })
  const store: SharedStore = {
    epochMs: EPOCH_MS,
    intents,
    transfers,
    checkouts,
    transitions: [],
    transferMoves: [],
    checkoutMoves: [],
    onCommit: [],
  }
  const weather = createWeather(world)
  const start = (name: string) => startProcess(name, { world, store, weather, planted })

  function restart(dead: Process): void {
    const replica = replicas.find(({ process }) => process === dead)
    if (replica) Object.assign(replica, start(dead.name))
  }

  const strikeAtPoint = (message: unknown) => strikeAt(world, message)
  subscribe('billing-gateway:payments', strikeAtPoint)
  try {
    for (let number = 1; number <= plan.replicas; number += 1) replicas.push(start(`g${number}`))
    const heard: Heard = { answers: [], limited: [], transfers: [], checkouts: [], days: new Map() }
    let lastId = 0
    startOutsiders(world, replicas)
    startPeople({ world, replicas, store })
    startClients({ world, replicas, heard, nextId: () => `i${String((lastId += 1)).padStart(4, '0')}` })
    startTransferClients({ world, replicas, told: heard.transfers })
    startCheckoutClients({ world, replicas, told: heard.checkouts })
    startHints(world, replicas)
    startOperators({ world, replicas, store })
    return await runToTheEnd({ world, store, heard, replicas })
  } finally {
    unsubscribe('billing-gateway:payments', strikeAtPoint)
  }
}

async function runToTheEnd({
  world,
  store,
  heard,
  replicas,
}: {
  world: World
  store: SharedStore
  heard: Heard
  replicas: readonly Replica[]
}): Promise<readonly Violation[]> {
  const { plan, scheduler, counts } = world
  const { settings } = plan
  await scheduler.run({ untilMs: plan.calmAtMs, isOver: () => false })
  const decidedByMs = plan.calmAtMs + PROGRESS_MS + settings.settleMs
  await scheduler.run({ untilMs: decidedByMs, isOver: () => false })
  // What a limit has kept back until now has its own time.
  const late = judgeProgress(store, EPOCH_MS + plan.calmAtMs)
  // What was abandoned late in the storm may still be applied, and is watched for.
  const restMs = decidedByMs + 3 * settings.settleMs + settings.watchMs + 2 * settings.watchEveryMs
  await scheduler.run({ untilMs: restMs, isOver: () => false })
  const violations = [...judgeProgress(store, Infinity), ...judge({ world, store, heard })]
  const unsettled = await settleByHand({ world, replicas, store })
  await settleCheckouts({ world, replicas, store })
  counts.add('steps', scheduler.steps())
  const known = new Set(violations.map(({ text }) => text))
  countTransfers(store, counts)
  countCheckouts(store, counts)
  const settled = [...judge({ world, store, heard, isSettled: true }), ...judgeLeftTransfers(store)].filter(
    ({ text }) => !known.has(text),
  )
  return [...late, ...violations, ...unsettled, ...settled]
}

function countTransfers({ transfers, transferMoves }: SharedStore, counts: Counts): void {
  for (const { state } of transfers.all()) {
    if (state === 'REFUSED') counts.add('transfers refused')
    if (state === 'RETURNED') counts.add('transfers given back')
  }
  counts.add('transfers with a person', transferMoves.filter(({ to }) => to === 'OPERATOR').length)
}

function countCheckouts({ checkouts, checkoutMoves }: SharedStore, counts: Counts): void {
  for (const { state, attention } of checkouts.all()) {
    if (attention === 'REFUNDED_AFTER_CREDIT') counts.add('checkouts refunded after credit')
    if (state === 'DONE') counts.add('checkouts done')
    if (state === 'REFUNDED') counts.add('checkouts refunded')
  }
  counts.add('checkouts with a person', checkoutMoves.filter(({ to }) => to === 'OPERATOR').length)
}

interface Parts {
  readonly plan: Plan
  readonly random: Random
  readonly aside: Random
  readonly apart: Random
  readonly yonder: Random
  readonly scheduler: Scheduler
  readonly counts: Counts
  readonly note: World['note']
  readonly restart: (dead: Process) => void
}

function createWorld({ plan, random, aside, apart, yonder, scheduler, counts, note, restart }: Parts): World {
  const legacy = createLegacy({
    now: scheduler.now,
    honoursExternalId: plan.honoursExternalId,
    cancelsTwice: plan.cancelsTwice,
    funds: plan.funds,
    note,
  })
  const isStormy = () => scheduler.now() < plan.calmAtMs
  const leftMs = () => plan.calmAtMs - scheduler.now()
  const world: Omit<World, 'acquiring'> = {
    plan,
    random,
    aside,
    apart,
    yonder,
    scheduler,
    legacy,
    counts,
    note,
    isStormy,
    strikes: (probability) => probability > 0 && isStormy() && random.chance(probability),
    crash(process, why) {
      if (!process.isAlive || !isStormy()) return
      counts.add('crashes')
      note(() => `${process.name} crashes ${why}`)
      scheduler.kill(process)
      scheduler.after(Math.min(random.between(50, 20_000), leftMs()), () => restart(process))
    },
    pause(process, why) {
      if (!process.isAlive || process.isPaused || !isStormy()) return
      const { settleMs, sendWindowMs, leaseMs } = plan.settings
      const longest = random.pick([1_500, 3 * sendWindowMs, 2 * leaseMs, settleMs + leaseMs, 3 * settleMs])
      const lengthMs = Math.min(random.between(10, longest), leftMs())
      counts.add('pauses')
      if (lengthMs > settleMs) counts.add('pauses beyond settle')
      note(() => `${process.name} pauses ${lengthMs} ${why}`)
      scheduler.pause(process)
      scheduler.after(lengthMs, () => scheduler.resume(process))
    },
  }
  return { ...world, acquiring: createAcquiring(world, yonder) }
}

/** Dies, or stands still, at one of the engine's named points. */
function strikeAt(world: World, message: unknown): void {
  const { plan, scheduler, strikes } = world
  const process = scheduler.current()
  if (!process) return
  const point = typeof message === 'object' && message !== null && 'point' in message ? String(message.point) : ''
  if (strikes(plan.chances.pointCrash)) world.crash(process, `at ${point}`)
  else if (strikes(plan.chances.pointPause)) world.pause(process, `at ${point}`)
}
