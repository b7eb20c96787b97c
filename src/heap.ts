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
  setFlagsFromString(`--retain-maps-for-n-gc=${KEEP_SHAPES_FOR_COLLECTIONS}`)
}

/**
 * Code is compiled for the shapes of the objects that it meets, and thrown away when the collector finds none of a shape alive. Between two
 * requests none of a request's shapes are, so that a collection in a quiet moment would leave the next requests with the interpreter.
 */
const KEEP_SHAPES_FOR_COLLECTIONS = 1_000

const LOOK_EVERY_MS = 2_000
/** Of a core: what a gateway takes that only looks after what it watches. */
const IDLE_UTILIZATION = 0.05
const IDLE_LOOKS = 2
/** Since the process began: nothing worth keeping has been compiled. */
const FRESH_SECONDS = 30
const WORTH_BYTES = 16 * 1024 * 1024

/**
 * Gives memory back after the start and after a time of load. V8 collects when the heap has grown, and a gateway that has nothing to do
 * does not grow: what the start or the last rush left behind would stay until the next one. A collection takes a tenth of a second, and so
 * it is done when nobody waits. Only after the start is it V8's last resort, which leaves nothing behind but costs compiled code:
 * there is none yet.
 */
export function giveMemoryBackWhenIdle(): { stop(): void } {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  setFlagsFromString('--no-expose-gc')
  if (typeof collect !== 'function') return { stop() {} }
  let before = performance.eventLoopUtilization()
  let idleLooks = 0
  let keptBytes: number | null = null
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, before)
    before = now
    idleLooks = utilization < IDLE_UTILIZATION ? idleLooks + 1 : 0
    if (idleLooks < IDLE_LOOKS) return
    const { heapUsed } = process.memoryUsage()
    if (keptBytes !== null && heapUsed < keptBytes + WORTH_BYTES) return
    const isFresh = keptBytes === null && process.uptime() < FRESH_SECONDS
    collect({ type: 'major', execution: 'sync', flavor: isFresh ? 'last-resort' : 'regular' })
    keptBytes = process.memoryUsage().heapUsed
  }, LOOK_EVERY_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
