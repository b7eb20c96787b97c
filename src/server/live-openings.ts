import type { ExecutionResult } from 'graphql'
import { endingWith, hasEnded } from '../graphql/endable.ts'
import type { FormatErrors, SubscriptionOpening } from '../graphql/subscriptions.ts'

/**
 * The subscriptions of one socket, from when they are asked for until nothing of them runs. The protocol's library counts by ids alone:
 * it forgets one as soon as its completion comes, also while it is still being opened, and would then take it for the next with that id.
 */
export interface Openings {
  /**
   * Opens one. Null when as many are open as may be. Does not resolve any more once the client has completed it: whoever waits for it
   * would only do harm to the next one of its id.
   */
  open(id: string, start: (signal: AbortSignal) => Promise<SubscriptionOpening>): Promise<SubscriptionOpening | null>
  formatOf(id: string): FormatErrors | undefined
  /** The client has said that it wants no more. */
  complete(id: string): void
  /** The client has been told that it is over. */
  forget(id: string): void
}

interface Opening {
  readonly ending: AbortController
  isCompleted: boolean
  format: FormatErrors | undefined
}

/** All of them end with the signal. What is completed may take a moment to end: as many again may be on their way out. */
export function createOpenings(max: number, signal: AbortSignal): Openings {
  const current = new Map<string, Opening>()
  let running = 0
  return {
    async open(id, start) {
      if (current.size >= max || running >= 2 * max) return null
      const opening: Opening = { ending: endingWith(signal), isCompleted: false, format: undefined }
      current.set(id, opening)
      running += 1
      const leave = once(() => {
        running -= 1
        opening.ending.abort(hasEnded())
      })
      const opened = await start(opening.ending.signal).catch((error: unknown) => {
        leave()
        throw error
      })
      opening.format = opened.format
      if (opened.kind === 'refused') {
        leave()
        return opening.isCompleted ? never() : opened
      }
      const results = counted(opened.results, { opening, leave })
      if (!opening.isCompleted) return { ...opened, results }
      await results.return()
      return never()
    },
    formatOf: (id) => current.get(id)?.format,
    complete(id) {
      const opening = current.get(id)
      if (!opening) return
      opening.isCompleted = true
      opening.ending.abort(hasEnded())
      current.delete(id)
    },
    forget: (id) => void current.delete(id),
  }
}

/** Results that say when nothing of them runs any more, and nothing at all once their client has completed them. */
function counted(
  results: AsyncGenerator<ExecutionResult, void>,
  { opening, leave }: { readonly opening: Opening; readonly leave: () => void },
): AsyncGenerator<ExecutionResult, void> {
  return {
    async next() {
      try {
        const result = await results.next()
        if (result.done === true) leave()
        if (!opening.isCompleted) return result
      } catch (error) {
        leave()
        if (!opening.isCompleted) throw error
      }
      return never()
    },
    async return() {
      opening.ending.abort(hasEnded())
      try {
        return await results.return()
      } finally {
        leave()
      }
    },
    async throw(error: unknown) {
      leave()
      return results.throw(error)
    },
    [Symbol.asyncIterator]() {
      return this
    },
    async [Symbol.asyncDispose]() {
      await this.return()
    },
  }
}

/** A new one each time: one that is shared would keep all who wait for it. */
function never(): Promise<never> {
  return new Promise(() => undefined)
}

function once(run: () => void): () => void {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    run()
  }
}
