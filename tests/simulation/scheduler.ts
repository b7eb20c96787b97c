import { nextTick } from 'node:process'

/** A process of the virtual machine. A crash ends it for good: what it was waiting for never comes. */
export interface Process {
  readonly name: string
  isAlive: boolean
  isPaused: boolean
  /** What happened to it while it was paused, in the order of arrival. */
  readonly held: Happening[]
  /** Told when it dies: what it had open is closed. */
  readonly onDeath: Set<() => void>
}

export interface Happening {
  readonly atMs: number
  readonly order: number
  /** Whose turn it is; null for what happens in no process. */
  readonly process: Process | null
  readonly run: () => void
  isCanceled: boolean
}

/** Virtual time: nothing happens but what was scheduled, one thing after another, and waiting costs nothing. */
export interface Scheduler {
  readonly now: () => number
  /** At once is a millisecond later: nothing is without length. */
  readonly after: (delayMs: number, run: () => void, process?: Process | null) => Happening
  /** Runs until nothing is left, or the time is over, or `isOver` says so after some step. */
  readonly run: (options: { readonly untilMs: number; readonly isOver: () => boolean }) => Promise<void>
  readonly pause: (process: Process) => void
  readonly resume: (process: Process) => void
  readonly kill: (process: Process) => void
  /** The process whose turn it is. */
  readonly current: () => Process | null
  readonly steps: () => number
}

export function createProcess(name: string): Process {
  return { name, isAlive: true, isPaused: false, held: [], onDeath: new Set() }
}

export function createScheduler(): Scheduler {
  const heap: Happening[] = []
  let nowMs = 0
  let order = 0
  let steps = 0
  let current: Process | null = null

  /** Answers whether code of the engine may have been woken, so that its continuations must run before anything else. */
  function take(happening: Happening): boolean {
    const { process } = happening
    nowMs = Math.max(nowMs, happening.atMs)
    if (happening.isCanceled || process?.isAlive === false) return false
    if (process?.isPaused) {
      process.held.push(happening)
      return false
    }
    steps += 1
    current = process
    happening.run()
    return true
  }

  return {
    now: () => nowMs,
    after(delayMs, run, process = null) {
      const atMs = nowMs + Math.max(1, Math.ceil(delayMs))
      const happening: Happening = { atMs, order: (order += 1), process, run, isCanceled: false }
      push(heap, happening)
      return happening
    },
    run: ({ untilMs, isOver }) =>
      new Promise((resolve, reject) => {
        function step() {
          try {
            for (;;) {
              const next = heap[0]
              if (!next || next.atMs > untilMs || isOver()) return resolve()
              pop(heap)
              if (take(next)) return queueMicrotask(yieldToContinuations)
            }
          } catch (error) {
            reject(error)
          }
        }
        // Ticks are run when the queue of microtasks is empty: by then every continuation has gone as far as it can.
        const yieldToContinuations = () => nextTick(step)
        nextTick(step)
      }),
    pause(process) {
      process.isPaused = true
    },
    resume(process) {
      if (!process.isPaused) return
      process.isPaused = false
      for (const held of process.held.splice(0)) {
        push(heap, {
          ...held,
          atMs: nowMs,
          order: (order += 1),
          isCanceled: false,
          run: () => held.isCanceled || held.run(),
        })
      }
    },
    kill(process) {
      process.isAlive = false
      for (const tell of process.onDeath) tell()
      process.onDeath.clear()
    },
    current: () => current,
    steps: () => steps,
  }
}

function isBefore(a: Happening, b: Happening): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order)
}

function push(heap: Happening[], happening: Happening): void {
  let place = heap.push(happening) - 1
  while (place > 0) {
    const above = (place - 1) >> 1
    const parent = heap[above]
    if (!parent || isBefore(parent, happening)) break
    heap[place] = parent
    place = above
  }
  heap[place] = happening
}

function pop(heap: Happening[]): void {
  const last = heap.pop()
  if (!last || heap.length === 0) return
  let place = 0
  for (;;) {
    const left = heap[2 * place + 1]
    const right = heap[2 * place + 2]
    const [child, at] = right && left && isBefore(right, left) ? [right, 2 * place + 2] : [left, 2 * place + 1]
    if (!child || isBefore(last, child)) break
    heap[place] = child
    place = at
  }
  heap[place] = last
}
