import { readLegacyInstant } from '../../domain/date.ts'
import type { Ticket, TicketMessage, TicketStatus } from '../../domain/ticket.ts'
import { elements, elementText, findElementText, type XmlElement } from '../transport/xml.ts'
import type { RecordRow } from './agreement-records.ts'
import { codesOf, readCode, TICKET_AUTHOR, TICKET_CATEGORY, TICKET_STATUS } from './codes.ts'
import type { ReadContext } from './context.ts'
import { readKey, readWhole } from './soap-rows.ts'

export type TicketRow = RecordRow<Omit<Ticket, 'accountId'>>

/** A message with the ticket and the agreement that it says it belongs to. */
export interface MessageRow {
  readonly id: string
  readonly ticketId: string
  readonly agreementKey: string
  readonly message: TicketMessage
}

/** The rows of GetTicketsResponse: none, one or many `ret`. */
export function readTickets(answer: XmlElement, context: ReadContext): readonly TicketRow[] {
  return elements(answer, 'ret').map((row) => readTicket(row, context))
}

/** The rows of GetTicketMessagesResponse. */
export function readMessages(answer: XmlElement, context: ReadContext): readonly MessageRow[] {
  return elements(answer, 'ret').map((row) => readMessage(row, context))
}

/** The codes of the states, for the filter. Nothing has the code of UNKNOWN. */
export function writeStatuses(statuses: readonly TicketStatus[]): readonly string[] {
  return codesOf(TICKET_STATUS, statuses)
}

/** One TicketRecord. The id is also the number that people name on the telephone. */
function readTicket(row: XmlElement, { timeZone, onOddity }: ReadContext): TicketRow {
  const id = readKey(row, 'ticketid')
  const ticket = {
    id,
    number: id,
    subject: elementText(row, 'subject'),
    category: readCode(TICKET_CATEGORY, readWhole(row, 'classid'), { field: 'tickets.classid', onOddity }),
    status: readCode(TICKET_STATUS, readWhole(row, 'status'), { field: 'tickets.status', onOddity }),
    createdAt: readLegacyInstant(elementText(row, 'created'), timeZone),
    updatedAt: readLegacyInstant(elementText(row, 'updated'), timeZone),
  }
  return { agreementKey: readKey(row, 'agrmid'), id, value: ticket }
}

/** One TicketMessageRecord. */
function readMessage(row: XmlElement, { timeZone, onOddity }: ReadContext): MessageRow {
  const id = readKey(row, 'messageid')
  const message = {
    id,
    author: readCode(TICKET_AUTHOR, readWhole(row, 'side'), { field: 'messages.side', onOddity }),
    authorName: findElementText(row, 'author'),
    text: elementText(row, 'text'),
    createdAt: readLegacyInstant(elementText(row, 'created'), timeZone),
  }
  return { id, ticketId: readKey(row, 'ticketid'), agreementKey: readKey(row, 'agrmid'), message }
}
