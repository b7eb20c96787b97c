import type { AccountId } from '../domain/account.ts'
import type { OrderTerms } from '../domain/order-terms.ts'
import type {
  OrderQuote,
  OrderRefusal,
  OrderWish,
  ServiceOrder,
  ServiceOrderId,
  ServiceOrderPage,
} from '../domain/service-order.ts'
import type { BillingCall, Bulk } from './port.ts'
import type { PostingCall } from './posting-port.ts'

/**
 * Orders of subscribers, and what is needed to find out what became of one. As with postings, a write that rejects tells by
 * the `outcome` of its `BillingError` whether it may have been applied, and an adapter repeats nothing.
 */
export interface OrderBilling {
  /**
   * What each order would cost, or why it would be refused, by the key object itself. A wish that the billing has no words
   * for is refused as well. Writes nothing.
   */
  quoteOrders(wishes: readonly OrderWish[], call: BillingCall): Promise<Bulk<OrderWish, QuoteVerdict>>
  /**
   * What can be chosen in orders, by account. An account without an entry is not there; one that nothing can be chosen for
   * has empty terms.
   */
  findOrderTerms(ids: readonly AccountId[], call: BillingCall): Promise<Bulk<AccountId, OrderTerms>>
  /**
   * Places an order once for each call that reaches the billing. `placed` only when the answer names what was asked for;
   * any other answer that is no listed refusal is `unknown`.
   */
  placeOrder(order: NewServiceOrder, call: PostingCall): Promise<PlaceVerdict>
  /** Cancels an order that nobody has begun to carry out. */
  cancelOrder(key: ServiceOrderKey, call: PostingCall): Promise<CancelOrderVerdict>
  /** The pages asked for, by the key object itself; newest first. An account without orders has an empty page. */
  listOrders(
    keys: readonly ServiceOrderPageKey[],
    call: BillingCall,
  ): Promise<Bulk<ServiceOrderPageKey, ServiceOrderPage>>
  /** Orders by id, by the key object itself; one of another account than its key says is absent. */
  findOrders(keys: readonly ServiceOrderKey[], call: BillingCall): Promise<Bulk<ServiceOrderKey, ServiceOrder>>
  /**
   * Whether what each wish asks for is so by now, by the key object itself: the service is frozen from that day on, the tariff
   * is planned or in force. Null where it is not; who did it does not matter. An order that an answer names can be read by
   * `findOrders` as long as the billing's state shows it. Only where `capabilities.orderReferences` is false; elsewhere
   * rejects with `not_applied`.
   */
  findCarriedOut(wishes: readonly OrderWish[], call: BillingCall): Promise<Bulk<OrderWish, CarriedOut | null>>
  /**
   * All orders of the account that carry the reference, by the key object itself; an empty list where there are none. Only
   * where `capabilities.orderReferences` says so; elsewhere rejects with `not_applied`.
   * One that cannot be read is the key's error: leaving it out would say that it is not there.
   */
  findByReference(
    keys: readonly OrderReferenceKey[],
    call: BillingCall,
  ): Promise<Bulk<OrderReferenceKey, readonly ServiceOrder[]>>
}

export interface NewServiceOrder extends OrderWish {
  /** What the billing stores beside the order, the same on every attempt; no longer than `capabilities.maxReferenceLength`. */
  readonly reference: string
}

export interface ServiceOrderKey {
  readonly accountId: AccountId
  readonly orderId: ServiceOrderId
}

export interface ServiceOrderPageKey {
  readonly accountId: AccountId
  /** 1–100. */
  readonly first: number
  /** Only orders placed before this one; null for the newest. */
  readonly before: ServiceOrderId | null
}

/** What the billing has of a wish that no reference was kept of. */
export interface CarriedOut {
  readonly orderId: ServiceOrderId
  /** Milliseconds since the epoch; null where the billing does not say. */
  readonly placedAt: number | null
}

export interface OrderReferenceKey {
  readonly accountId: AccountId
  readonly reference: string
}

export interface OrderRefused {
  readonly kind: 'refused'
  readonly reason: OrderRefusal
  /** The day, yyyy-MM-dd, from which it is no longer TOO_EARLY; null when the billing does not say, and for other reasons. */
  readonly earliestOn: string | null
}

export type QuoteVerdict = { readonly kind: 'quoted'; readonly quote: OrderQuote } | OrderRefused

export type PlaceVerdict =
  /** The row as the billing echoes it. */
  { readonly kind: 'placed'; readonly order: ServiceOrder } | OrderRefused

export type CancelOrderVerdict =
  | { readonly kind: 'canceled'; readonly order: ServiceOrder }
  /** Not there, or too far for that. */
  | { readonly kind: 'refused'; readonly reason: 'ORDER_NOT_FOUND' | 'TOO_LATE' }
  /** The billing says that it is canceled already; only a look-up tells what is true. */
  | { readonly kind: 'already' }
