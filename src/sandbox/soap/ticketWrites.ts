import { TICKET_STATUS } from '../books/ticketRules.ts'
import type { TicketMessageRow, TicketRow } from '../books/ticketTypes.ts'
import type { Books } from '../books/types.ts'
import { RefusalError } from '../wire/refusal.ts'
import type { XmlElement } from '../wire/xml.ts'
import { child, invalid, longOf, readShortText, requiredText, textOf } from './fields.ts'

const TEXT_MAX = 4000
const AUTHOR_MAX = 255
const EXTERNAL_ID_MAX = 64

/** Writes the message of an AddTicketMessage request. It looks for no other of that extid. */
export function addMessage(books: Books, request: XmlElement): TicketMessageRow {
  const value = child(request, 'val')
  const ticket = readTicket(books, value)
  if (ticket.status === TICKET_STATUS.closed) throw new RefusalError(409, `Ticket is closed (${ticket.ticketId})`)
  requiredText(value, 'text')
  const author = readShortText(value, 'author', AUTHOR_MAX)
  const externalId = readShortText(value, 'extid', EXTERNAL_ID_MAX)
  return books.addTicketMessage(ticket.ticketId, {
    side: readSide(value),
    text: readShortText(value, 'text', TEXT_MAX) ?? '',
    ...(author === null ? {} : { author }),
    ...(externalId === null ? {} : { externalId }),
  })
}

/** Another state, or what the subscriber thinks of a ticket that is closed. What is left out stays. */
export function changeTicket(books: Books, request: XmlElement): TicketRow {
  const value = child(request, 'val')
  const { ticketId, status: present } = readTicket(books, value)
  const status = longOf(value, 'status')
  const mark = longOf(value, 'mark')
  if (status !== null && !Object.values<number>(TICKET_STATUS).includes(status)) throw invalid('status')
  if (mark !== null && (mark < 1 || mark > 5)) throw invalid('mark')
  if (mark !== null && present !== TICKET_STATUS.closed)
    throw new RefusalError(409, `Ticket is not closed (${ticketId})`)
  return books.changeTicket({
    ticketId,
    side: readSide(value),
    ...(status === null ? {} : { status }),
    ...(mark === null ? {} : { mark }),
  })
}

/** The ticket that is named. One of another agreement than is named beside it is as good as none. */
function readTicket(books: Books, value: XmlElement): TicketRow {
  const ticketId = longOf(value, 'ticketid') ?? 0
  const soapId = longOf(value, 'agrmid')
  const [ticket] = books.listTickets({ ticketIds: [ticketId], limit: 1 })
  if (ticket === undefined || (soapId !== null && ticket.soapId !== soapId)) {
    throw new RefusalError(404, `Ticket not found (${ticketId})`)
  }
  return ticket
}

function readSide(value: XmlElement): 0 | 1 {
  return textOf(value, 'side') === '1' ? 1 : 0
}
