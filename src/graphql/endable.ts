/** What ends with the signal, or by itself before. */
export function endingWith(signal: AbortSignal): AbortController {
  const ending = new AbortController()
  const end = () => ending.abort(signal.reason)
  if (signal.aborted) end()
  else signal.addEventListener('abort', end, { once: true, signal: ending.signal })
  return ending
}

/**
 * A generator ends only between two values; this one also while it waits for the next. However it ends, `ending` ends with it, so that
 * nothing of it stays at the signal behind.
 */
export function endable<T>(inner: AsyncGenerator<T, void>, ending: AbortController): AsyncGenerator<T, void> {
  const end = () => ending.abort(hasEnded())
  return {
    async next() {
      try {
        const result = await inner.next()
        if (result.done === true) end()
        return result
      } catch (error) {
        end()
        throw error
      }
    },
    async return() {
      end()
      return inner.return()
    },
    async throw(error: unknown) {
      end()
      return inner.throw(error)
    },
    [Symbol.asyncIterator]() {
      return this
    },
    async [Symbol.asyncDispose]() {
      await this.return()
    },
  }
}

export function hasEnded(): DOMException {
  return new DOMException('The subscription has ended.', 'AbortError')
}
