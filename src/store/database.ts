import { setTimeout as delay } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { StoreError } from './error.ts'
import type { Store, StoreCall } from './store.ts'
import type { Tables } from './tables.ts'
import type { SqlWords } from './words.ts'

export type Queries = Kysely<Tables>

/** One of the two databases, opened: the little that they do not share. */
export interface Engine {
  readonly kind: Store['kind']
  readonly queries: Queries
  readonly words: SqlWords
  /** Makes everybody who asks for the same key wait until this transaction ends, in all processes. */
  readonly lock: (transaction: Queries, key: string) => Promise<void>
  readonly readFailure: (error: unknown) => Failure
}

export interface Failure {
  /** What the caller gets: a StoreError, or the error itself when it is not the database's. */
  readonly error: unknown
  /** True when nothing was applied and the same work may succeed in a moment: a lock, a deadlock. */
  readonly retryable: boolean
}

/** The database as the stores use it: failures are StoreErrors, and work that met a lock is done again. */
export interface Database extends Pick<Engine, 'kind' | 'words' | 'lock'> {
  /** One statement, in no transaction of its own. */
  run<T>(work: (queries: Queries) => Promise<T>, wait?: Wait): Promise<T>
  /** One transaction. `work` may be called again after a deadlock, so it must change nothing but the database. */
  transact<T>(work: (transaction: Queries) => Promise<T>, wait?: Wait): Promise<T>
  /** Waits for what is running, then closes; later calls reject. */
  close(): Promise<void>
}

/** How long a lock is waited for: until the signal aborts, and at most `patienceMs`, by default 5 seconds. */
interface Wait extends StoreCall {
  readonly patienceMs?: number
}

const PATIENCE_MS = 5_000
const LONGEST_PAUSE_MS = 25

export function createDatabase(engine: Engine): Database {
  const running = new Set<Promise<unknown>>()
  let closing: Promise<void> | null = null

  function start<T>(work: () => Promise<T>, wait: Wait = {}): Promise<T> {
    if (closing) return Promise.reject(new StoreError('STORE_CLOSED', 'The store is closed.'))
    const result = insist(work, { patienceMs: PATIENCE_MS, ...wait, readFailure: engine.readFailure })
    running.add(result)
    const forget = () => running.delete(result)
    result.then(forget, forget)
    return result
  }

  async function finish(): Promise<void> {
    await Promise.allSettled(running)
    await engine.queries.destroy()
  }

  return {
    kind: engine.kind,
    words: engine.words,
    lock: engine.lock,
    run: (work, wait) => start(() => work(engine.queries), wait),
    transact: (work, wait) => start(() => engine.queries.transaction().execute(work), wait),
    close: () => (closing ??= finish()),
  }
}

/**
 * Does `work` until it succeeds, fails for good, or `patienceMs` have passed. The pauses are awaited, never slept:
 * SQLite's own busy handler would stop the whole process, also the transaction of ours that holds the lock. A signal
 * ends the waiting and never a try that runs, so an aborted act is known not to be applied.
 */
export async function insist<T>(
  work: () => Promise<T>,
  options: Required<Pick<Wait, 'patienceMs'>> & StoreCall & Pick<Engine, 'readFailure'>,
): Promise<T> {
  const { signal } = options
  const deadline = performance.now() + options.patienceMs
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    signal?.throwIfAborted()
    try {
      return await work()
    } catch (error) {
      const failure = options.readFailure(error)
      if (!failure.retryable || performance.now() >= deadline) throw failure.error
    }
    // An aborted pause ends at once; the next turn throws the signal's reason.
    await delay(pauseMs * (0.5 + Math.random()), undefined, signal ? { signal } : {}).catch(() => {})
  }
}
