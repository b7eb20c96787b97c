import { BillingError } from '../billing/error.ts'
import { TooManyWatchedError } from './feed.ts'

/** The value of a key, or null where there is none. Rejects with a BillingError, or with a `TooManyWatchedError` when too many wait. */
export type Finder<K, V> = (key: K) => Promise<V | null>

/** Those who ask wait so long for others to share their read. */
const GATHER_MS = 20

/**
 * Finds objects for many who ask at the same time: equal keys are asked for once, others together, one read after the other. Whether
 * somebody may know what is found is asked before.
 */
export function createFinder<K, V>(options: {
  readonly read: (keys: readonly K[], signal: AbortSignal) => Promise<ReadonlyMap<K, V | BillingError>>
  readonly textOf: (key: K) => string
  readonly keysPerRead: number
  readonly maxKeys: number
  readonly timeoutMs: number
}): Finder<K, V> {
  const { read, textOf, keysPerRead, maxKeys, timeoutMs } = options
  const waiting = new Map<string, Asked<K, V>>()
  let isReading = false

  async function readNext(): Promise<void> {
    const asked = [...waiting.values()].slice(0, keysPerRead)
    const keys = asked.map(({ key }) => key)
    try {
      const found = await read(keys, AbortSignal.timeout(timeoutMs))
      for (const { key, answer } of asked) settle(answer, found.get(key))
    } catch (error) {
      for (const { answer } of asked) answer.reject(error)
    } finally {
      for (const key of keys) waiting.delete(textOf(key))
      isReading = false
      start(0)
    }
  }

  function start(afterMs: number): void {
    if (isReading || waiting.size === 0) return
    isReading = true
    setTimeout(() => void readNext(), afterMs)
  }

  return (key) => {
    const text = textOf(key)
    const known = waiting.get(text)
    if (known !== undefined) return known.answer.promise
    if (waiting.size >= maxKeys) return Promise.reject(new TooManyWatchedError('As many wait as may wait.'))
    const answer = Promise.withResolvers<V | null>()
    waiting.set(text, { key, answer })
    start(GATHER_MS)
    return answer.promise
  }
}

interface Asked<K, V> {
  readonly key: K
  readonly answer: PromiseWithResolvers<V | null>
}

function settle<V>(answer: PromiseWithResolvers<V | null>, found: V | BillingError | undefined): void {
  if (found instanceof BillingError) answer.reject(found)
  else answer.resolve(found ?? null)
}
