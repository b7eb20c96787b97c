import type { Books, ChargeRow, PaymentRow, RowFilter } from '../books/types.ts'
import { type Answer, listOf, type Row } from '../wire/answer.ts'
import { shuffled } from '../wire/order.ts'
import { RefusalError } from '../wire/refusal.ts'
import type { XmlElement } from '../wire/xml.ts'
import { child, instantOf, invalid, longOf, longsOf, textOf } from './fields.ts'
import { chargeRow, paymentRow } from './rows.ts'

const DEFAULT_ROWS = 25
const MOST_ROWS = 500
const MOST_REGISTRY_ROWS = 1000
const MOST_AGREEMENTS = 100

/** Payments, newest first within an agreement; the agreements come in no order. */
export function listPayments(books: Books, request: XmlElement): Answer {
  const filter = child(request, 'flt')
  const status = longOf(filter, 'status')
  const classId = longOf(filter, 'classid')
  const recordIds = longsOf(filter, 'recordid')
  const receipt = textOf(filter, 'receipt')
  const narrow = recordIds.length > 0 || receipt !== null
  const wanted: RowFilter = {
    ...readFilter(books, filter, narrow),
    ...(recordIds.length > 0 ? { recordIds } : {}),
    ...(receipt === null ? {} : { receipt }),
  }
  const fits = (payment: PaymentRow) =>
    (status === null || payment.status === status) && (classId === null || payment.classId === classId)
  const found = status === null && classId === null ? books.listPayments(wanted) : searchPayments(books, wanted, fits)
  return listOf(grouped(found, paymentRow))
}

/** All payments that carry the receipt, whatever their number. */
export function findPayment(books: Books, receipt: string): PaymentRow[] {
  return books.listPayments({ receipt, limit: MOST_ROWS })
}

/**
 * The payments of all agreements by the instant of posting, oldest first in the order of posting; `afterid` goes on.
 * Takes longer pages than the others, since it has the whole day in it.
 */
export function listRegistry(books: Books, request: XmlElement): Answer {
  const filter = child(request, 'flt')
  const from = instantOf(filter, 'dtfrom')
  const to = instantOf(filter, 'dtto')
  if (from === null) throw invalid('dtfrom')
  if (to === null || to < from) throw invalid('dtto')
  const afterId = longOf(filter, 'afterid') ?? 0
  const limit = readPageSize(filter, MOST_REGISTRY_ROWS)
  return listOf(books.listRegistry({ from, to, afterId, limit }).map(paymentRow))
}

/** Charges, in the same order as payments. */
export function listCharges(books: Books, request: XmlElement): Answer {
  const filter = child(request, 'flt')
  const recordIds = longsOf(filter, 'recordid')
  const wanted = readFilter(books, filter, recordIds.length > 0)
  const found = books.listCharges({ ...wanted, ...(recordIds.length > 0 ? { recordIds } : {}) })
  return listOf(grouped(found, chargeRow))
}

/** The part that both filters share. "Any agreement" means the first 25, silently. */
function readFilter(books: Books, filter: XmlElement, narrow: boolean): RowFilter {
  const soapIds = readAgreements(books, filter, narrow)
  const from = instantOf(filter, 'dtfrom')
  const to = instantOf(filter, 'dtto')
  const beforeId = longOf(filter, 'beforeid')
  return {
    ...(soapIds === null ? {} : { soapIds }),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    ...(beforeId === null ? {} : { beforeId }),
    limit: readPageSize(filter),
  }
}

/**
 * The agreements that a filter asks for, each once; "any" means the first 25, silently, or null when the filter is
 * narrow already.
 */
export function readAgreements(books: Books, filter: XmlElement, narrow: boolean): number[] | null {
  const asked = longsOf(filter, 'agrmid')
  if (asked.length > MOST_AGREEMENTS)
    throw new RefusalError(400, `Too many agreements (${asked.length}, at most ${MOST_AGREEMENTS})`)
  if (asked.length > 0) return [...new Set(asked)]
  return narrow ? null : books.listAccounts({ limit: DEFAULT_ROWS, offset: 0 }).map(({ soapId }) => soapId)
}

/** `pgsize`, 25 by default and 500 at most unless said otherwise. */
export function readPageSize(filter: XmlElement, most = MOST_ROWS): number {
  const asked = longOf(filter, 'pgsize') ?? DEFAULT_ROWS
  return asked < 1 ? DEFAULT_ROWS : Math.min(asked, most)
}

/** The newest payments that fit, as many per agreement as the filter allows: reads on until they are found. */
function searchPayments(books: Books, filter: RowFilter, fits: (payment: PaymentRow) => boolean): PaymentRow[] {
  const { soapIds, ...rest } = filter
  if (soapIds === undefined) return books.listPayments({ ...rest, limit: MOST_ROWS }).filter(fits)
  return soapIds.flatMap((soapId) => {
    const found: PaymentRow[] = []
    let page: Partial<RowFilter> = {}
    while (found.length < filter.limit) {
      const rows = books.listPayments({ ...rest, ...page, soapIds: [soapId], limit: MOST_ROWS })
      found.push(...rows.filter(fits))
      if (rows.length < MOST_ROWS) break
      page = { beforeId: Math.min(...rows.map(({ recordId }) => recordId)) }
    }
    return found.slice(0, filter.limit)
  })
}

/** Groups of one agreement, newest row first; the groups in no order. */
function grouped<T extends PaymentRow | ChargeRow>(found: readonly T[], write: (row: T) => Row): Row[] {
  const groups = Map.groupBy(found, ({ soapId }) => soapId)
  return shuffled([...groups], ([soapId]) => soapId).flatMap(([, group]) =>
    group.toSorted((one, other) => other.recordId - one.recordId).map(write),
  )
}
