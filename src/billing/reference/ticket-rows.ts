import { readLegacyInstant } from '../../domain/date.ts'
import type { Ticket, TicketMessage, TicketStatus } from '../../domain/ticket.ts'
import { elements, elementText, findElementText, type XmlElement } from '../transport/xml.ts'
import { type RecordKind, type RecordRow, readRecords } from './agreement-records.ts'
import { codesOf, readCode, TICKET_AUTHOR, TICKET_CATEGORY, TICKET_STATUS } from './codes.ts'
import type { ReadContext } from './context.ts'
import { readKey, readWhole } from './soap-rows.ts'

export type BareTicket = Omit<Ticket, 'accountId'>

/** GetTickets, which takes many agreements and many ids in one call. */
export function ticketKind(context: ReadContext): RecordKind<BareTicket> {
  return {
    operation: 'GetTickets',
    idElement: 'ticketid',
    noun: 'tickets',
    mayBelongToNobody: true,
    // At some 600 bytes each, a long subject included.
    rowsPerCall: 2000,
    read: (row) => readTicket(row, context),
  }
}

/** A message, or why it cannot be read, with the ticket that it says it belongs to. */
export interface MessageRow extends RecordRow<TicketMessage> {
  readonly ticketId: string
}

/** GetTicketMessages. One message takes up to 2 KB. */
const MESSAGES = {
  operation: 'GetTicketMessages',
  idElement: 'messageid',
  noun: 'messages',
  rowsPerCall: 1000,
  mayBelongToNobody: true,
} as const

/** The rows of GetTicketMessagesResponse. One that does not say whose it is makes the answer unreadable. */
export function readMessages(answer: XmlElement, context: ReadContext): readonly MessageRow[] {
  const ticketIds = elements(answer, 'ret').map((row) => readKey(row, 'ticketid'))
  const kind = { ...MESSAGES, read: (row: XmlElement) => readMessage(row, context) }
  return readRecords(answer, kind, context.onOddity).map((row, at) => ({ ...row, ticketId: ticketIds[at] ?? '' }))
}

/** The codes of the states, for the filter. Nothing has the code of UNKNOWN. */
export function writeStatuses(statuses: readonly TicketStatus[]): readonly string[] {
  return codesOf(TICKET_STATUS, statuses)
}

/** One TicketRecord. The id is also the number that people name on the telephone. */
function readTicket(row: XmlElement, { timeZone, onOddity }: ReadContext): BareTicket {
  const id = readKey(row, 'ticketid')
  return {
    id,
    number: id,
    subject: elementText(row, 'subject'),
    category: readCode(TICKET_CATEGORY, readWhole(row, 'classid'), { field: 'tickets.classid', onOddity }),
    status: readCode(TICKET_STATUS, readWhole(row, 'status'), { field: 'tickets.status', onOddity }),
    createdAt: readLegacyInstant(elementText(row, 'created'), timeZone),
    updatedAt: readLegacyInstant(elementText(row, 'updated'), timeZone),
  }
}

/** One TicketMessageRecord. */
function readMessage(row: XmlElement, { timeZone, onOddity }: ReadContext): TicketMessage {
  return {
    id: readKey(row, 'messageid'),
    author: readCode(TICKET_AUTHOR, readWhole(row, 'side'), { field: 'messages.side', onOddity }),
    authorName: findElementText(row, 'author'),
    text: elementText(row, 'text'),
    createdAt: readLegacyInstant(elementText(row, 'created'), timeZone),
  }
}
