import type { CallEnd } from './deadline.ts'

/** Why a slot was not given. The caller turns it into its own error. */
export type SlotRefusal = 'full' | 'aborted' | 'closed'

/** Who goes before whom. */
export type Turn = 'EARLY' | 'USUAL' | 'LATE'

/**
 * A bounded number of running calls behind a bounded queue for each kind of turn: within one first come, first served. After
 * three that went before somebody with a later turn that one goes, so that no amount of work shuts out the rest.
 */
export interface Slots {
  /** A refusal, or null when the slot is the caller's until `release`; at once where nobody need wait. Never rejects. */
  acquire(end: CallEnd, turn?: Turn): Promise<SlotRefusal | null> | SlotRefusal | null
  release(): void
  /** Refuses everybody who waits and everybody who comes. */
  close(): void
}

type Waiter = (refusal: SlotRefusal | null) => void

interface Queue {
  readonly waiters: Set<Waiter>
  /** How many of it have gone while somebody with a later turn waited. */
  inARow: number
}

const MAX_IN_A_ROW = 3

/** `running` calls at once, and of each turn at most `waiting` in the queue. undici's own queue has no bound. */
export function createSlots(limits: { readonly running: number; readonly waiting: number }): Slots {
  const queues: Readonly<Record<Turn, Queue>> = { EARLY: createQueue(), USUAL: createQueue(), LATE: createQueue() }
  const inOrder = [queues.EARLY, queues.USUAL, queues.LATE]
  let running = 0
  let closed = false

  function wait(end: CallEnd, { waiters }: Queue): Promise<SlotRefusal | null> {
    return new Promise((resolve) => {
      const leave = () => settle('aborted')
      const settle: Waiter = (refusal) => {
        waiters.delete(settle)
        end.onEnd = null
        resolve(refusal)
      }
      waiters.add(settle)
      end.onEnd = leave
    })
  }

  return {
    acquire(end, turn = 'USUAL') {
      if (closed) return 'closed'
      if (end.aborted) return 'aborted'
      if (running < limits.running) {
        running += 1
        return null
      }
      const queue = queues[turn]
      if (queue.waiters.size >= limits.waiting) return 'full'
      return wait(end, queue)
    },
    release() {
      const waiter = nextOf(inOrder.filter(({ waiters }) => waiters.size > 0))
      // The slot passes on without being free in between, so that nobody overtakes the queue.
      if (waiter === undefined) running -= 1
      else waiter(null)
    },
    close() {
      closed = true
      for (const waiter of inOrder.flatMap(({ waiters }) => [...waiters])) waiter('closed')
    },
  }
}

function createQueue(): Queue {
  return { waiters: new Set(), inARow: 0 }
}

function nextOf([queue, ...later]: readonly Queue[]): Waiter | undefined {
  if (queue === undefined) return undefined
  if (later.length > 0 && queue.inARow >= MAX_IN_A_ROW) {
    queue.inARow = 0
    return nextOf(later)
  }
  queue.inARow = later.length > 0 ? queue.inARow + 1 : 0
  const [first] = queue.waiters
  return first
}
