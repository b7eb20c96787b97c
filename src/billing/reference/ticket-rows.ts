import { readLegacyInstant } from '../../domain/date.ts'
import type { Ticket, TicketCategory, TicketMessage, TicketStatus, TicketStatusChange } from '../../domain/ticket.ts'
import type { ReadContext } from '../adapter/context.ts'
import { elements, elementText, findElementText, type XmlElement } from '../transport/xml.ts'
import { type RecordKind, type RecordRow, readRecords } from './agreement-records.ts'
import { codesOf, readCode, TICKET_AUTHOR, TICKET_CATEGORY, TICKET_STATUS } from './codes.ts'
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

/** A part of a ticket, or why it cannot be read, with the ticket that it says it belongs to. */
export interface PartRow<T> extends RecordRow<T> {
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
function readMessages(answer: XmlElement, context: ReadContext): readonly PartRow<TicketMessage>[] {
  const kind = { ...MESSAGES, read: (row: XmlElement) => readMessage(row, context) }
  return nameTickets(answer, readRecords(answer, kind, context.onOddity))
}

/** What a ticket has many of: how each is asked for and read. */
export interface PartKind<T> {
  readonly operation: string
  readonly noun: string
  readonly read: (answer: XmlElement, context: ReadContext) => readonly PartRow<T>[]
}

export const MESSAGE_PARTS: PartKind<TicketMessage> = {
  operation: 'GetTicketMessages',
  noun: 'messages',
  read: readMessages,
}

/** GetTicketStates. A state takes less than a message. */
export const STATE_PARTS: PartKind<TicketStatusChange> = {
  operation: 'GetTicketStates',
  noun: 'ticket states',
  read(answer, context) {
    const kind = { ...MESSAGES, operation: 'GetTicketStates', idElement: 'recordid', noun: 'ticket states' }
    const read = (row: XmlElement) => readStatusChange(row, context)
    return nameTickets(answer, readRecords(answer, { ...kind, read }, context.onOddity))
  },
}

function nameTickets<T>(answer: XmlElement, rows: readonly RecordRow<T>[]): readonly PartRow<T>[] {
  const ticketIds = elements(answer, 'ret').map((row) => readKey(row, 'ticketid'))
  return rows.map((row, at) => ({ ...row, ticketId: ticketIds[at] ?? '' }))
}

/** The codes of the categories, for the filter. */
export function writeCategories(categories: readonly TicketCategory[]): readonly string[] {
  return codesOf(TICKET_CATEGORY, categories)
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
    rating: readMark(findElementText(row, 'mark')),
  }
}

/** 1 to 5; whatever else stands there is no mark. */
function readMark(text: string | null): number | null {
  return text !== null && /^[1-5]$/.test(text) ? Number(text) : null
}

/** One TicketStateRecord. */
function readStatusChange(row: XmlElement, { timeZone, onOddity }: ReadContext): TicketStatusChange {
  return {
    id: readKey(row, 'recordid'),
    status: readCode(TICKET_STATUS, readWhole(row, 'status'), { field: 'ticket_states.status', onOddity }),
    author: readCode(TICKET_AUTHOR, readWhole(row, 'side'), { field: 'ticket_states.side', onOddity }),
    changedAt: readLegacyInstant(elementText(row, 'changed'), timeZone),
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
    reference: findElementText(row, 'extid'),
  }
}
