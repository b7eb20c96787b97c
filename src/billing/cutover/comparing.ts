import { BillingError } from '../error.ts'
import type { BillingCall } from '../port.ts'

/** A read of the port, as numbers and logs call it: "payments.listPayments". */
export interface ComparedRead {
  readonly slice: string
  readonly method: string
}

export type ComparisonEnd =
  | 'equal'
  | 'different'
  /** The other billing could not be read, or not in time. */
  | 'failed'
  /** Too many were waiting already. */
  | 'dropped'
  /** A later page, which begins at an id. */
  | 'not_comparable'

/** Hears what came of comparisons. Nothing that it hears has a value of an answer in it. */
export interface ShadowObserver {
  ended(read: ComparedRead, end: ComparisonEnd): void
  /** One answer differs in these places. `account` tells accounts apart, and does not tell which it is; null for none. */
  differed(read: ComparedRead, places: readonly string[], account: string | null): void
  /** Why the other billing was not read. */
  failed(read: ComparedRead, error: unknown): void
}

export interface ComparingOptions {
  readonly observer: ShadowObserver
  /** How many of a hundred reads are compared. */
  readonly percent: number
  /** The longest that a comparison may take, waiting for a connection included. */
  readonly deadlineMs: number
  readonly random?: () => number
  /** At once, and waiting; more are dropped. */
  readonly maxRunning?: number
  readonly maxWaiting?: number
}

export interface Comparing {
  /** Compares later, or never; answers at once and never throws. `compare` answers whether everything was equal. */
  offer(read: ComparedRead, compare: (call: BillingCall) => Promise<boolean>): void
  /** Ends what is under way; nothing begins afterwards. */
  close(): Promise<void>
}

/** What is compared beside what is served: bounded, under a deadline of its own, behind everybody who waits. */
export function createComparing(options: ComparingOptions): Comparing {
  const { observer, percent, deadlineMs, random = Math.random, maxRunning = 4, maxWaiting = 64 } = options
  const waiting: (() => Promise<void>)[] = []
  const running = new Set<Promise<void>>()
  const closing = new AbortController()

  async function run(read: ComparedRead, compare: (call: BillingCall) => Promise<boolean>): Promise<void> {
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(deadlineMs)])
    try {
      const isEqual = await Promise.race([compare({ signal, turn: 'LATE' }), rejectAtEnd(signal)])
      observer.ended(read, isEqual ? 'equal' : 'different')
    } catch (error) {
      if (closing.signal.aborted) return
      observer.ended(read, 'failed')
      observer.failed(read, error)
    }
  }

  function next(): void {
    while (running.size < maxRunning && !closing.signal.aborted) {
      const begin = waiting.shift()
      if (begin === undefined) return
      const work = begin().finally(() => {
        running.delete(work)
        next()
      })
      running.add(work)
    }
  }

  return {
    offer(read, compare) {
      if (closing.signal.aborted || random() * 100 >= percent) return
      if (waiting.length >= maxWaiting) return observer.ended(read, 'dropped')
      waiting.push(() => run(read, compare))
      // Whoever asked has the answer before anything of this begins.
      setImmediate(next)
    },
    async close() {
      waiting.length = 0
      closing.abort()
      await Promise.all(running)
    },
  }
}

/** A module of somebody else may not listen to its signal: then it is let go, or its turns and the stop would wait for ever. */
function rejectAtEnd(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const end = () => reject(new BillingError('BILLING_TIMEOUT', 'No answer in time.', { outcome: 'not_applied' }))
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
}
