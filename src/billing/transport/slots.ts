/** Why a slot was not given. The caller turns it into its own error. */
export type SlotRefusal = 'full' | 'aborted' | 'closed'

/** A bounded number of running calls behind a bounded queue: first come, first served, and the urgent before all others. */
export interface Slots {
  /** Resolves to a refusal, or to null when the slot is the caller's until `release`. Never rejects. */
  acquire(signal: AbortSignal, options?: { readonly isUrgent?: boolean | undefined }): Promise<SlotRefusal | null>
  release(): void
  /** Refuses everybody who waits and everybody who comes. */
  close(): void
}

type Waiter = (refusal: SlotRefusal | null) => void

/** `running` calls at once, and of either kind at most `waiting` in the queue. undici's own queue has no bound. */
export function createSlots(limits: { readonly running: number; readonly waiting: number }): Slots {
  const urgent = new Set<Waiter>()
  const others = new Set<Waiter>()
  let running = 0
  let closed = false

  function wait(signal: AbortSignal, queue: Set<Waiter>): Promise<SlotRefusal | null> {
    return new Promise((resolve) => {
      const leave = () => settle('aborted')
      const settle: Waiter = (refusal) => {
        queue.delete(settle)
        signal.removeEventListener('abort', leave)
        resolve(refusal)
      }
      queue.add(settle)
      signal.addEventListener('abort', leave)
    })
  }

  return {
    acquire(signal, { isUrgent = false } = {}) {
      if (closed) return Promise.resolve('closed')
      if (signal.aborted) return Promise.resolve('aborted')
      if (running < limits.running) {
        running += 1
        return Promise.resolve(null)
      }
      const queue = isUrgent ? urgent : others
      if (queue.size >= limits.waiting) return Promise.resolve('full')
      return wait(signal, queue)
    },
    release() {
      const [next] = urgent.size > 0 ? urgent : others
      // The slot passes on without being free in between, so that nobody overtakes the queue.
      if (next === undefined) running -= 1
      else next(null)
    },
    close() {
      closed = true
      for (const waiter of [...urgent, ...others]) waiter('closed')
    },
  }
}
