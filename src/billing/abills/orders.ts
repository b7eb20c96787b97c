import type { AccountId } from '../../domain/account.ts'
import type { OrderTerms } from '../../domain/order-terms.ts'
import type { ServiceOrder, ServiceOrderPage } from '../../domain/service-order.ts'
import { findEach } from '../adapter/find-each.ts'
import { BillingError } from '../error.ts'
import type { OrderBilling, ServiceOrderKey, ServiceOrderPageKey } from '../order-port.ts'
import { readId } from '../transport/json.ts'
import type { AbillsSide } from './context.ts'
import { findCarriedOut } from './order-carried-out.ts'
import { quoteOrder } from './order-quotes.ts'
import { refuseReferences } from './order-rows.ts'
import { findOrder, type OrderSide, readOrders } from './order-state.ts'
import { createOrderWrites } from './order-writes.ts'
import { distinctIds, listUsers } from './users.ts'

/**
 * Changes of the tariff and holds, as subscribers make them. The billing keeps no orders: what is planned is an order that
 * waits, and what is in force is one that was carried out. All of it goes with the subscriber's own session.
 */
export function createOrders(side: AbillsSide, orders: OrderSide): OrderBilling {
  return {
    ...createOrderWrites(orders),
    quoteOrders: (wishes, call) => findEach(wishes, (wish) => quoteOrder(wish, orders, call)),
    findCarriedOut: (wishes, call) => findEach(wishes, (wish) => findCarriedOut(wish, orders, call)),
    findByReference: refuseReferences,

    async findOrderTerms(ids, call) {
      const keys = distinctIds(ids)
      const rows = await listUsers(side.client, { filter: 'UID', keys, shown: [] }, call)
      const there = new Set(rows.map((row) => readId(row, 'uid')))
      // How long a hold may be stands in the configuration, which nobody is shown.
      const terms: OrderTerms = { options: [], freeze: null }
      return new Map<AccountId, OrderTerms>(keys.filter((id) => there.has(id)).map((id) => [id, terms]))
    },

    async listOrders(keys, call) {
      const accounts = distinctIds(keys.map(({ accountId }) => accountId))
      const found = await findEach(accounts, (accountId) => readOrders(accountId, orders, call))
      return new Map<ServiceOrderPageKey, ServiceOrderPage | BillingError>(
        keys.map((key) => {
          const all = found.get(key.accountId) ?? []
          if (all instanceof BillingError) return [key, all] as const
          const start = key.before === null ? 0 : all.findIndex(({ id }) => id === key.before) + 1
          // One that is not there any more was carried out or canceled: what is left stands behind it, or nothing does.
          const rest = key.before !== null && start === 0 ? [] : all.slice(start)
          return [key, { orders: rest.slice(0, key.first), hasMore: rest.length > key.first }] as const
        }),
      )
    },

    async findOrders(keys, call) {
      const found = await findEach(keys, (key) => findOrder(key, orders, call))
      return new Map<ServiceOrderKey, ServiceOrder | BillingError>(
        [...found].flatMap(([key, order]) => (order === null ? [] : [[key, order] as const])),
      )
    },
  }
}
