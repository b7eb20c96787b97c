import { BillingError } from '../error.ts'
import { abortCode } from './deadline.ts'

/** A promise that several callers share, or the end of `signal`, whichever comes first; the promise itself goes on. */
export function waitFor<T>(promise: Promise<T>, signal: AbortSignal, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      const message = `${what}: the caller left before it was there.`
      reject(new BillingError(abortCode(signal), message, { outcome: 'not_applied' }))
    }
    if (signal.aborted) leave()
    signal.addEventListener('abort', leave)
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}
