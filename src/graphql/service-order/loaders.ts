import type { QuoteVerdict, ServiceOrderKey, ServiceOrderPageKey } from '../../billing/order-port.ts'
import type { AccountId } from '../../domain/account.ts'
import type { Observed } from '../../domain/observed.ts'
import type { OrderTerms } from '../../domain/order-terms.ts'
import type { OrderWish, ServiceOrder } from '../../domain/service-order.ts'
import type { Viewer } from '../../domain/viewer.ts'
import { assertBounded } from '../bound.ts'
import { seesAccount } from '../ownership.ts'
import { assertCapable, createLoader, type Reading, writePageKey } from '../reading.ts'

/** An order in the hands of somebody who may see its account. */
export interface ViewedServiceOrder extends Observed<ServiceOrder> {
  readonly viewer: Viewer
}

export interface ViewedServiceOrderPage {
  readonly orders: readonly ViewedServiceOrder[]
  readonly hasMore: boolean
}

export interface ServiceOrderLoaders {
  listPage(viewer: Viewer, key: ServiceOrderPageKey): Promise<ViewedServiceOrderPage | null>
  findOrder(viewer: Viewer, key: ServiceOrderKey): Promise<ViewedServiceOrder | null>
  /** What can be chosen in orders of the account; null when it is absent or not the viewer's. */
  findTerms(viewer: Viewer, accountId: AccountId): Promise<OrderTerms | null>
  /** What each wish would cost; null for accounts that are absent or not the viewer's. */
  quote(viewer: Viewer, wishes: readonly OrderWish[]): Promise<readonly (QuoteVerdict | null)[]>
}

export function createServiceOrderLoaders(reading: Reading): ServiceOrderLoaders {
  const { orders } = reading.billing
  const pages = createLoader(reading, orders.listOrders.bind(orders), writePageKey)
  const single = createLoader(reading, orders.findOrders.bind(orders), writeServiceOrderKey)
  const terms = createLoader(reading, orders.findOrderTerms.bind(orders))
  const quotes = createLoader(reading, orders.quoteOrders.bind(orders), writeWish)
  return {
    async listPage(viewer, key) {
      if (!seesAccount(viewer, key.accountId)) return null
      assertCapable(reading, 'orders')
      const found = await pages.load(key)
      if (found === null) return null
      const { value, asOf, freshness } = found
      assertBounded(value.orders, key.first, `orders of account ${key.accountId}`)
      return {
        orders: value.orders.map((order) => ({ value: order, asOf, freshness, viewer })),
        hasMore: value.hasMore,
      }
    },
    async findOrder(viewer, key) {
      if (!seesAccount(viewer, key.accountId)) return null
      assertCapable(reading, 'orders')
      const found = await single.load(key)
      return found && { ...found, viewer }
    },
    async findTerms(viewer, accountId) {
      if (!seesAccount(viewer, accountId)) return null
      assertCapable(reading, 'orders')
      return (await terms.load(accountId))?.value ?? null
    },
    async quote(viewer, wishes) {
      assertCapable(reading, 'orders')
      return Promise.all(
        wishes.map(async (wish) =>
          seesAccount(viewer, wish.accountId) ? ((await quotes.load(wish))?.value ?? null) : null,
        ),
      )
    },
  }
}

function writeServiceOrderKey({ accountId, orderId }: ServiceOrderKey): string {
  return `${accountId}:${orderId}`
}

function writeWish(wish: OrderWish): string {
  return JSON.stringify(wish)
}
