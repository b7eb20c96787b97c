import type { OrderRow } from '../books/orderTypes.ts'
import type { Books } from '../books/types.ts'
import { decimalText } from '../wire/money.ts'
import { findAccount } from './books.ts'
import { bad, readChoice, readObject } from './read.ts'

const MOST_ORDERS = 1000

/** `?account=` is the contract number. Newest first, money as decimal text. */
export function readOrders(books: Books, query: URLSearchParams): object {
  const number = query.get('account')
  if (number === null) throw bad("'account' is missing: a contract number, like ?account=100001")
  const { soapId } = findAccount(books, number)
  return { orders: books.listOrders({ soapIds: [soapId], limit: MOST_ORDERS }).map(describeOrder) }
}

/** An old billing may not look whether the same was ordered already. */
export function setOrderRules(books: Books, body: unknown): object {
  const fields = readObject(body, 'the rules', ['conflicts'])
  const conflicts = readChoice(fields, 'conflicts', ['refused', 'taken'])
  if (conflicts === undefined) throw bad("'conflicts' is missing: refused or taken")
  books.setOrderCare(conflicts === 'refused')
  return { conflicts }
}

function describeOrder(order: OrderRow): object {
  return {
    ...order,
    price: decimalText(order.price),
    accrued: decimalText(order.accrued),
    fee: decimalText(order.fee),
    fromAt: instantOf(order.fromAt),
    untilAt: instantOf(order.untilAt),
    createdAt: instantOf(order.createdAt),
    dueAt: instantOf(order.dueAt),
    closedAt: instantOf(order.closedAt),
  }
}

function instantOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
