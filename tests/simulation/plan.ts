import type { Reconcile } from '../../src/billing/port.ts'
import { type PaymentSettings, paymentSettings } from '../../src/payments/settings.ts'
import { type CheckoutPlan, drawCheckouts } from './plan-checkouts.ts'
import type { Random } from './random.ts'

/** What the billing does with a request to write. Each word names what happens to the money, then what is heard of it. */
export const FATES = [
  'prompt',
  'slow',
  'lost-request',
  'lost-answer',
  'late',
  'failed',
  'failed-applied',
  'failed-late',
  'reset',
  'reset-applied',
  'reset-late',
  'overloaded',
] as const
export type Fate = (typeof FATES)[number]

/**
 * - `honest`: what the engine promises to survive;
 * - `doubling`: the billing itself sometimes credits one request twice, which nobody can prevent and the watch must tell;
 * - `tardy`: the billing sometimes applies an abandoned request later than the settle wait, likewise.
 */
export type Nature = 'honest' | 'doubling' | 'tardy'

export const MODES = ['exact', 'comment', 'statement', 'none'] as const satisfies readonly Reconcile[]

/** One world: how many of everything, and how often each thing goes wrong. All of it follows from the seed. */
export interface Plan {
  readonly mode: Reconcile
  readonly honoursExternalId: boolean
  readonly nature: Nature
  readonly replicas: number
  readonly payments: number
  readonly accounts: number
  readonly settings: PaymentSettings
  /** From here on nothing goes wrong any more. */
  readonly calmAtMs: number
  readonly fates: Readonly<Record<Fate, number>>
  /** Probabilities: per call, per point, or per payment. */
  readonly chances: Chances
  /** How many of each there are until it is calm. */
  readonly crashes: number
  readonly pauses: number
  readonly outages: number
  readonly foreignRows: number
  readonly cashierCancels: number
  readonly closures: number
  /** The billing answers look-ups from a copy that lags behind by less than the pause between two look-ups. */
  readonly readLagMs: number
  /** The billing does not say who posted some of its rows. */
  readonly isVague: boolean
  /** Canceling twice takes the money twice. */
  readonly cancelsTwice: boolean
  /** What each partner may pay at most; null where nobody is limited. */
  readonly limits: PlanLimits | null
  /** People who look, now and then until it is calm, at what waits for one. */
  readonly people: number
  /** Transfers that are asked for; each account owns so much from the beginning. */
  readonly transfers: number
  readonly funds: bigint
  /** Null where nothing is paid at an acquirer. */
  readonly checkouts: CheckoutPlan | null
}

export interface PlanLimits {
  readonly maxMinorUnitsPerDay: bigint
  readonly maxPerMinute: number
  /** When the day changes; mostly not in this world. */
  readonly midnightAtMs: number
  /** All terminals begin at one of so many instants. */
  readonly bursts: number
}

export interface Chances {
  readonly storeLost: number
  readonly storeSlow: number
  readonly storeCrash: number
  readonly storePause: number
  /** Between the transaction that begins an attempt and its first byte. */
  readonly beginPause: number
  readonly pointCrash: number
  readonly pointPause: number
  readonly connectRefused: number
  readonly connectSlow: number
  readonly lookUpFails: number
  readonly clientLoss: number
  readonly otherBody: number
  readonly twoReplicas: number
  readonly beforeCutOver: number
  readonly cancellation: number
}

interface Fixed {
  readonly mode?: Reconcile | undefined
  /** Draws what was added later, so that a world without it stays what it was. */
  readonly aside: Random
  /** Draws transfers. */
  readonly apart: Random
  /** Draws what is paid at an acquirer. */
  readonly yonder: Random
}

export function drawPlan(random: Random, fixed: Fixed): Plan {
  const mode = fixed.mode ?? random.pick(['exact', 'exact', 'comment', 'comment', 'statement', 'statement', 'none'])
  // Where rows carry no reference, one row too many cannot be told from the next payment: nobody could judge that.
  const tells = mode === 'exact' || mode === 'comment'
  const nature = !tells || random.chance(0.9) ? 'honest' : random.pick(['doubling', 'tardy'] as const)
  const settings = drawSettings(random)
  const replicas = random.between(1, 3)
  const plan: Omit<Plan, 'limits' | 'people' | 'transfers' | 'funds' | 'checkouts'> = {
    mode,
    honoursExternalId: nature === 'honest' && random.chance(0.2),
    nature,
    replicas,
    payments: random.between(2, 9),
    accounts: random.between(1, 3),
    settings,
    // Some storms last so long that what happens in them is settled in them, too.
    calmAtMs: random.between(20, 90) * 1000 + random.pick([0, 0, 2, 3]) * settings.settleMs,
    fates: drawFates(random),
    chances: drawChances(random),
    crashes: some(random, 4),
    pauses: some(random, 4),
    outages: some(random, 2),
    foreignRows: some(random, 6),
    cashierCancels: random.chance(0.1) ? 1 : 0,
    closures: random.chance(0.2) ? 1 : 0,
    readLagMs: random.chance(0.4) ? random.between(1, settings.recheckMs - 100) : 0,
    isVague: random.chance(0.3),
    cancelsTwice: random.chance(0.5),
  }
  const limits = drawLimits(fixed.aside, plan.calmAtMs)
  // Where the billing itself doubles, or is late, nobody's word about it can be held to what was promised.
  const people = nature === 'honest' ? fixed.aside.pick([0, 0, 1, 2]) : 0
  // Only where references tell for sure what was posted are there transfers, and only an honest billing can be judged by its rows.
  const transfers = mode === 'exact' && nature === 'honest' && fixed.apart.chance(0.4) ? fixed.apart.between(1, 4) : 0
  const funds = fixed.apart.pick([20_000n, 60_000n, 1_000_000n, 1_000_000n])
  // Only an honest billing can be judged by its rows.
  const checkouts = nature === 'honest' ? drawCheckouts(fixed.yonder, settings) : null
  return { ...plan, limits, people, transfers, funds, checkouts }
}

function drawLimits(aside: Random, calmAtMs: number): PlanLimits | null {
  if (!aside.chance(0.4)) return null
  return {
    // The smallest and the largest payments there are cost 10,000 and 25,000.
    maxMinorUnitsPerDay: aside.pick([20_000n, 35_000n, 60_000n, 1_000_000n]),
    maxPerMinute: aside.pick([1, 2, 3, 100]),
    midnightAtMs: aside.chance(0.3) ? aside.between(1, calmAtMs) : Infinity,
    bursts: aside.pick([0, 1, 2]),
  }
}

function drawSettings(random: Random): PaymentSettings {
  const settleMs = random.pick([15_000, 30_000, 30_000, 60_000, 600_000])
  const requestTimeoutMs = random.pick([3_000, 5_000, 10_000])
  return {
    ...paymentSettings({ settleMs, requestTimeoutMs }),
    // A day of watching takes long in any world; what matters is that it outlasts what it watches for.
    watchMs: 6 * settleMs,
    watchEveryMs: settleMs,
    maxRunning: random.pick([2, 8, 256]),
    maxAttempts: random.pick([2, 5, 5]),
  }
}

/** Of each kind of fault there are often none: what hides behind another fault shows then. */
function drawFates(random: Random): Readonly<Record<Fate, number>> {
  const weight = () => random.pick([0, 0, 0, 1, 4])
  return {
    prompt: random.pick([4, 10, 20]),
    slow: weight(),
    'lost-request': weight(),
    'lost-answer': weight(),
    late: weight(),
    failed: weight(),
    'failed-applied': weight(),
    'failed-late': weight(),
    reset: weight(),
    'reset-applied': weight(),
    'reset-late': weight(),
    overloaded: weight(),
  }
}

function drawChances(random: Random): Chances {
  const rare = () => random.pick([0, 0, 0.02, 0.08])
  const common = () => random.pick([0, 0, 0.1, 0.3])
  return {
    storeLost: rare(),
    storeSlow: rare(),
    storeCrash: rare(),
    storePause: rare(),
    beginPause: common(),
    pointCrash: rare(),
    pointPause: rare(),
    connectRefused: common(),
    connectSlow: common(),
    lookUpFails: common(),
    clientLoss: common(),
    otherBody: common(),
    twoReplicas: common(),
    beforeCutOver: common(),
    cancellation: common(),
  }
}

function some(random: Random, max: number): number {
  return random.chance(0.5) ? 0 : random.between(1, max)
}
