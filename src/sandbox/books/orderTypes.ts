/**
 * What a subscriber wants to be changed. Which of the fields mean anything depends on the class; the others are null.
 * Instants are milliseconds since the epoch.
 */
export interface OrderWish {
  readonly soapId: number
  /**
   * 1 another tariff, 2 connect, 3 disconnect, 4 option, 5 freeze a service, 6 its early return, 7 freeze the account,
   * 8 its early return, 9 another address, 10 equipment, 11 work.
   */
  readonly classId: number
  readonly serviceId: number | null
  readonly tariffId: number | null
  readonly offeringId: number | null
  /** 1 speed in megabits per second, 2 number of channels. */
  readonly option: 1 | 2 | null
  readonly value: number | null
  /** Midnights: the first day of a freeze, and the day on which the service is given again. */
  readonly fromAt: number | null
  readonly untilAt: number | null
  /** On the first of the next month instead of now. */
  readonly atPeriodEnd: boolean
}

export interface NewOrder extends OrderWish {
  /** Whatever the orderer calls it; kept, and not looked at. */
  readonly extId: string | null
  readonly comment: string | null
  readonly manager: string | null
}

export interface OrderRow extends NewOrder {
  readonly orderId: number
  /** 0 new, 1 waits for its time, 2 in work, 3 done, 4 canceled, 5 failed. */
  readonly status: number
  readonly createdAt: number
  /** When something is next done about it; null when it has ended. */
  readonly dueAt: number | null
  readonly closedAt: number | null
  /** Charged once, when it is carried out. */
  readonly price: bigint
  /** Charged with it: the days of this month under the old terms. */
  readonly accrued: bigint
  /** What the service costs a month afterwards. */
  readonly fee: bigint
  /** Why it failed; 0 when it did not. */
  readonly reason: number
}

/** What an order would cost and when it would be carried out, or why it would be refused. */
export interface OrderQuote {
  readonly price: bigint
  readonly accrued: bigint
  readonly fee: bigint
  /** What the service costs a month now. */
  readonly currentFee: bigint
  readonly dueAt: number
  /** 0 when it would be taken. */
  readonly reason: number
  /** When it would no longer be too early; null for all other reasons. */
  readonly earliestAt: number | null
}

/** What can be chosen in an order: in days for a hold, in megabits per second or channels for an option of a service. */
export interface OrderTermRow {
  readonly soapId: number
  /** 0 for a hold, which is the same for all services of the agreement. */
  readonly serviceId: number
  /** 0 for a hold. */
  readonly option: 0 | 1 | 2
  readonly min: number
  readonly max: number
  readonly step: number
  /** What each step from `min` on costs a month. */
  readonly stepFee: bigint
  readonly current: number
  /** How many days ahead a hold may begin. */
  readonly aheadMax: number
}

export interface OrderFilter {
  readonly soapIds?: readonly number[]
  readonly orderIds?: readonly number[]
  readonly extId?: string
  readonly beforeId?: number
  /** Rows per account. */
  readonly limit: number
}

export interface OrderBooks {
  /** Newest first within an account; the accounts come in the order of their ids. */
  listOrders(filter: OrderFilter): OrderRow[]
  quoteOrder(wish: OrderWish): OrderQuote
  /** The agreements come in the order that was asked for; one that is not there, or has ended, has no rows. */
  listOrderTerms(soapIds: readonly number[]): OrderTermRow[]
  /** Takes the order every time that it is asked to, as long as the rules let it; what is due at once is done at once. */
  addOrder(order: NewOrder): OrderRow
  /** A second row of an order that has just been taken, as a broken program writes it: no rule is asked, nothing is done. */
  repeatOrder(order: NewOrder): OrderRow
  /** Whether an order that another one stands in the way of is refused, as it is at first; otherwise each is taken. */
  setOrderCare(isCareful: boolean): void
  cancelOrder(order: { readonly orderId: number; readonly soapId: number }): OrderRow
}
