import { BillingError } from '../error.ts'
import type { BillingCall } from '../port.ts'

/** Reads on the way, by key, so that whoever asks for the same meanwhile waits for the same answer. */
export interface Flights<K, V> {
  /**
   * Answers for each key from the read that is on the way, and starts one for those that have none. Keys that the answer
   * lacks are missing. Rejects with what the read rejects with, or with a `BillingError` when the caller's own signal
   * aborts first: the others go on waiting, and the read is aborted when nobody is left.
   */
  join(
    keys: readonly K[],
    flight: {
      readonly call: BillingCall
      readonly start: (keys: readonly K[], shared: BillingCall) => Promise<ReadonlyMap<K, V>>
      /** Hears of each value, unless `detach` came before it. */
      readonly onLanded: (key: K, value: V) => void
    },
  ): Promise<ReadonlyMap<K, V>>
  /** From now on nobody joins what is on the way; who waits for it still gets it. */
  detach(): void
}

interface Flight<K, V> {
  readonly landed: Promise<ReadonlyMap<K, V>>
  readonly controller: AbortController
  waiting: number
  isOver: boolean
}

export function createFlights<K, V>(): Flights<K, V> {
  let byKey = new Map<K, Flight<K, V>>()

  function takeOff(keys: readonly K[], { start, onLanded }: Parameters<Flights<K, V>['join']>[1]): Flight<K, V> {
    const controller = new AbortController()
    const landed = start(keys, { signal: controller.signal })
    const flight: Flight<K, V> = { landed, controller, waiting: 0, isOver: false }
    const mine = byKey
    for (const key of keys) mine.set(key, flight)
    const leave = () => {
      flight.isOver = true
      for (const key of keys) if (mine.get(key) === flight) mine.delete(key)
    }
    const land = async (): Promise<void> => {
      try {
        const values = await landed
        if (mine === byKey) for (const [key, value] of values) onLanded(key, value)
      } catch {
        // Whoever waits hears of it; it is not kept.
      } finally {
        leave()
      }
    }
    void land()
    // Nobody joins a read that is being aborted.
    controller.signal.addEventListener('abort', leave, { once: true })
    return flight
  }

  return {
    async join(keys, options) {
      const { signal } = options.call
      if (signal.aborted) throw leftError(signal)
      const missing = [...new Set(keys)].filter((key) => !byKey.has(key))
      if (missing.length > 0) takeOff(missing, options)
      const flights = new Set(keys.flatMap((key) => byKey.get(key) ?? []))
      const answers = await Promise.all([...flights].map((flight) => wait(flight, signal)))
      const found = new Map<K, V>()
      for (const values of answers) {
        for (const key of keys) {
          const value = values.get(key)
          if (value !== undefined) found.set(key, value)
        }
      }
      return found
    },
    detach() {
      byKey = new Map()
    },
  }
}

/** Waits as long as the caller does. The last to give up ends the read. */
async function wait<K, V>(flight: Flight<K, V>, signal: AbortSignal): Promise<ReadonlyMap<K, V>> {
  flight.waiting += 1
  const { promise: left, reject } = Promise.withResolvers<never>()
  const leave = () => reject(leftError(signal))
  signal.addEventListener('abort', leave, { once: true })
  try {
    return await Promise.race([flight.landed, left])
  } finally {
    signal.removeEventListener('abort', leave)
    flight.waiting -= 1
    if (flight.waiting === 0 && !flight.isOver) flight.controller.abort()
  }
}

/** Why a wait ended, as the transport would say it: the caller's time was over, or the caller has left. */
function leftError(signal: AbortSignal): BillingError {
  const reason: unknown = signal.reason
  const isLate = reason instanceof DOMException && reason.name === 'TimeoutError'
  return isLate
    ? new BillingError('BILLING_TIMEOUT', 'The caller had no time left for a shared read.', { outcome: 'not_applied' })
    : new BillingError('BILLING_CANCELED', 'The caller left a shared read.', { outcome: 'not_applied' })
}
