import type { ServiceOrder } from '../../domain/service-order.ts'
import { notSupported } from '../absent.ts'
import { assertReadable } from '../adapter/keyed-rows.ts'
import type { CarriedOut, OrderBilling, ServiceOrderPageKey } from '../order-port.ts'
import type { BillingCall } from '../port.ts'
import { findAgreement } from './agreement-rows.ts'
import { askEach } from './each.ts'
import { quoteOrder } from './order-quotes.ts'
import { readOrderId, readWish } from './order-rows.ts'
import { findByKey, findServiceOf, findState, listStates } from './order-state.ts'
import { findHoldTerms } from './order-terms.ts'
import { createOrderWrites } from './order-writes.ts'
import { isId } from './rows.ts'
import { listVgroups } from './service-rows.ts'
import type { LanSide } from './side.ts'

/** Changes of tariffs and holds: what the billing's state shows of them, since it keeps no orders. */
export function createOrders(side: LanSide): OrderBilling {
  async function readPage({ accountId, first, before }: ServiceOrderPageKey, call: BillingCall) {
    const orders = await readAll(accountId, call)
    const place = before === null ? -1 : orders.findIndex(({ id }) => id === before)
    // What nothing shows any more is no place in the list.
    if (before !== null && place === -1) return { orders: [], hasMore: false }
    const rest = orders.slice(place + 1)
    return { orders: rest.slice(0, first), hasMore: rest.length > first }
  }

  async function readAll(accountId: string, call: BillingCall): Promise<readonly ServiceOrder[]> {
    const services = assertReadable(await listVgroups(side, accountId, call))
    return services.length === 0 ? [] : await listStates({ side, call }, accountId, services)
  }

  return {
    ...createOrderWrites(side),
    quoteOrders: (wishes, call) => askEach(wishes, (wish) => quoteOrder(side, wish, call)),

    findOrderTerms: (ids, call) =>
      askEach(ids, async (id) => {
        if ((await findAgreement(side, id, call)) === undefined) return undefined
        for (const service of assertReadable(await listVgroups(side, id, call))) {
          const terms = service.status === 'TERMINATED' ? null : await findHoldTerms(side, service, call)
          if (terms === null) continue
          const { minDays, maxDays, maxDaysAhead } = terms
          return { options: [], freeze: { minDays, maxDays, maxDaysAhead } }
        }
        return { options: [], freeze: null }
      }),

    listOrders: (keys, call) =>
      askEach(keys, async (key) => (isId(key.accountId) ? await readPage(key, call) : undefined)),

    findOrders: (keys, call) =>
      askEach(keys, async ({ accountId, orderId }) => {
        const key = readOrderId(orderId)
        return key === null ? undefined : await findByKey({ side, call }, key, accountId)
      }),

    findCarriedOut: (wishes, call) =>
      askEach(wishes, async (wish): Promise<CarriedOut | null> => {
        const known = readWish(wish)
        if (known === null) return null
        const service = await findServiceOf(side, { accountId: wish.accountId, serviceId: known.serviceId }, call)
        const found = service === undefined ? null : await findState({ side, call }, known, service)
        return found === null ? null : { orderId: found.id, placedAt: found.placedAt }
      }),

    findByReference: () => Promise.reject(notSupported('findByReference')),
  }
}
