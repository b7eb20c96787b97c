import type { BillingErrorCode } from '../error.ts'

/** The caller's signal and the call's own time limit in one signal. Ends of both kinds keep their reason. */
export function startDeadline(outer: AbortSignal, timeoutMs: number): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController()
  const end = startCallEnd(outer, timeoutMs)
  end.onEnd = () => controller.abort(end.reason)
  if (end.aborted) controller.abort(end.reason)
  return { signal: controller.signal, stop: () => end.stop() }
}

/**
 * The end of one call, for the one who waits for it at a time: its caller's, or that of its own time limit. A controller and its signal,
 * which know many listeners, cost as much as all the rest of a call's bookkeeping.
 */
export interface CallEnd {
  /** What a signal would say. */
  readonly aborted: boolean
  readonly reason: unknown
  /** Called once, when the end comes. */
  onEnd: (() => void) | null
  /** The call is over by itself. */
  stop(): void
}

export function startCallEnd(outer: AbortSignal, timeoutMs: number): CallEnd {
  const end: Ending = Object.create(CALL_END)
  end.aborted = false
  end.reason = undefined
  end.onEnd = null
  end.outer = outer
  end.timer = setTimeout(endLate, timeoutMs, end, timeoutMs)
  if (outer.aborted) end.handleEvent()
  else outer.addEventListener('abort', end)
  return end
}

interface Ending extends CallEnd, EventListenerObject {
  aborted: boolean
  reason: unknown
  outer: AbortSignal
  timer: NodeJS.Timeout
  /** The caller's end. */
  handleEvent(): void
}

/** On a prototype: functions made for each call, most of which nobody ever calls, would outlive it. */
const CALL_END: Pick<Ending, 'handleEvent' | 'stop'> & ThisType<Ending> = {
  handleEvent() {
    endWith(this, this.outer.reason)
  },
  stop() {
    this.onEnd = null
    clearTimeout(this.timer)
    this.outer.removeEventListener('abort', this)
  },
}

function endLate(end: Ending, timeoutMs: number): void {
  endWith(end, new DOMException(`no answer in ${timeoutMs} ms`, 'TimeoutError'))
}

function endWith(end: Ending, reason: unknown): void {
  if (end.aborted) return
  end.aborted = true
  end.reason = reason
  end.onEnd?.()
}

/** A deadline aborts with a DOMException TimeoutError, as AbortSignal.timeout does; anybody else has left. */
export function abortCode(signal: Pick<AbortSignal, 'reason'>): BillingErrorCode {
  const reason: unknown = signal.reason
  return reason instanceof DOMException && reason.name === 'TimeoutError' ? 'BILLING_TIMEOUT' : 'BILLING_CANCELED'
}
