import {
  CHECKOUT_POINTS,
  type CheckoutPoint,
  FISCAL_POINTS,
  type FiscalPoint,
  POINTS,
  type Point,
} from '../../src/payments/points.ts'

/** What the sweep tells a gateway: at which step to die or to stop, after letting it pass so many times. */
export interface FailpointOrder {
  readonly point: Point | CheckoutPoint | FiscalPoint
  readonly signal: 'SIGKILL' | 'SIGSTOP'
  readonly skip: number
}

export function readOrder(message: unknown): FailpointOrder | null {
  const { point, signal, skip } = Object(message)
  const known = [...POINTS, ...CHECKOUT_POINTS, ...FISCAL_POINTS].find((one) => one === point)
  if (known === undefined || (signal !== 'SIGKILL' && signal !== 'SIGSTOP') || typeof skip !== 'number') return null
  return { point: known, signal, skip }
}
