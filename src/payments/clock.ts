/** Time as the engine needs it. Instants come from the store; these are lengths, which one process can measure alone. */
export interface Clock {
  /** Grows evenly, from any start. */
  elapsedMs(): number
  /** A signal that aborts after so long; `stop` when nobody waits for it any more. */
  deadline(ms: number): { readonly signal: AbortSignal; stop(): void }
  /** Resolves after so long, or as soon as the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const SYSTEM_CLOCK: Clock = {
  // A machine that was suspended has no monotonic time for it, and one whose clock was set has no honest other. The
  // larger of the two can only close a window too early.
  elapsedMs: () => Math.max(performance.now(), Date.now() - performance.timeOrigin),
  deadline(ms) {
    const controller = new AbortController()
    const timer = setTimeout(() => controller.abort(new DOMException(`no answer in ${ms} ms`, 'TimeoutError')), ms)
    return { signal: controller.signal, stop: () => clearTimeout(timer) }
  },
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      const wake = () => {
        clearTimeout(timer)
        resolve()
      }
      signal?.addEventListener('abort', wake, { once: true })
    }),
}
