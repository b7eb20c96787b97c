import type { BillingErrorCode } from '../error.ts'

/** The caller's signal and the call's own time limit in one signal. Ends of both kinds keep their reason. */
export function startDeadline(outer: AbortSignal, timeoutMs: number): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController()
  const follow = () => controller.abort(outer.reason)
  const timer = setTimeout(
    () => controller.abort(new DOMException(`no answer in ${timeoutMs} ms`, 'TimeoutError')),
    timeoutMs,
  )
  if (outer.aborted) follow()
  else outer.addEventListener('abort', follow)
  return {
    signal: controller.signal,
    stop() {
      clearTimeout(timer)
      outer.removeEventListener('abort', follow)
    },
  }
}

/**
 * The end of one call, for the one who waits for it at a time: its caller's, or that of its own time limit. A controller and its signal,
 * which know many listeners, cost as much as all the rest of a call's bookkeeping.
 */
export class CallEnd implements EventListenerObject {
  /** What a signal would say. */
  aborted = false
  reason: unknown = undefined
  /** Called once, when the end comes. */
  onEnd: (() => void) | null = null
  private readonly outer: AbortSignal
  private readonly timer: NodeJS.Timeout

  constructor(outer: AbortSignal, timeoutMs: number) {
    this.outer = outer
    this.timer = setTimeout(endLate, timeoutMs, this, timeoutMs)
    if (outer.aborted) this.handleEvent()
    else outer.addEventListener('abort', this)
  }

  /** The caller's end. */
  handleEvent(): void {
    this.end(this.outer.reason)
  }

  end(reason: unknown): void {
    if (this.aborted) return
    this.aborted = true
    this.reason = reason
    this.onEnd?.()
  }

  /** The call is over by itself. */
  stop(): void {
    this.onEnd = null
    clearTimeout(this.timer)
    this.outer.removeEventListener('abort', this)
  }
}

function endLate(call: CallEnd, timeoutMs: number): void {
  call.end(new DOMException(`no answer in ${timeoutMs} ms`, 'TimeoutError'))
}

/** A deadline aborts with a DOMException TimeoutError, as AbortSignal.timeout does; anybody else has left. */
export function abortCode(signal: Pick<AbortSignal, 'reason'>): BillingErrorCode {
  const reason: unknown = signal.reason
  return reason instanceof DOMException && reason.name === 'TimeoutError' ? 'BILLING_TIMEOUT' : 'BILLING_CANCELED'
}
