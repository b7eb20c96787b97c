import type { Random } from './random.ts'
import type { Happening, Process } from './scheduler.ts'
import type { SharedStore } from './slow-store.ts'
import type { World } from './world.ts'

/** How often recovery looks; it is woken when something is due, so that waiting costs no steps. */
export const POLL_MS = 1_000

/** A pause between two looks that skips the looks which would find nothing. */
export function sleepUntilDue(
  { scheduler }: World,
  {
    store,
    process,
    atLeastMs,
    nextDueMs,
    random,
  }: {
    readonly store: SharedStore
    readonly process: Process
    readonly atLeastMs: number
    readonly nextDueMs: (store: SharedStore) => number
    readonly random: Random
  },
): Promise<void> {
  const earliestMs = scheduler.now() + Math.ceil(atLeastMs)
  const jitterMs = random.between(0, POLL_MS)
  return new Promise((resolve) => {
    let timer: Happening | null = null
    let wakesAtMs = Infinity
    function wake(): void {
      const place = store.onCommit.indexOf(plan)
      if (place >= 0) store.onCommit.splice(place, 1)
      resolve()
    }
    function plan(): void {
      const nextMs = Math.max(earliestMs, nextDueMs(store) + jitterMs)
      if (nextMs === wakesAtMs || !Number.isFinite(nextMs)) return
      if (timer) timer.isCanceled = true
      wakesAtMs = nextMs
      timer = scheduler.after(nextMs - scheduler.now(), wake, process)
    }
    process.onDeath.add(() => {
      const place = store.onCommit.indexOf(plan)
      if (place >= 0) store.onCommit.splice(place, 1)
    })
    store.onCommit.push(plan)
    plan()
  })
}
