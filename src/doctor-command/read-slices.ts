import { BillingError } from '../billing/error.ts'
import type { Capabilities } from '../billing/port.ts'
import type { Ability, Ground, Probe, SliceName } from './probe.ts'
import { PROBES } from './probes.ts'
import { type Failure, toFailure } from './told.ts'

export type SliceState =
  | 'ok'
  /** It was read, and there is nothing. */
  | 'empty'
  /** An answer came that the adapter cannot read. */
  | 'unreadable'
  /** No answer, or one that says nothing, or something that must be there is not. */
  | 'failed'
  /** The capability table says that the billing has no such thing. */
  | 'refused'
  /** There is no account, or no login, to read it by. */
  | 'skipped'
  /** Only a subscriber who has signed in is shown it. */
  | 'subscriber_only'

export interface SliceResult {
  readonly slice: SliceName
  readonly state: SliceState
  readonly count: number
  readonly durationMs: number
  readonly failure: Failure | null
  /** The capability that refuses it. */
  readonly ability: Ability | null
}

/** A probe may make several calls, each of which has the time limit of the configuration. */
const CALLS_PER_PROBE = 4

/** Reads everything that the capabilities promise, one after the other so that the billing is never pressed. */
export async function readSlices(
  ground: Ground,
  options: {
    readonly timeoutMs: number
    readonly onProgress: (text: string) => void
    /** How many calls have been refused so far. */
    readonly countRefused: () => number
  },
): Promise<readonly SliceResult[]> {
  const results: SliceResult[] = []
  for (const probe of PROBES) {
    options.onProgress(`reading ${probe.slice}`)
    const refusedBefore = options.countRefused()
    const result = await readSlice(probe, ground, options.timeoutMs * CALLS_PER_PROBE)
    // The adapter itself has refused, since it had nobody's session to ask with.
    const isUnasked = result.failure?.code === 'BILLING_ACCESS_DENIED' && options.countRefused() === refusedBefore
    results.push(isUnasked ? { ...result, state: 'subscriber_only' } : result)
  }
  return results
}

async function readSlice(probe: Probe, ground: Ground, withinMs: number): Promise<SliceResult> {
  const { slice, ability, needsAccount } = probe
  const nothing = { slice, count: 0, durationMs: 0, failure: null, ability }
  if (!hasAbility(ground.billing.capabilities, ability)) return { ...nothing, state: 'refused' }
  if (needsAccount && ground.account === null) return { ...nothing, state: 'skipped' }
  const startedAt = performance.now()
  try {
    const count = await probe.run(ground, { signal: AbortSignal.timeout(withinMs) })
    const durationMs = performance.now() - startedAt
    if (count === null) return { ...nothing, state: 'failed', durationMs, failure: MISSING }
    return { ...nothing, state: count === 0 ? 'empty' : 'ok', count, durationMs }
  } catch (error) {
    const failure = toFailure(error)
    return { ...nothing, state: stateOf(error, ability), durationMs: performance.now() - startedAt, failure }
  }
}

const MISSING: Failure = { code: null, message: 'The billing does not know the account here, or knows another by it.' }

function hasAbility(capabilities: Capabilities, ability: Ability | null): boolean {
  return ability === null || capabilities[ability]
}

function stateOf(error: unknown, ability: Ability | null): SliceState {
  if (!(error instanceof BillingError)) return 'failed'
  if (error.code === 'BILLING_MALFORMED_ANSWER') return 'unreadable'
  // What no capability speaks of may be absent; what one promises may not.
  return error.code === 'BILLING_NOT_SUPPORTED' && ability === null ? 'refused' : 'failed'
}
