import { performance } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Settings of V8's heap for what a gateway is: everything that a request makes dies with it.
 *
 * V8 watches which places in the code make objects that survive, and lets those places make old objects from then on. Under load the
 * rows of one answer do survive a collection now and then. Once they are made old, they keep all that they refer to (the
 * text of the whole answer) until a major collection, and a long statement costs twice the processor time. So it must not do that.
 */
export function tuneHeap(): void {
  setFlagsFromString('--no-allocation-site-pretenuring')
}

const LOOK_EVERY_MS = 2_000
/** Of a core: what a gateway takes that only looks after what it watches. */
const IDLE_UTILIZATION = 0.05
const IDLE_LOOKS = 2
const WORTH_BYTES = 24 * 1024 * 1024

/**
 * Gives memory back after a time of load. V8 collects when the heap has grown, and a gateway that has nothing to do does not
 * grow: what the last rush left behind would stay until the next one. A collection of everything takes a tenth of a second, and so
 * it is done when nobody waits.
 */
export function giveMemoryBackWhenIdle(): { stop(): void } {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  setFlagsFromString('--no-expose-gc')
  if (typeof collect !== 'function') return { stop() {} }
  let before = performance.eventLoopUtilization()
  let idleLooks = 0
  let keptBytes = process.memoryUsage().heapTotal
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, before)
    before = now
    idleLooks = utilization < IDLE_UTILIZATION ? idleLooks + 1 : 0
    if (idleLooks < IDLE_LOOKS) return
    const { heapTotal } = process.memoryUsage()
    if (heapTotal < keptBytes + WORTH_BYTES) return
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
    keptBytes = process.memoryUsage().heapTotal
  }, LOOK_EVERY_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
