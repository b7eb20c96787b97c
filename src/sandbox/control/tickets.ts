import type { NewTicketMessage, TicketFilter, TicketMessageRow, TicketRow } from '../books/ticketTypes.ts'
import type { Books } from '../books/types.ts'
import { findAccount } from './books.ts'
import { bad, present, readNumber, readObject, readText } from './read.ts'

const LONGEST_TEXT = 4000
const MOST_TICKETS = 1000

type Fields = Readonly<Record<string, unknown>>

/**
 * A ticket, or a message in a ticket that there is, as somebody writes it in the old system itself. `side` is 0 for the
 * subscriber, which is the default, and 1 for the provider.
 */
export function postTicket(books: Books, body: unknown): object {
  const known = ['number', 'classId', 'subject', 'text', 'side', 'author', 'manager', 'status', 'ticketId']
  const fields = readObject(body, 'a ticket', known)
  const ticketId = readNumber(fields, 'ticketId', { min: 1, max: Number.MAX_SAFE_INTEGER })
  if (ticketId === undefined) return postNewTicket(books, fields)
  const stray = ['number', 'classId', 'subject', 'manager'].find((name) => fields[name] !== undefined)
  if (stray !== undefined) throw bad(`'${stray}' belongs to a new ticket, 'ticketId' to a message`)
  books.addTicketMessage(ticketId, readMessage(fields))
  return describeTickets(books, books.listTickets({ ticketIds: [ticketId], limit: 1 }))[0] ?? {}
}

/**
 * `?account=` is the contract number, or "none" for those that belong to no account; `?extid=` what another program calls
 * them. Newest ticket first, its messages oldest first.
 */
export function readTickets(books: Books, query: URLSearchParams): object {
  return { tickets: describeTickets(books, books.listTickets({ ...readFilter(books, query), limit: MOST_TICKETS })) }
}

function readFilter(books: Books, query: URLSearchParams): Partial<TicketFilter> {
  const externalId = query.get('extid')
  if (externalId !== null) return { externalId }
  const number = query.get('account')
  if (number === null) throw bad("'account' is missing: a contract number, like ?account=100001, or none")
  return number === 'none' ? { isWithoutAccount: true } : { soapIds: [findAccount(books, number).soapId] }
}

function postNewTicket(books: Books, fields: Fields): object {
  const { soapId } = findAccount(books, present(readText(fields, 'number'), 'number'))
  const manager = readText(fields, 'manager')
  const ticket = books.addTicket({
    soapId,
    classId: readNumber(fields, 'classId', { min: 1, max: 5 }) ?? 1,
    subject: present(readText(fields, 'subject'), 'subject'),
    ...(manager === undefined ? {} : { manager }),
    ...readMessage(fields),
  })
  return describeTickets(books, [ticket])[0] ?? {}
}

function readMessage(fields: Fields): NewTicketMessage {
  const author = readText(fields, 'author')
  const status = readNumber(fields, 'status', { min: 1, max: 9 })
  return {
    side: readNumber(fields, 'side', { min: 0, max: 1 }) === 1 ? 1 : 0,
    text: present(readText(fields, 'text', LONGEST_TEXT), 'text'),
    ...(author === undefined ? {} : { author }),
    ...(status === undefined ? {} : { status }),
  }
}

function describeTickets(books: Books, tickets: readonly TicketRow[]): object[] {
  const ticketIds = tickets.map(({ ticketId }) => ticketId)
  const messages = Map.groupBy(books.listTicketMessages({ ticketIds, limit: MOST_TICKETS }), ({ ticketId }) => ticketId)
  return tickets.map((ticket) => ({
    ...ticket,
    createdAt: new Date(ticket.createdAt).toISOString(),
    updatedAt: new Date(ticket.updatedAt).toISOString(),
    messages: (messages.get(ticket.ticketId) ?? []).map(describeMessage),
  }))
}

function describeMessage({ messageId, side, author, text, createdAt }: TicketMessageRow): object {
  return { messageId, side, author, text, createdAt: new Date(createdAt).toISOString() }
}
