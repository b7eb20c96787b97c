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

/** A deadline aborts with a DOMException TimeoutError, as AbortSignal.timeout does; anybody else has left. */
export function abortCode(signal: AbortSignal): BillingErrorCode {
  const reason: unknown = signal.reason
  return reason instanceof DOMException && reason.name === 'TimeoutError' ? 'BILLING_TIMEOUT' : 'BILLING_CANCELED'
}
