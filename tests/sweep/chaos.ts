import { setTimeout as delay } from 'node:timers/promises'
import { CHECKOUT_POINTS, POINTS } from '../../src/payments/points.ts'
import type { Random } from '../support/seeded.ts'
import type { Legacy } from './legacy.ts'
import type { Replica } from './replica.ts'
import type { Timing } from './timing.ts'

/** How often each kind of trouble was made. */
export type Troubles = Map<string, number>

interface ChaosOptions {
  readonly legacy: Legacy
  readonly replicas: readonly Replica[]
  readonly accounts: readonly string[]
  readonly random: Random
  readonly timing: Timing
  readonly troubles: Troubles
}

/** What a write of money may suffer. Double crediting is rare, since each case must be told apart afterwards. */
const WRITE_FAULTS = [
  'dropAfterApplying',
  'dropAfterApplying',
  'applyLate',
  'applyLate',
  'errorAfterApplying',
  'http500',
  'unavailable',
  'html',
  'empty',
  'faultWith200',
  'reset',
  'hang',
  'expiredSession',
  'truncated',
  'notWellFormed',
  'wrongOperation',
  'wrongCharset',
  'moneyAsDoubles',
  'moneyBroken',
  'missingFields',
  'drip',
] as const

/** What a look-up may suffer: each must be told from "not found". */
const READ_FAULTS = [
  'http500',
  'unavailable',
  'html',
  'empty',
  'faultWith200',
  'reset',
  'hang',
  'expiredSession',
  'truncated',
  'wrongOperation',
  'missingFields',
  'typeFlips',
  'moneyAsDoubles',
  'foreignRows',
] as const

const WRITES = ['soap.AddPayment', 'soap.AddPayment', 'soap.CancelPayment', 'soap.AddDebit'] as const
const READS = ['soap.FindPayment', 'soap.GetPayments', 'rest.accounts', 'soap.FindDebit'] as const

/** Makes trouble until the signal aborts. */
export async function makeTrouble(options: ChaosOptions, signal: AbortSignal): Promise<void> {
  const { random, replicas } = options
  const every = (pause: readonly [number, number], act: () => Promise<void> | void) =>
    repeat({ random, pause, signal }, act)
  await Promise.all([
    every([300, 1500], () => troubleBilling(options)),
    every([1000, 4000], () => troubleProcesses(options)),
    every([100, 700], () => payElsewhere(options)),
    ...replicas.map((replica) => keepAlive(replica, signal)),
  ])
}

/**
 * Wakes gateways that have stopped themselves, which nobody tells, until the signal aborts: also when no more trouble is made,
 * since one that was told to stop at some point may come there after that, with people waiting for its answer.
 */
export function wakeStopped(
  { random, replicas, timing }: Pick<ChaosOptions, 'random' | 'replicas' | 'timing'>,
  signal: AbortSignal,
): Promise<void> {
  return repeat({ random, pause: [100, timing.settleMs * 2], signal }, () => random.pick(replicas).wake())
}

async function repeat(
  {
    random,
    pause: [min, max],
    signal,
  }: Pick<ChaosOptions, 'random'> & {
    readonly pause: readonly [number, number]
    readonly signal: AbortSignal
  },
  act: () => Promise<void> | void,
): Promise<void> {
  while (!signal.aborted) {
    await act()
    await delay(random.between(min, max), undefined, { signal }).catch(() => undefined)
  }
}

async function troubleBilling({ legacy, random, timing, troubles }: ChaosOptions): Promise<void> {
  const kind = random.pick(['write', 'write', 'write', 'read', 'slow', 'none', 'sessions', 'double'] as const)
  switch (kind) {
    case 'write': {
      const kind = random.pick(WRITE_FAULTS)
      const delayMs = random.between(timing.requestTimeoutMs / 2, timing.longestLateMs)
      const fault = { kind, rate: random.pick([0.3, 0.6, 1]), ...(kind === 'applyLate' ? { delayMs } : {}) }
      await legacy.setFaults(random.pick(WRITES), { faults: [fault], seed: random.between(1, 1e6) })
      return count(troubles, `write ${kind}`)
    }
    case 'read': {
      const fault = random.pick(READ_FAULTS)
      const operation = random.pick(READS)
      if (operation === 'rest.accounts' && fault === 'expiredSession') return
      await legacy.setFaults(operation, {
        faults: [{ kind: fault, rate: random.pick([0.3, 1]) }],
        seed: random.between(1, 1e6),
      })
      return count(troubles, `read ${fault}`)
    }
    case 'slow':
      // Fixed, not drawn: the tail of a distribution would apply a request later than any settle wait.
      await legacy.setFaults('*', { latency: random.between(20, Math.round(timing.requestTimeoutMs * 1.2)) })
      return count(troubles, 'slow')
    case 'sessions':
      await legacy.expireSessions()
      return count(troubles, 'sessions expired')
    case 'double': {
      const doubled = random.pick(['soap.AddPayment', 'soap.AddPayment', 'soap.AddDebit'] as const)
      await legacy.setFaults(doubled, { faults: [{ kind: 'doubleCredit', rate: 1, times: 1 }] })
      return count(troubles, 'write doubleCredit')
    }
    case 'none':
      await legacy.clearFaults()
      return count(troubles, 'calm')
  }
}

/** Now and then nobody is left; mostly somebody listens, or terminals would only ever hear silence. */
async function troubleProcesses({ replicas, random, timing, troubles }: ChaosOptions): Promise<void> {
  const listening = replicas.filter((replica) => replica.url() !== null && !replica.isStopped())
  if (listening.length === 0 || (listening.length === 1 && replicas.length > 1 && random.chance(0.8))) return
  const replica = random.pick(listening)
  const freezeMs = random.between(100, timing.settleMs * 2)
  const kinds = ['kill', 'freeze', 'arm-kill', 'arm-kill', 'arm-kill', 'arm-freeze', 'arm-freeze'] as const
  // A sweep that kills nobody shows little, and a short one might otherwise.
  const hasKilled = [...troubles.keys()].some((kind) => kind.startsWith('kill -9'))
  switch (hasKilled ? random.pick(kinds) : 'kill') {
    case 'kill':
      count(troubles, 'kill -9 at random')
      return replica.kill()
    case 'freeze':
      count(troubles, 'SIGSTOP at random')
      return replica.freeze(freezeMs)
    case 'arm-kill': {
      const point = random.pick([...POINTS, ...CHECKOUT_POINTS])
      replica.arm({ point, signal: 'SIGKILL', skip: random.between(0, 3) })
      return count(troubles, `kill -9 at ${point}`)
    }
    case 'arm-freeze': {
      const point = random.pick([...POINTS, ...CHECKOUT_POINTS])
      replica.arm({ point, signal: 'SIGSTOP', skip: random.between(0, 3) })
      return count(troubles, `SIGSTOP at ${point}`)
    }
  }
}

/** A cashier, or an old terminal: the same accounts and amounts, with receipts of its own or none. */
async function payElsewhere({ legacy, accounts, random, troubles }: ChaosOptions): Promise<void> {
  const receipt = random.chance(0.5) ? { receipt: `CASH-${random.between(1, 1e9)}` } : {}
  await legacy.addForeignPayment({ number: random.pick(accounts), amount: random.pick(COMMON_AMOUNTS), ...receipt })
  count(troubles, 'payments of others')
}

/** Amounts that terminals and cashiers have in common, so that equal rows are many. */
export const COMMON_AMOUNTS = ['100.00', '100.00', '250.00', '500.00', '1.01'] as const

async function keepAlive(replica: Replica, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await replica.start()
    await Promise.race([replica.ended(), delay(3_600_000, undefined, { signal }).catch(() => undefined)])
  }
}

function count(troubles: Troubles, kind: string): void {
  troubles.set(kind, (troubles.get(kind) ?? 0) + 1)
}
