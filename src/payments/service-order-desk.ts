import { BillingError } from '../billing/error.ts'
import type { BillingSystem } from '../billing/port.ts'
import type { Intent } from '../domain/payment-intent.ts'
import type { ServiceOrder } from '../domain/service-order.ts'
import type { KindDesk } from './desk.ts'
import type { BillingRecord, Evidence } from './evidence.ts'
import { isSameWish, readDetails } from './service-order-details.ts'

export type OrderSlices = Pick<BillingSystem, 'orders'>

/**
 * Orders of subscribers. The billing keeps our reference beside an order, so that one can always be looked up, and takes the
 * same reference twice when asked twice, so that one always must be.
 */
export function createServiceOrderDesk({ orders }: OrderSlices): KindDesk {
  return {
    trace: { reconcile: 'exact', honoursExternalId: false },

    async send(intent, call) {
      const { accountId, reference } = intent
      const verdict = await orders.placeOrder({ ...readDetails(intent), reference }, call)
      if (verdict.kind === 'refused') return { kind: 'refused', reason: verdict.reason }
      const { id: orderId, placedAt: registeredAt } = verdict.order
      // A success that is reported and did not happen would be an order that nobody ever sees again.
      const key = { accountId, orderId }
      const kept = (await orders.findOrders([key], { signal: call.signal }).catch(asUnknown)).get(key)
      if (kept === undefined || kept instanceof BillingError) throw notKept(kept)
      return { kind: 'applied', recordId: orderId, registeredAt }
    },

    async lookUp(intent, signal) {
      const { accountId, reference } = intent
      const key = { accountId, reference }
      const found = (await orders.findByReference([key], { signal })).get(key) ?? []
      if (found instanceof BillingError) throw found
      return judgeOrders(intent, found)
    },

    readMark() {
      throw new Error('An order needs no mark.')
    },
  }
}

/** Judges the orders that carry the reference; whatever has become of one since, it was placed. */
function judgeOrders(intent: Intent, found: readonly ServiceOrder[]): Evidence {
  const [first, ...others] = found
  if (!first) return { kind: 'absent' }
  if (others.length > 0) return { kind: 'doubled', records: found.map(recordOf) }
  if (!isSameWish(readDetails(intent), first)) return { kind: 'conflict', records: [recordOf(first)] }
  return { kind: 'ours', ...recordOf(first) }
}

function recordOf({ id, placedAt }: ServiceOrder): BillingRecord {
  return { recordId: id, registeredAt: placedAt }
}

/** The order was sent and answered: what fails after that leaves it unknown, and never unsent. */
function asUnknown(error: unknown): never {
  throw notKept(error)
}

function notKept(cause: unknown): BillingError {
  const message = 'The order that was reported as placed cannot be read back.'
  return new BillingError('BILLING_MALFORMED_ANSWER', message, { outcome: 'unknown', cause })
}
