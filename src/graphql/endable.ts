/** What ends with the signal, or by itself before. */
export function endingWith(signal: AbortSignal): AbortController {
  const ending = new AbortController()
  const end = () => ending.abort(signal.reason)
  if (signal.aborted) end()
  else signal.addEventListener('abort', end, { once: true, signal: ending.signal })
  return ending
}

/** A generator ends only between two values; this one also while it waits for the next. */
export function endable<T>(inner: AsyncGenerator<T, void>, ending: AbortController): AsyncGenerator<T, void> {
  const end = () => ending.abort(new DOMException('The subscription has ended.', 'AbortError'))
  return {
    next: () => inner.next(),
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
