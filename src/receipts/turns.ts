/** Lets one piece of work run after the other; those that wait are bounded. */
export interface Turns {
  /** Null, and nothing is done, when too many wait. */
  take<T>(work: () => Promise<T>): Promise<T> | null
}

export function createTurns(maxWaiting: number): Turns {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return {
    take(work) {
      if (waiting >= maxWaiting) return null
      waiting += 1
      const result = last.then(work).finally(() => {
        waiting -= 1
      })
      // The next one does not care how this one ends; whoever waits for it does.
      last = result.catch(() => {})
      return result
    },
  }
}
