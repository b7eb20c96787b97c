import { randomUUID } from 'node:crypto'
import { BillingError } from '../billing/error.ts'
import type { Log, LogFields } from '../observability/log.ts'
import { StoreError } from '../store/error.ts'
import type { ErrorCode } from './error-codes.ts'

/** Writes down what clients are not told. */
interface Incidents {
  /**
   * Logs a failure once, however many fields it blanks. A failed billing call has been told of by the transport; here it
   * is only joined to its request. Answers an id when nobody foresaw the failure, otherwise null.
   */
  record(cause: unknown, about: { code: ErrorCode; requestId: string }): string | null
}

export function createIncidents(log: Log): Incidents {
  const ids = new WeakMap<object, string>()
  const seen = new WeakSet<BillingError>()
  return {
    record(cause, { code, requestId }) {
      if (cause instanceof BillingError) {
        if (!seen.has(cause)) log.debug(billingFields(cause, requestId), 'a billing call failed')
        seen.add(cause)
        return null
      }
      if (cause instanceof StoreError) {
        log.error({ requestId, code: cause.code, errorMessage: cause.message }, 'the store failed')
        return null
      }
      if (code !== 'INTERNAL_SERVER_ERROR') return null
      const known = cause instanceof Error ? ids.get(cause) : undefined
      if (known !== undefined) return known
      const incidentId = randomUUID()
      if (cause instanceof Error) ids.set(cause, incidentId)
      log.error(incidentFields(cause, { incidentId, requestId }), 'an error that nobody foresaw')
      return incidentId
    },
  }
}

function billingFields(error: BillingError, requestId: string): LogFields {
  return { requestId, code: error.code, outcome: error.outcome, errorMessage: error.message }
}

function incidentFields(cause: unknown, ids: { incidentId: string; requestId: string }): LogFields {
  if (!(cause instanceof Error)) return { ...ids, errorName: typeof cause, errorMessage: String(cause) }
  return { ...ids, errorName: cause.name, errorMessage: cause.message, stack: cause.stack ?? '' }
}
