import { BillingError } from '../../src/billing/error.ts'
import type { Process } from './scheduler.ts'
import type { World } from './world.ts'

/** What the billing's end of one request can do. */
export interface BillingEnd<Answer> {
  /** Sends an answer back; it may find nobody. */
  readonly answer: (answer: Answer | BillingError) => void
  /** The connection breaks now, and the caller sees that. */
  readonly reset: () => void
  /** Runs when the caller has given the request up: at once when it has, and never later than a request may take. */
  readonly whenGivenUp: (run: () => void) => void
  /** The instant of that; null before it. */
  readonly givenUpAtMs: () => number | null
}

export interface Request<Answer> {
  readonly process: Process
  readonly signal: AbortSignal
  /** Null for what only reads. */
  readonly mayStart: (() => boolean) | null
  /** The request has arrived, whole. */
  readonly serve: (end: BillingEnd<Answer>) => void
}

/** The network between the gateway and the billing, as it is now. */
export interface Weather {
  readonly isRefusing: boolean
  readonly isSilent: boolean
  readonly slowness: number
}

/**
 * One request across the network: waits for a connection, asks whether it may start at the very moment of its first byte,
 * travels, is served, and hears something or nothing. Aborting before the first byte is `not_applied`, after it `unknown`.
 */
export function exchange<Answer>(world: World, weather: () => Weather, request: Request<Answer>): Promise<Answer> {
  const { process, signal, mayStart } = request
  const { scheduler, counts } = world
  return new Promise<Answer>((resolve, reject) => {
    // What a dead process asks for reaches nobody.
    if (!process.isAlive) return
    let isSettled = false
    let isSent = false

    function fail(code: BillingError['code'], outcome: BillingError['outcome']): void {
      if (isSettled) return
      isSettled = true
      reject(new BillingError(code, 'simulated', { outcome }))
    }

    const line = createLine(world, process)
    signal.addEventListener('abort', () => {
      if (isSettled) return
      line.giveUp()
      fail('BILLING_TIMEOUT', isSent ? 'unknown' : 'not_applied')
    })

    function start(): void {
      if (isSettled) return
      const { isRefusing, isSilent, slowness } = weather()
      if (isRefusing || world.strikes(world.plan.chances.connectRefused)) {
        counts.add('connections refused')
        return fail('BILLING_UNREACHABLE', 'not_applied')
      }
      if (mayStart && !mayStart()) {
        counts.add('refused by the window')
        world.note(() => `${process.name} window closed`)
        return fail('BILLING_CANCELED', 'not_applied')
      }
      isSent = true
      if (mayStart) counts.add('sends')
      line.open()
      if (isSilent) {
        counts.add('requests lost')
        return
      }
      const end: BillingEnd<Answer> = {
        answer(answer) {
          if (isSilent || weather().isSilent) return
          scheduler.after(travelMs(world) * slowness, () => deliver(answer), process)
        },
        reset() {
          line.giveUp()
          scheduler.after(travelMs(world), () => fail('BILLING_UNREACHABLE', 'unknown'), process)
        },
        whenGivenUp: (run) => line.whenGivenUp(run),
        givenUpAtMs: line.givenUpAtMs,
      }
      scheduler.after(travelMs(world) * slowness, () => request.serve(end))
    }

    function deliver(answer: Answer | BillingError): void {
      if (isSettled) return
      isSettled = true
      line.close()
      if (answer instanceof BillingError) reject(answer)
      else resolve(answer)
    }

    scheduler.after(connectMs(world), start, process)
    if (mayStart && world.strikes(world.plan.chances.beginPause)) world.pause(process, 'while it connects')
  })
}

/** One connection, and when the caller is gone from its other end. */
function createLine({ scheduler, plan }: World, process: Process) {
  let givenUpAtMs: number | null = null
  let openedAtMs = 0
  const waiting: (() => void)[] = []

  function giveUp(): void {
    process.onDeath.delete(giveUp)
    if (givenUpAtMs !== null) return
    givenUpAtMs = scheduler.now()
    for (const run of waiting.splice(0)) run()
  }

  return {
    open() {
      openedAtMs = scheduler.now()
      process.onDeath.add(giveUp)
    },
    close() {
      process.onDeath.delete(giveUp)
    },
    giveUp,
    givenUpAtMs: () => givenUpAtMs,
    whenGivenUp(run: () => void) {
      if (givenUpAtMs !== null) return run()
      waiting.push(run)
      // A process that stands still hangs up for nobody; the billing does not wait for it any longer than for others.
      scheduler.after(openedAtMs + plan.settings.requestTimeoutMs - scheduler.now(), giveUp)
    },
  }
}

function travelMs({ random }: World): number {
  return random.between(1, 40)
}

/** Mostly a connection is free; on a busy one the first byte may leave long after the call. */
function connectMs(world: World): number {
  const { random, plan } = world
  if (!world.strikes(plan.chances.connectSlow)) return 1
  return random.between(1, plan.settings.sendWindowMs * 2)
}
