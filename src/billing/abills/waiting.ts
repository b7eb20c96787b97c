import { BillingError } from '../error.ts'
import { abortCode } from '../transport/deadline.ts'
import { SYSTEM } from './client.ts'

/**
 * The methods of a slice, each of which first asks whether anybody waits and whether the billing is still connected: what is
 * answered without a call, such as a key that cannot be, must not outlive either.
 */
export function whileWaiting<T extends object>(slice: T, isClosed: () => boolean): T {
  return new Proxy(slice, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name)
      if (typeof method !== 'function') return method
      return (...args: readonly unknown[]): unknown => {
        const signal = findSignal(args.at(-1))
        if (signal?.aborted)
          return refuse(new BillingError(abortCode(signal), `${SYSTEM}: ended before sending.`, NOT_SENT))
        if (signal !== null && isClosed())
          return refuse(new BillingError('BILLING_UNREACHABLE', `${SYSTEM}: closed.`, NOT_SENT))
        return Reflect.apply(method, target, args)
      }
    },
  })
}

const NOT_SENT = { outcome: 'not_applied' } as const

function refuse(error: BillingError): Promise<never> {
  return Promise.reject(error)
}

/** The signal of a call; null for what is no call. */
function findSignal(call: unknown): AbortSignal | null {
  if (typeof call !== 'object' || call === null || !('signal' in call)) return null
  return call.signal instanceof AbortSignal ? call.signal : null
}
