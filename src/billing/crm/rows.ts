import type { Ticket, TicketMessage, TicketStatusChange } from '../../domain/ticket.ts'
import type { OnOddity } from '../adapter/oddity.ts'
import { malformed } from '../transport/answer.ts'
import { type JsonObject, readObject, readOptionalText, readText } from '../transport/json.ts'
import { readAuthor, readCategory, readStatus } from './codes.ts'

export type BareTicket = Omit<Ticket, 'accountId'>

const TICKET_ID = /^T-\d{1,18}$/
const MESSAGE_ID = /^M-\d{1,18}$/
const HISTORY_ID = /^H-\d{1,18}$/

export function isTicketId(id: string): boolean {
  return TICKET_ID.test(id)
}

export function isMessageId(id: string): boolean {
  return MESSAGE_ID.test(id)
}

export function isHistoryId(id: string): boolean {
  return HISTORY_ID.test(id)
}

/** The customer whom a ticket belongs to; null for somebody without a contract. */
export function readOwner(row: JsonObject): string | null {
  if (row['customerId'] === undefined) throw malformed('customerId: absent')
  return readOptionalText(row, 'customerId')
}

export function readTicketId(row: JsonObject): string {
  const id = readText(row, 'id')
  if (!isTicketId(id)) throw malformed('id: not that of a ticket')
  return id
}

export function readTicket(row: JsonObject, onOddity: OnOddity): BareTicket {
  return {
    id: readTicketId(row),
    number: readText(row, 'number'),
    subject: readText(row, 'subject'),
    category: readCategory(readText(row, 'category'), onOddity),
    status: readStatus(readText(row, 'status'), onOddity),
    createdAt: readMoment(row, 'createdAt'),
    updatedAt: readMoment(row, 'updatedAt'),
    rating: readRating(row),
  }
}

export function readMessage(row: JsonObject, onOddity: OnOddity): TicketMessage {
  const author = readObject(row['author'], 'author')
  return {
    id: readText(row, 'id'),
    author: readAuthor(readText(author, 'kind'), onOddity),
    authorName: readOptionalText(author, 'name'),
    text: readText(row, 'text'),
    createdAt: readMoment(row, 'createdAt'),
    reference: readOptionalText(row, 'externalReference'),
  }
}

/** What the office writes for itself is for nobody else; what does not say so is not shown either. */
export function isPublic(row: JsonObject): boolean {
  return row['visibility'] === 'public'
}

export function readStatusChange(row: JsonObject, onOddity: OnOddity): TicketStatusChange {
  const author = readObject(row['changedBy'], 'changedBy')
  return {
    id: readText(row, 'id'),
    status: readStatus(readText(row, 'status'), onOddity),
    author: readAuthor(readText(author, 'kind'), onOddity),
    changedAt: readMoment(row, 'changedAt'),
  }
}

function readRating(row: JsonObject): number | null {
  const { rating } = row
  return typeof rating === 'number' && Number.isInteger(rating) && rating >= 1 && rating <= 5 ? rating : null
}

/** ISO 8601 with the offset that held then. */
function readMoment(row: JsonObject, field: string): number {
  const text = readText(row, field)
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN
  if (!Number.isFinite(at)) throw malformed(`${field}: not a moment`)
  return at
}
