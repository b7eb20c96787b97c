import { BillingError } from '../billing/error.ts'
import type { BillingSystem } from '../billing/port.ts'
import type { Intent } from '../domain/payment-intent.ts'
import type { ServiceOrder } from '../domain/service-order.ts'
import type { KindDesk } from './desk.ts'
import type { BillingRecord, Evidence } from './evidence.ts'
import { isSameWish, readDetails } from './service-order-details.ts'

export type OrderSlices = Pick<BillingSystem, 'orders' | 'capabilities'>

/**
 * Orders of subscribers. A billing that keeps our reference beside an order can always be asked for it, and takes the same
 * reference twice when asked twice, so that it always must be. One that keeps none shows what has become so: an order asks
 * for a state, and whoever brought it about, it is not brought about again.
 */
export function createServiceOrderDesk({ orders, capabilities }: OrderSlices): KindDesk {
  const readBack = capabilities.orderReferences ? readByReference : readState

  async function readState(intent: Intent, signal: AbortSignal): Promise<Evidence> {
    const wish = readDetails(intent)
    const found = (await orders.findCarriedOut([wish], { signal })).get(wish) ?? null
    if (found instanceof BillingError) throw found
    return found === null ? { kind: 'absent' } : { kind: 'ours', recordId: found.orderId, registeredAt: found.placedAt }
  }

  async function readByReference(intent: Intent, signal: AbortSignal): Promise<Evidence> {
    const { accountId, reference } = intent
    const key = { accountId, reference }
    const found = (await orders.findByReference([key], { signal })).get(key) ?? []
    if (found instanceof BillingError) throw found
    return judgeOrders(intent, found)
  }

  return {
    trace: { reconcile: 'exact', honoursExternalId: false },

    async send(intent, call) {
      const wanted = { ...readDetails(intent), reference: intent.reference }
      const verdict = await orders.placeOrder(wanted, call)
      if (verdict.kind === 'refused') return { kind: 'refused', reason: verdict.reason }
      // A success that is reported and did not happen would be an order that nobody ever sees again, and one that happened
      // twice would be paid twice: only what is read back by our reference tells.
      const kept = await readBack(intent, call.signal).catch(asUnknown)
      if (kept.kind !== 'ours' || kept.recordId !== verdict.order.id) throw notKept(kept.kind)
      return { kind: 'applied', recordId: kept.recordId, registeredAt: kept.registeredAt }
    },

    lookUp: readBack,

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
  const message = 'The order that was reported as placed cannot be read back as one.'
  return new BillingError('BILLING_MALFORMED_ANSWER', message, { outcome: 'unknown', cause })
}
