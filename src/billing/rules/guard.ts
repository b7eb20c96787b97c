import { BillingError } from '../error.ts'
import type { BillingSystem } from '../port.ts'
import type { Finding } from './judges.ts'

/** Says that a method has broken a rule, and answers the error of it. */
export type Tell = (method: string, finding: Finding) => BillingError

/** The same slices, and every rejection of their methods is a `BillingError`. */
export function guardSlices(billing: BillingSystem, tell: Tell): BillingSystem {
  return {
    ...new Proxy(
      { ...billing },
      {
        get(_copy, property) {
          const slice: unknown = Reflect.get(billing, property, billing)
          const isSlice = typeof slice === 'object' && slice !== null && property !== 'capabilities'
          return isSlice ? guardSlice(String(property), slice, tell) : slice
        },
      },
    ),
    close: () => billing.close(),
  }
}

/** A slice may be an object or an instance of a class: its methods run on itself. */
function guardSlice(name: string, slice: object, tell: Tell): object {
  return new Proxy(
    { ...slice },
    {
      get(_copy, property) {
        const value: unknown = Reflect.get(slice, property, slice)
        if (typeof value !== 'function') return value
        return (...values: readonly unknown[]) =>
          guardCall(() => Reflect.apply(value, slice, values), {
            method: `${name}.${String(property)}`,
            call: values.at(-1),
            tell,
          })
      },
    },
  )
}

/** For the answer of a module that ends by its signal, which may say more of what has become of a write. */
const GRACE_MS = 1_000

interface Guarding {
  readonly method: string
  /** What the method was given last: by the port the call. */
  readonly call: unknown
  readonly tell: Tell
}

function guardCall(run: () => unknown, { method, call, tell }: Guarding): unknown {
  const reject = (error: unknown) => {
    if (error instanceof BillingError) return Promise.reject(error)
    return Promise.reject(tell(method, { rule: 'ERRORS', what: `threw ${explain(error)}, which is no BillingError` }))
  }
  try {
    const answer = run()
    if (!(answer instanceof Promise)) return answer
    const late = () => tell(method, { rule: 'ERRORS', what: 'goes on when its call has ended' })
    return endWithCall(answer.catch(reject), signalOf(call), late)
  } catch (error) {
    return reject(error)
  }
}

function signalOf(call: unknown): AbortSignal | null {
  return typeof call === 'object' && call !== null && 'signal' in call && call.signal instanceof AbortSignal
    ? call.signal
    : null
}

/** Whoever waits is let go soon after the signal, though the module does not listen to it. */
function endWithCall(answer: Promise<unknown>, signal: AbortSignal | null, late: () => BillingError): Promise<unknown> {
  if (signal === null) return answer
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined
    const wait = () => {
      timer = setTimeout(() => reject(late()), GRACE_MS)
    }
    const leave = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', wait)
    }
    if (signal.aborted) wait()
    else signal.addEventListener('abort', wait, { once: true })
    void answer.then(resolve, reject).finally(leave)
  })
}

/** A slice with some methods of ours before its own. */
export function override<T extends object>(slice: T, methods: Partial<T>): T {
  return new Proxy(
    { ...slice },
    {
      get: (_copy, property): unknown =>
        Object.hasOwn(methods, property) ? Reflect.get(methods, property) : Reflect.get(slice, property, slice),
    },
  )
}

function explain(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : typeof error
}
