import type { CarriedOut, NewServiceOrder, ServiceOrderKey } from '../../src/billing/order-port.ts'
import { NOTHING_WISHED, type OrderWish, type ServiceOrder } from '../../src/domain/service-order.ts'
import { read, readOne } from './kit.ts'
import { NotApplicable } from './requirement-error.ts'
import { type ConformanceSubject, call, writingCall } from './subject.ts'

export type Ordering = Pick<ConformanceSubject, 'billing' | 'books'>

export const NO_WISH = NOTHING_WISHED

export function place({ billing }: Ordering, order: NewServiceOrder, mayStart?: () => boolean) {
  return billing.orders.placeOrder(order, writingCall(mayStart))
}

export async function placed(subject: Ordering, order: NewServiceOrder): Promise<ServiceOrder> {
  const verdict = await place(subject, order)
  if (verdict.kind !== 'placed') throw new Error(`not placed: ${verdict.reason}`)
  return verdict.order
}

export async function findOrder({ billing }: Ordering, key: ServiceOrderKey): Promise<ServiceOrder> {
  return readOne(billing.orders.findOrders([key], call()), key)
}

export async function findOrders({ billing }: Ordering, accountId: string): Promise<readonly ServiceOrder[]> {
  const key = { accountId, first: 100, before: null }
  return (await readOne(billing.orders.listOrders([key], call()), key)).orders
}

/** As `findCarriedOut` answers, in the order of the wishes. Every wish has an answer. */
export async function findCarriedOut(
  { billing }: Ordering,
  wishes: readonly OrderWish[],
): Promise<readonly (CarriedOut | null)[]> {
  const found = await read(billing.orders.findCarriedOut(wishes, call()))
  return wishes.map((wish) => {
    const carried = found.get(wish)
    if (carried === undefined) throw new Error('a wish without an answer')
    return carried
  })
}

/** How many orders the billing itself has of a wish's account: by its orders, or by the state that the wish would bring about. */
export async function countWritten({ books }: Ordering, wish: OrderWish): Promise<number> {
  if (books.orders !== undefined) {
    const orders = await books.orders(wish.accountId)
    return orders.filter(({ status }) => status !== 'CANCELLED').length
  }
  if (books.isCarriedOut === undefined)
    throw new NotApplicable('the subject has neither books.orders nor books.isCarriedOut')
  return (await books.isCarriedOut(wish)) ? 1 : 0
}

/** Why nobody can place anything, or null. */
export function unlessPlaced({ billing: { capabilities } }: Ordering): string | null {
  return capabilities.selfServiceOrders ? null : 'subscribers place no orders here'
}
