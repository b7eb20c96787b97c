import { BillingError } from '../billing/error.ts'

/**
 * The rows of a plain list, or an error when there are more than the schema promises: a list that was cut short would
 * look complete. `what` is for engineers.
 */
export function assertBounded<T>(rows: readonly T[], max: number, what: string): readonly T[] {
  if (rows.length <= max) return rows
  const message = `${what}: ${rows.length} rows, more than ${max}`
  throw new BillingError('BILLING_ANSWER_TOO_LARGE', message, { outcome: 'not_applied' })
}
