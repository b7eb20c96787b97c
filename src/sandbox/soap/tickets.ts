import type { Books } from '../books/types.ts'
import { type Answer, listOf } from '../wire/answer.ts'
import { shuffled } from '../wire/order.ts'
import { RefusalError } from '../wire/refusal.ts'
import type { XmlElement } from '../wire/xml.ts'
import { child, longOf, longsOf } from './fields.ts'
import { readAgreements, readPageSize } from './lists.ts'
import { ticketMessageRow, ticketRow } from './rows.ts'

const MOST_TICKETS = 100

/** Tickets, newest first within an agreement; the agreements come in no order. An unknown agreement is a fault. */
export function listTickets(books: Books, request: XmlElement): Answer {
  const filter = child(request, 'flt')
  const ticketIds = readTickets(filter)
  const statuses = longsOf(filter, 'status')
  const beforeId = longOf(filter, 'beforeid')
  const soapIds = readAgreements(books, filter, ticketIds.length > 0)
  if (soapIds !== null) assertAgreements(books, soapIds)
  const found = books.listTickets({
    ...(soapIds === null ? {} : { soapIds }),
    ...(ticketIds.length > 0 ? { ticketIds } : {}),
    ...(statuses.length > 0 ? { statuses } : {}),
    ...(beforeId === null ? {} : { beforeId }),
    limit: readPageSize(filter),
  })
  const groups = Map.groupBy(found, ({ soapId }) => soapId)
  return listOf(shuffled([...groups], ([soapId]) => soapId).flatMap(([, group]) => group.map(ticketRow)))
}

/** Messages, oldest first within a ticket; the tickets come in no order, and unknown ones have no rows. */
export function listTicketMessages(books: Books, request: XmlElement): Answer {
  const filter = child(request, 'flt')
  child(filter, 'ticketid')
  const asked = readTickets(filter)
  const afterId = longOf(filter, 'afterid')
  const found = books.listTicketMessages({
    ticketIds: asked.length > 0 ? asked : listFirstTickets(books, filter),
    ...(afterId === null ? {} : { afterId }),
    limit: readPageSize(filter),
  })
  const groups = Map.groupBy(found, ({ ticketId }) => ticketId)
  return listOf(shuffled([...groups], ([ticketId]) => ticketId).flatMap(([, group]) => group.map(ticketMessageRow)))
}

/** "Any ticket" means the newest ones of the first agreements, silently. */
function listFirstTickets(books: Books, filter: XmlElement): number[] {
  const soapIds = readAgreements(books, filter, false) ?? []
  return books
    .listTickets({ soapIds, limit: MOST_TICKETS })
    .slice(0, MOST_TICKETS)
    .map(({ ticketId }) => ticketId)
}

function readTickets(filter: XmlElement): number[] {
  const asked = longsOf(filter, 'ticketid')
  if (asked.length > MOST_TICKETS)
    throw new RefusalError(400, `Too many tickets (${asked.length}, at most ${MOST_TICKETS})`)
  return [...new Set(asked)]
}

function assertAgreements(books: Books, soapIds: readonly number[]): void {
  const known = new Set(books.findAccountsBySoapId(soapIds).map(({ soapId }) => soapId))
  const unknown = soapIds.find((soapId) => !known.has(soapId))
  if (unknown !== undefined) throw new RefusalError(400, `Agreement not found (${unknown})`)
}
