import type { NewPromise, PromiseRow } from '../books/promised.ts'
import type { PromiseOffer } from '../books/promisedRules.ts'
import type { Books } from '../books/types.ts'
import type { Desk } from '../desk.ts'
import { type Answer, code, instant, listOf, money, oneOf, optional, type Row, whole } from '../wire/answer.ts'
import { readDouble } from '../wire/money.ts'
import { shuffled } from '../wire/order.ts'
import { RefusalError } from '../wire/refusal.ts'
import type { XmlElement } from '../wire/xml.ts'
import { child, longOf, longsOf, readShortText, requiredText } from './fields.ts'
import { readAgreements, readPageSize } from './lists.ts'

const COMMENT_MAX = 255

/** What each agreement may promise just now; the agreements come in no order, and unknown ones have no row. */
export function listPromiseOffers(books: Books, request: XmlElement): Answer {
  const soapIds = readAgreements(books, child(request, 'flt'), false) ?? []
  return listOf(shuffled(books.listPromiseOffers(soapIds), ({ soapId }) => soapId).map(promiseOfferRow))
}

/** Promised payments, newest first within an agreement; the agreements come in no order. */
export function listPromises(books: Books, request: XmlElement): Answer {
  const filter = child(request, 'flt')
  const promiseIds = longsOf(filter, 'promiseid')
  const soapIds = readAgreements(books, filter, promiseIds.length > 0)
  const beforeId = longOf(filter, 'beforeid')
  const found = books.listPromises({
    ...(soapIds === null ? {} : { soapIds }),
    ...(promiseIds.length === 0 ? {} : { promiseIds }),
    ...(beforeId === null ? {} : { beforeId }),
    limit: readPageSize(filter),
  })
  const groups = Map.groupBy(found, ({ soapId }) => soapId)
  return listOf(shuffled([...groups], ([soapId]) => soapId).flatMap(([, group]) => group.map(promiseRow)))
}

export function addPromise(desk: Desk, request: XmlElement): Answer {
  return oneOf(promiseRow(desk.books.addPromise(readNewPromise(desk, request))))
}

function readNewPromise({ config }: Desk, request: XmlElement): NewPromise {
  const value = child(request, 'val')
  const amount = readDouble(requiredText(value, 'amount'))
  if (amount === null || amount <= 0n) throw new RefusalError(400, 'Invalid amount')
  const comment = readShortText(value, 'comment', COMMENT_MAX)
  return {
    soapId: longOf(value, 'agrmid') ?? 0,
    amount,
    ...(comment === null ? {} : { comment }),
    manager: config.soapLogin,
  }
}

export function promiseRow(promise: PromiseRow): Row {
  return {
    promiseid: whole(promise.promiseId),
    agrmid: whole(promise.soapId),
    status: code(promise.status),
    amount: money(promise.amount),
    fee: money(promise.fee),
    taken: instant(promise.takenAt),
    until: instant(promise.endsAt),
    comment: optional(promise.comment),
    mgr: optional(promise.manager),
  }
}

function promiseOfferRow(offer: PromiseOffer): Row {
  return {
    agrmid: whole(offer.soapId),
    reason: code(offer.reason),
    minamount: money(offer.minAmount),
    maxamount: money(offer.maxAmount),
    fee: money(offer.fee),
    days: whole(offer.termDays),
    nextdate: instant(offer.nextAt),
  }
}
