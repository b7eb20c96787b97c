import type { NewTicket, TicketContact } from '../books/ticketTypes.ts'
import type { Books } from '../books/types.ts'
import { type Answer, listOf } from '../wire/answer.ts'
import { shuffled } from '../wire/order.ts'
import { RefusalError } from '../wire/refusal.ts'
import type { XmlElement } from '../wire/xml.ts'
import { child, invalid, longOf, longsOf, readShortText, requiredText } from './fields.ts'
import { readAgreements, readPageSize } from './lists.ts'
import { ticketMessageRow, ticketRow, ticketStateRow } from './rows.ts'

const MOST_TICKETS = 100
const MOST_ROWS = 500

const SUBJECT_MAX = 255
const TEXT_MAX = 4000
const EXTERNAL_ID_MAX = 64
const CONTACT_MAX = 255

/** The ticket that an OpenTicket request asks for; refuses when it cannot be written. It looks for no other of that extid. */
export function readNewTicket(books: Books, request: XmlElement): NewTicket {
  const value = child(request, 'val')
  const soapId = longOf(value, 'agrmid')
  if (soapId !== null) assertAgreements(books, [soapId])
  const contact = readContact(value)
  if (soapId === null && contact === null) throw new RefusalError(400, 'Missing element (contact)')
  const classId = longOf(value, 'classid') ?? 0
  if (classId < 1 || classId > 5) throw invalid('classid')
  const externalId = readShortText(value, 'extid', EXTERNAL_ID_MAX)
  requiredText(value, 'subject')
  requiredText(value, 'text')
  return {
    soapId,
    classId,
    subject: readShortText(value, 'subject', SUBJECT_MAX) ?? '',
    text: readShortText(value, 'text', TEXT_MAX) ?? '',
    side: 0,
    ...(externalId === null ? {} : { externalId }),
    ...(contact === null ? {} : { contact }),
  }
}

function readContact(value: XmlElement): TicketContact | null {
  const name = readShortText(value, 'contact', CONTACT_MAX)
  if (name === null) return null
  const optional = (field: string) => readShortText(value, field, CONTACT_MAX) ?? ''
  return { name, phone: optional('phone'), address: optional('address') }
}

/** All tickets that carry the extid, whosever they are. */
export function findTickets(books: Books, externalId: string): Answer {
  return listOf(books.listTickets({ externalId, limit: MOST_ROWS }).map(ticketRow))
}

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
  return listOf(shuffled([...groups], ([soapId]) => soapId ?? 0).flatMap(([, group]) => group.map(ticketRow)))
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

/** The states that tickets have had, in the same order as their messages. */
export function listTicketStates(books: Books, request: XmlElement): Answer {
  const filter = child(request, 'flt')
  const afterId = longOf(filter, 'afterid')
  const found = books.listTicketStates({
    ticketIds: readTickets(filter),
    ...(afterId === null ? {} : { afterId }),
    limit: readPageSize(filter),
  })
  const groups = Map.groupBy(found, ({ ticketId }) => ticketId)
  return listOf(shuffled([...groups], ([ticketId]) => ticketId).flatMap(([, group]) => group.map(ticketStateRow)))
}

/** All tickets, newest first, those of people without an agreement too. */
export function listTicketQueue(books: Books, request: XmlElement): Answer {
  const filter = child(request, 'flt')
  const beforeId = longOf(filter, 'beforeid')
  const found = books.listTicketQueue({
    statuses: longsOf(filter, 'status'),
    classIds: longsOf(filter, 'classid'),
    ...(beforeId === null ? {} : { beforeId }),
    limit: readPageSize(filter),
  })
  return listOf(found.map(ticketRow))
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
