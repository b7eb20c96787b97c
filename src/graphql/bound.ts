import { BillingError } from '../billing/error.ts'

/** A list that may honestly be longer than what is shown of it. */
export interface Cut<T> {
  readonly rows: readonly T[]
  readonly hasMore: boolean
}

/** The first `max` rows, and whether there are others. */
export function cut<T>(rows: readonly T[], max: number): Cut<T> {
  return rows.length <= max ? { rows, hasMore: false } : { rows: rows.slice(0, max), hasMore: true }
}

/**
 * The rows of a plain list, or an error when there are more than the schema promises: a list that was cut short would
 * look complete. `what` is for engineers.
 */
export function assertBounded<T>(rows: readonly T[], max: number, what: string): readonly T[] {
  if (rows.length <= max) return rows
  const message = `${what}: ${rows.length} rows, more than ${max}`
  throw new BillingError('BILLING_ANSWER_TOO_LARGE', message, { outcome: 'not_applied' })
}
