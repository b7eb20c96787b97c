import type { NewOrder, OrderQuote, OrderRow, OrderTermRow, OrderWish } from '../books/orderTypes.ts'
import type { Books } from '../books/types.ts'
import type { Desk } from '../desk.ts'
import { type Answer, code, instant, listOf, money, oneOf, optional, type Row, whole } from '../wire/answer.ts'
import { shuffled } from '../wire/order.ts'
import { RefusalError } from '../wire/refusal.ts'
import type { XmlElement } from '../wire/xml.ts'
import { child, instantOf, invalid, longOf, longsOf, readShortText, textOf } from './fields.ts'
import { readAgreements, readPageSize } from './lists.ts'

const MOST_QUOTES = 100
const EXT_ID_MAX = 64
const COMMENT_MAX = 255

/** Orders, newest first within an agreement; the agreements come in no order. */
export function listOrders(books: Books, request: XmlElement): Answer {
  const filter = child(request, 'flt')
  const orderIds = longsOf(filter, 'orderid')
  const extId = textOf(filter, 'extid')
  const beforeId = longOf(filter, 'beforeid')
  const soapIds = readAgreements(books, filter, orderIds.length > 0 || extId !== null)
  const found = books.listOrders({
    ...(soapIds === null ? {} : { soapIds }),
    ...(orderIds.length > 0 ? { orderIds } : {}),
    ...(extId === null ? {} : { extId }),
    ...(beforeId === null ? {} : { beforeId }),
    limit: readPageSize(filter),
  })
  const groups = Map.groupBy(found, ({ soapId }) => soapId)
  return listOf(shuffled([...groups], ([soapId]) => soapId).flatMap(([, group]) => group.map(orderRow)))
}

/** What can be chosen in orders of the agreements, which come in no order. */
export function listOrderTerms(books: Books, request: XmlElement): Answer {
  const soapIds = readAgreements(books, child(request, 'flt'), false) ?? []
  const groups = Map.groupBy(books.listOrderTerms(soapIds), ({ soapId }) => soapId)
  return listOf(shuffled([...groups], ([soapId]) => soapId).flatMap(([, group]) => group.map(termRow)))
}

/** What each order would cost, in the order in which they were asked. */
export function quoteOrders(books: Books, request: XmlElement): Answer {
  const wishes = request.children.filter(({ name }) => name === 'val')
  if (wishes.length > MOST_QUOTES)
    throw new RefusalError(400, `Too many orders (${wishes.length}, at most ${MOST_QUOTES})`)
  return listOf(wishes.map((wish, at) => quoteRow(at + 1, books.quoteOrder(readWish(wish)))))
}

/** The order that an AddOrder request asks for; refuses when it cannot be read. */
export function readNewOrder({ books, config }: Desk, request: XmlElement): NewOrder {
  const value = child(request, 'val')
  const wish = readWish(value)
  const [account] = books.findAccountsBySoapId([wish.soapId])
  if (account === undefined) throw new RefusalError(400, `Agreement not found (${wish.soapId})`)
  return {
    ...wish,
    extId: readShortText(value, 'extid', EXT_ID_MAX),
    comment: readShortText(value, 'comment', COMMENT_MAX),
    manager: config.soapLogin,
  }
}

export function addOrder(desk: Desk, request: XmlElement): Answer {
  return oneOf(orderRow(desk.books.addOrder(readNewOrder(desk, request))))
}

export function cancelOrder({ books }: Desk, request: XmlElement): Answer {
  const key = { orderId: longOf(request, 'orderid') ?? 0, soapId: longOf(request, 'agrmid') ?? 0 }
  return oneOf(orderRow(books.cancelOrder(key)))
}

function readWish(value: XmlElement): OrderWish {
  const classId = longOf(value, 'classid') ?? 0
  if (classId < 1 || classId > 11) throw invalid('classid')
  const option = longOf(value, 'opt')
  if (option !== null && option !== 1 && option !== 2) throw invalid('opt')
  return {
    soapId: longOf(value, 'agrmid') ?? 0,
    classId,
    serviceId: longOf(value, 'vgid'),
    tariffId: longOf(value, 'tarid'),
    offeringId: longOf(value, 'offerid'),
    option,
    value: longOf(value, 'optval'),
    fromAt: instantOf(value, 'dtfrom'),
    untilAt: instantOf(value, 'dtto'),
    atPeriodEnd: longOf(value, 'nextperiod') === 1,
  }
}

// Element names and their order are those of contract/billing.wsdl.

export function orderRow(order: OrderRow): Row {
  return {
    orderid: whole(order.orderId),
    agrmid: whole(order.soapId),
    classid: code(order.classId),
    status: code(order.status),
    vgid: whole(order.serviceId ?? 0),
    tarid: whole(order.tariffId ?? 0),
    offerid: whole(order.offeringId ?? 0),
    opt: whole(order.option ?? 0),
    optval: whole(order.value ?? 0),
    dtfrom: instant(order.fromAt),
    dtto: instant(order.untilAt),
    nextperiod: whole(order.atPeriodEnd ? 1 : 0),
    created: instant(order.createdAt),
    due: instant(order.dueAt),
    closed: instant(order.closedAt),
    price: money(order.price),
    accrued: money(order.accrued),
    fee: money(order.fee),
    errcode: whole(order.reason),
    extid: optional(order.extId),
    comment: optional(order.comment),
    mgr: optional(order.manager),
  }
}

function termRow(term: OrderTermRow): Row {
  return {
    agrmid: whole(term.soapId),
    vgid: whole(term.serviceId),
    opt: code(term.option),
    minval: whole(term.min),
    maxval: whole(term.max),
    step: whole(term.step),
    curval: whole(term.current),
    stepfee: money(term.stepFee),
    ahead: whole(term.aheadMax),
  }
}

function quoteRow(number: number, quote: OrderQuote): Row {
  return {
    num: whole(number),
    price: money(quote.price),
    accrued: money(quote.accrued),
    fee: money(quote.fee),
    curfee: money(quote.currentFee),
    due: instant(quote.dueAt),
    errcode: whole(quote.reason),
    earliest: instant(quote.earliestAt),
  }
}
