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
          guardCall(`${name}.${String(property)}`, () => Reflect.apply(value, slice, values), tell)
      },
    },
  )
}

function guardCall(method: string, run: () => unknown, tell: Tell): unknown {
  const reject = (error: unknown) => {
    if (error instanceof BillingError) return Promise.reject(error)
    return Promise.reject(tell(method, { rule: 'ERRORS', what: `threw ${explain(error)}, which is no BillingError` }))
  }
  try {
    const answer = run()
    return answer instanceof Promise ? answer.catch(reject) : answer
  } catch (error) {
    return reject(error)
  }
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
