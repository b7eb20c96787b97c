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
  // Minor collections find next to nothing alive: helpers that share it out among them take more time than they save.
  setFlagsFromString('--no-parallel-scavenge')
  setFlagsFromString(`--retain-maps-for-n-gc=${KEEP_SHAPES_FOR_COLLECTIONS}`)
}

/**
 * Settings of V8's compilers for what a gateway is: a small program that does the same few things for weeks. V8 waits for three thousand
 * calls of a function before it compiles it for good, and is sparing with what it compiles together, for pages that are left in a minute.
 */
export function tuneCompilers(): void {
  setFlagsFromString('--invocation-count-for-maglev=200')
  setFlagsFromString('--invocation-count-for-turbofan=1000')
  setFlagsFromString('--max-inlined-bytecode-size=1000')
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=2000')
}

/**
 * Code is compiled for the shapes of the objects that it meets, and thrown away when the collector finds none of a shape alive. Between two
 * requests none of a request's shapes are, so that a collection in a quiet moment would leave the next requests with the interpreter.
 */
const KEEP_SHAPES_FOR_COLLECTIONS = 1_000

/**
 * Gives back what the start has left behind: what was read, made and compiled for it and is never needed again. Takes a tenth of a second,
 * and so comes before anybody is served; V8 would not do it before the heap has grown a good deal more.
 */
export function forgetStart(): void {
  // The last resort takes all compiled code along, of which there is none yet that matters.
  findCollector()({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}

const LOOK_EVERY_MS = 2_000
/** Of a core: what a gateway takes that only looks after what it watches. */
const IDLE_UTILIZATION = 0.05
/** A collection takes some of the compiled code along, which a pause of seconds is not worth. */
const QUIET_MS = 30_000
const WORTH_BYTES = 16 * 1024 * 1024

/**
 * Gives memory back after a time of load. V8 collects when the heap has grown, and a gateway that has nothing to do does not grow: what the
 * last rush left behind would stay until the next one. A collection takes a tenth of a second, and so it is done when nobody waits: first
 * one that finds what is alive, then one that can pack it together.
 */
export function giveMemoryBackWhenIdle({ quietMs = QUIET_MS } = {}): { stop(): void } {
  const collect = findCollector()
  let before = performance.eventLoopUtilization()
  let idleMs = 0
  let usedBytes = process.memoryUsage().heapUsed
  let isPacked = true
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, before)
    before = now
    idleMs = utilization < IDLE_UTILIZATION ? idleMs + LOOK_EVERY_MS : 0
    if (idleMs < quietMs) return
    if (isPacked && process.memoryUsage().heapUsed < usedBytes + WORTH_BYTES) return
    collect({ type: 'major', execution: 'sync', flavor: 'regular' })
    usedBytes = process.memoryUsage().heapUsed
    isPacked = !isPacked
  }, LOOK_EVERY_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

/** V8's own `gc`, which it gives only to those who ask; nothing else in the process gets it. Does nothing where there is none. */
function findCollector(): (options: Readonly<Record<string, string>>) => void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  setFlagsFromString('--no-expose-gc')
  return typeof collect === 'function' ? (options) => collect(options) : () => undefined
}
