import type { OrderBilling } from '../../src/billing/order-port.ts'
import type { ServiceOrders } from '../../src/payments/service-orders.ts'

/** For a gateway at which nobody is going to order. */
export const NO_SERVICE_ORDERS: ServiceOrders = { place: never, quote: never, cancel: never }

/** For a billing that nobody is going to order from. */
export const NO_ORDER_BILLING: OrderBilling = {
  quoteOrders: never,
  findOrderTerms: never,
  placeOrder: never,
  cancelOrder: never,
  listOrders: never,
  findOrders: never,
  findByReference: never,
  findCarriedOut: never,
}

async function never(): Promise<never> {
  throw new Error('Nobody orders here.')
}
