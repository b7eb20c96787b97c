import { sleep } from '../wire/sleep.ts'

/** A server that works on `concurrent` calls at once, each for `serviceTimeMs`; the others queue in order of arrival. */
export interface Capacity {
  readonly concurrent: number
  readonly serviceTimeMs: number
}

export interface CapacityModel {
  set(capacity: Capacity | null): void
  get(): Capacity | null
  /** Waits for the call's turn and for as long as it is worked on. */
  serve(signal: AbortSignal): Promise<void>
}

export function createCapacityModel(): CapacityModel {
  let capacity: Capacity | null = null
  let busyUntil: number[] = []
  return {
    set(next) {
      capacity = next
      busyUntil = []
    },
    get: () => capacity,
    async serve(signal) {
      if (capacity === null) return
      // The next free worker is known in advance, since every call takes equally long.
      const now = performance.now()
      busyUntil = busyUntil.filter((at) => at > now).toSorted((one, other) => one - other)
      const startAt = busyUntil.length < capacity.concurrent ? now : (busyUntil.shift() ?? now)
      busyUntil.push(startAt + capacity.serviceTimeMs)
      await sleep(startAt + capacity.serviceTimeMs - now, signal)
    },
  }
}
