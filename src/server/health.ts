import type { Log } from '../observability/log.ts'

/** What the gateway leans on. A ping rejects when its part does not answer. */
export interface HealthParts {
  readonly store: { ping(): Promise<void> }
  readonly billing: { ping(call: { signal: AbortSignal }): Promise<void> }
  /** Whether nothing is written to the billing; said to whoever asks. */
  readonly readOnly?: boolean
}

type PartState = 'up' | 'down'

export interface Health {
  /** `unavailable`: without the store there are no sessions. `degraded`: without the billing refresh and kept answers still work. */
  readonly status: 'ready' | 'degraded' | 'unavailable'
  readonly parts: { readonly store: PartState; readonly billing: PartState }
  /** There, and true, while nothing is written to the billing. Requests are served all the same. */
  readonly readOnly?: boolean
}

export interface HealthOptions {
  readonly parts: HealthParts
  /** A part that has not answered by then is down. */
  readonly deadlineMs: number
  /** How long a verdict is kept, so that probes cannot load what they probe. */
  readonly cacheMs: number
  readonly log: Log
}

/** Looks at the parts; looks that come at the same time, or shortly after, share one. */
export function createHealth({ parts, deadlineMs, cacheMs, log }: HealthOptions): () => Promise<Health> {
  const lookAtStore = createLook({ name: 'store', ping: () => parts.store.ping(), deadlineMs, log })
  const lookAtBilling = createLook({
    name: 'billing',
    ping: (signal) => parts.billing.ping({ signal }),
    deadlineMs,
    log,
  })
  let kept: { health: Promise<Health>; until: number } | null = null

  async function look(): Promise<Health> {
    const [store, billing] = await Promise.all([lookAtStore(), lookAtBilling()])
    return {
      status: store === 'down' ? 'unavailable' : billing === 'down' ? 'degraded' : 'ready',
      parts: { store, billing },
      ...(parts.readOnly === true ? { readOnly: true } : {}),
    }
  }

  return () => {
    if (kept && performance.now() < kept.until) return kept.health
    const fresh = { health: look(), until: Number.POSITIVE_INFINITY }
    kept = fresh
    return fresh.health.finally(() => {
      fresh.until = performance.now() + cacheMs
    })
  }
}

interface LookOptions {
  readonly name: string
  readonly ping: (signal: AbortSignal) => Promise<void>
  readonly deadlineMs: number
  readonly log: Log
}

/** At most one ping of a part is under way: a part that hangs is not asked a second time. */
function createLook({ name, ping, deadlineMs, log }: LookOptions): () => Promise<PartState> {
  let underWay: Promise<PartState> | null = null
  let last: PartState = 'up'

  async function start(signal: AbortSignal): Promise<PartState> {
    try {
      await ping(signal)
      return 'up'
    } catch {
      return 'down'
    } finally {
      underWay = null
    }
  }

  return async () => {
    const deadline = Promise.withResolvers<PartState>()
    const controller = new AbortController()
    const timer = setTimeout(() => {
      deadline.resolve('down')
      controller.abort(new DOMException('The health check took too long.', 'TimeoutError'))
    }, deadlineMs)
    underWay ??= start(controller.signal)
    const state = await Promise.race([underWay, deadline.promise])
    clearTimeout(timer)
    if (state !== last) log.warn({ system: name, outcome: state }, 'A dependency has changed its state')
    last = state
    return state
  }
}
