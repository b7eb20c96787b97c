import {
  assertKnown,
  type Body,
  invalid,
  type Parameters,
  readChoice,
  readOptionalText,
  readParameters,
  readRecord,
  readText,
} from './crm-read.ts'
import type { CrmAuthor, CrmBooks, CrmContact, CrmEntry, CrmMessage, CrmTicket } from './crm-state.ts'
import { OFFICE } from './crm-state.ts'
import { CrmRefusalError, type CrmReply, jsonReply } from './crm-wire.ts'

export interface CrmCall {
  readonly books: CrmBooks
  /** Milliseconds → text with an offset. */
  readonly moment: (at: number) => string
  readonly query: URLSearchParams
  /** The ids of the path. */
  readonly ids: readonly string[]
  readonly body: Body
}

const STATUSES = ['new', 'open', 'pending', 'solved', 'closed']
const CATEGORIES = ['fault', 'change', 'question', 'visit', 'connection']
const PAGING = ['limit', 'cursor']

export const ROUTES: Readonly<Record<string, (call: CrmCall) => CrmReply>> = {
  'GET /customers': listCustomers,
  'GET /customers/:id': ({ books, ids: [id] }) =>
    jsonReply(200, { ...(books.state.customers.find((one) => one.id === id) ?? notFound()) }),
  'GET /tickets': listTickets,
  'POST /tickets': openTicket,
  'GET /tickets/:id': (call) => jsonReply(200, showTicket(call, ticketOf(call))),
  'PATCH /tickets/:id': changeTicket,
  'GET /tickets/:id/messages': listMessages,
  'POST /tickets/:id/messages': writeMessage,
  'GET /tickets/:id/history': listHistory,
  'GET /messages': findMessages,
}

function listCustomers({ books, query }: CrmCall): CrmReply {
  const parameters = readParameters(query, { single: PAGING, repeatable: ['contract'] })
  const contracts = parameters.all('contract')
  if (contracts.length === 0) throw new CrmRefusalError(400, 'BAD_PARAMETER', 'contract')
  const rows = books.state.customers
  return page(parameters, { rows, fits: ({ contract }) => contracts.includes(contract), show: (one) => ({ ...one }) })
}

function listTickets(call: CrmCall): CrmReply {
  const parameters = readParameters(call.query, {
    single: ['before', 'hasCustomer', 'order', ...PAGING],
    repeatable: ['id', 'customer', 'reference', 'status', 'category'],
  })
  const { all, one } = parameters
  const before = one('before')
  const { tickets } = call.books.state
  const end = before === null ? tickets.length : indexOf(tickets, before)
  const hasCustomer = readChoice(one('hasCustomer'), 'hasCustomer', ['true', 'false'])
  const fits = (name: string, value: string | null) =>
    all(name).length === 0 || all(name).some((each) => each === value)
  const made = tickets.slice(0, end)
  const isOldestFirst = readChoice(one('order'), 'order', ['newest', 'oldest']) === 'oldest'
  return page(parameters, {
    rows: isOldestFirst ? made : made.toReversed(),
    fits: ({ id, customerId, externalReference, status, category }) =>
      fits('id', id) &&
      fits('customer', customerId) &&
      fits('reference', externalReference) &&
      fits('status', status) &&
      fits('category', category) &&
      (hasCustomer === null || (customerId !== null) === (hasCustomer === 'true')),
    show: (ticket) => showTicket(call, ticket),
  })
}

function openTicket(call: CrmCall): CrmReply {
  const { books, body } = call
  assertKnown(body, ['customerId', 'contact', 'category', 'subject', 'text', 'externalReference'])
  const customerId = readOptionalText(body, 'customerId', { most: 100 })
  const contact = readContact(body)
  if ((customerId === null) === (contact === null)) throw invalid('customerId')
  const category = readText(body, 'category', { most: 100 })
  if (!CATEGORIES.includes(category)) throw invalid('category')
  const subject = readText(body, 'subject', { most: 150 })
  if (/[\r\n]/.test(subject)) throw invalid('subject')
  const text = readText(body, 'text', { most: 4000 })
  const externalReference = readOptionalText(body, 'externalReference', { most: 100 })
  if (customerId !== null && !books.state.customers.some(({ id }) => id === customerId)) {
    throw new CrmRefusalError(422, 'CUSTOMER_NOT_FOUND', 'customerId')
  }
  const ticket = books.open({ customerId, contact, category, subject, externalReference }, text)
  return jsonReply(201, showTicket(call, ticket), { location: `/api/tickets/${ticket.id}` })
}

function readContact(body: Body): CrmContact | null {
  const contact = readRecord(body, 'contact')
  if (contact === null) return null
  assertKnown(contact, ['name', 'phone', 'address'], 'contact.')
  const read = (name: string) => readText(contact, name, { most: 255, path: 'contact.' })
  return { name: read('name'), phone: read('phone'), address: read('address') }
}

function changeTicket(call: CrmCall): CrmReply {
  const { books, body } = call
  const ticket = ticketOf(call)
  assertKnown(body, ['status', 'rating', 'changedBy'])
  const { status, rating } = body
  if (status !== undefined && (typeof status !== 'string' || !STATUSES.includes(status))) throw invalid('status')
  const isRating = typeof rating === 'number' && Number.isInteger(rating) && rating >= 1 && rating <= 5
  if (rating !== undefined && !isRating) throw invalid('rating')
  const by = body['changedBy'] === undefined ? OFFICE : readAuthor(body, 'changedBy')
  if (isRating && !['solved', 'closed'].includes(status ?? ticket.status))
    throw new CrmRefusalError(409, 'TICKET_NOT_DONE')
  if (status !== undefined) books.setStatus(ticket, status, by)
  if (isRating) books.rate(ticket, rating)
  return jsonReply(200, showTicket(call, ticket))
}

function listMessages(call: CrmCall): CrmReply {
  const parameters = readParameters(call.query, { single: ['after', 'visibility', ...PAGING], repeatable: [] })
  const wanted = readChoice(parameters.one('visibility'), 'visibility', ['public', 'internal'])
  const rows = since(call.books.messages(ticketOf(call).id), parameters.one('after'))
  return page(parameters, {
    rows,
    fits: ({ visibility }) => wanted === null || visibility === wanted,
    show: (message) => showMessage(call, message),
  })
}

function findMessages(call: CrmCall): CrmReply {
  const parameters = readParameters(call.query, { single: PAGING, repeatable: ['reference', 'ticket'] })
  const [references, tickets] = [parameters.all('reference'), parameters.all('ticket')]
  if (references.length === 0) throw new CrmRefusalError(400, 'BAD_PARAMETER', 'reference')
  return page(parameters, {
    rows: call.books.state.messages,
    fits: ({ externalReference, ticketId }) =>
      references.includes(externalReference ?? '') && (tickets.length === 0 || tickets.includes(ticketId)),
    show: (message) => showMessage(call, message),
  })
}

function writeMessage(call: CrmCall): CrmReply {
  const { books, body } = call
  const ticket = ticketOf(call)
  assertKnown(body, ['author', 'text', 'externalReference'])
  const author = readAuthor(body, 'author')
  const text = readText(body, 'text', { most: 4000 })
  const externalReference = readOptionalText(body, 'externalReference', { most: 100 })
  if (ticket.status === 'closed') throw new CrmRefusalError(409, 'TICKET_CLOSED')
  const message = books.write({ ticketId: ticket.id, author, visibility: 'public', text, externalReference })
  return jsonReply(201, showMessage(call, message))
}

function readAuthor(body: Body, field: string): CrmAuthor {
  const author = readRecord(body, field)
  if (author === null) throw invalid(field)
  assertKnown(author, ['kind', 'name'], `${field}.`)
  const kind = readText(author, 'kind', { most: 20, path: `${field}.` })
  if (kind !== 'customer' && kind !== 'agent') throw invalid(`${field}.kind`)
  return { kind, name: readOptionalText(author, 'name', { most: 100, path: `${field}.` }) }
}

function listHistory(call: CrmCall): CrmReply {
  const parameters = readParameters(call.query, { single: ['after', ...PAGING], repeatable: [] })
  const rows = since(call.books.history(ticketOf(call).id), parameters.one('after'))
  return page(parameters, { rows, fits: () => true, show: (entry) => showEntry(call, entry) })
}

interface Listing<T> {
  /** In the order of the list. */
  readonly rows: readonly T[]
  readonly fits: (row: T) => boolean
  readonly show: (row: T) => object
}

/** The cursor is the row that was shown last, so that rows that come meanwhile neither hide nor repeat any. */
function page<T extends { readonly id: string }>({ one }: Parameters, { rows, fits, show }: Listing<T>): CrmReply {
  const [limitText, cursor] = [one('limit') ?? '20', one('cursor')]
  const limit = /^\d{1,3}$/.test(limitText) ? Number(limitText) : 0
  if (limit < 1 || limit > 100) throw new CrmRefusalError(400, 'BAD_PARAMETER', 'limit')
  const last = cursor === null ? null : Buffer.from(cursor, 'base64url').toString()
  const place = last === null ? -1 : rows.findIndex(({ id }) => id === last)
  if (last !== null && place < 0) throw new CrmRefusalError(400, 'BAD_PARAMETER', 'cursor')
  const found = rows.slice(place + 1).filter(fits)
  const next = found.length > limit ? Buffer.from(found[limit - 1]?.id ?? '').toString('base64url') : null
  return jsonReply(200, { items: found.slice(0, limit).map(show), next })
}

function since<T extends { readonly id: string }>(rows: readonly T[], after: string | null): readonly T[] {
  return after === null ? rows : rows.slice(indexOf(rows, after) + 1)
}

function indexOf(rows: readonly { readonly id: string }[], id: string): number {
  const index = rows.findIndex((row) => row.id === id)
  return index < 0 ? notFound() : index
}

function ticketOf({ books, ids: [id = ''] }: CrmCall): CrmTicket {
  return books.ticket(id) ?? notFound()
}

function showTicket({ books, moment }: CrmCall, ticket: CrmTicket): object {
  const { createdAt, updatedAt, ...rest } = ticket
  const messageCount = books.messages(ticket.id).length
  return { ...rest, messageCount, createdAt: moment(createdAt), updatedAt: moment(updatedAt) }
}

function showMessage({ moment }: CrmCall, { createdAt, ...rest }: CrmMessage): object {
  return { ...rest, createdAt: moment(createdAt) }
}

function showEntry({ moment }: CrmCall, { changedAt, ...rest }: CrmEntry): object {
  return { ...rest, changedAt: moment(changedAt) }
}

function notFound(): never {
  throw new CrmRefusalError(404, 'NOT_FOUND')
}
