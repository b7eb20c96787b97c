import type { CrmDouble } from '../doubles/crm.ts'
import type { CrmMessage, CrmTicket } from '../doubles/crm-state.ts'
import type { CrmFault } from '../doubles/crm-wire.ts'
import type { FaultKind, FaultOperation, FaultOptions, Faults } from './fault-kinds.ts'
import type { Books } from './subject.ts'
import type { TrueMessage, TrueTicket } from './truth.ts'

// What the helpdesk beside the billing has in its tables, and how it goes wrong, in the words of the suite.

const CATEGORIES: Readonly<Record<string, string>> = {
  fault: 'FAULT',
  change: 'CHANGE_REQUEST',
  question: 'CONSULTATION',
  visit: 'VISIT',
  connection: 'CONNECTION',
}
const STATUSES: Readonly<Record<string, string>> = {
  new: 'OPEN',
  open: 'IN_PROGRESS',
  pending: 'WAITING',
  solved: 'CLOSED',
  closed: 'CLOSED',
}

type Helpdesk = Required<Pick<Books, 'tickets' | 'messages' | 'ticketsByReference'>>

/** `numbers` are the contract numbers of accounts. */
export function describeHelpdesk(
  { books }: CrmDouble,
  accounts: { readonly numberOf: (id: string) => string; readonly idOf: (number: string) => string },
): Helpdesk {
  const ownerOf = ({ customerId }: CrmTicket) => {
    const card = books.state.customers.find(({ id }) => id === customerId)
    return card === undefined ? null : accounts.idOf(card.contract)
  }
  return {
    tickets: (accountId) => {
      const card = books.customer(accounts.numberOf(accountId))
      return books.state.tickets
        .filter(({ customerId }) => card !== undefined && customerId === card.id)
        .toReversed()
        .map(toTicket)
    },
    messages: (ticketId) =>
      books
        .messages(ticketId)
        .filter(({ visibility }) => visibility === 'public')
        .map(toMessage),
    ticketsByReference: (reference) =>
      books.state.tickets
        .filter(({ externalReference }) => externalReference === reference)
        .map((ticket) => ({
          id: ticket.id,
          accountId: ownerOf(ticket),
          category: CATEGORIES[ticket.category] ?? 'UNKNOWN',
          subject: ticket.subject,
          text: books.messages(ticket.id)[0]?.text ?? '',
          contact: ticket.contact === null ? null : Object.values(ticket.contact).join(', '),
        })),
  }
}

/** The wire carries whole seconds. */
function seconds(at: number): number {
  return Math.floor(at / 1000) * 1000
}

function toTicket({ id, subject, status, category, createdAt, updatedAt, rating }: CrmTicket): TrueTicket {
  return {
    id,
    subject,
    status: STATUSES[status] ?? 'UNKNOWN',
    category: CATEGORIES[category] ?? 'UNKNOWN',
    createdAt: seconds(createdAt),
    updatedAt: seconds(updatedAt),
    rating,
  }
}

function toMessage({ id, author, text, createdAt, externalReference }: CrmMessage): TrueMessage {
  return {
    id,
    author: author.kind === 'customer' ? 'SUBSCRIBER' : 'OPERATOR',
    authorName: author.name,
    text,
    createdAt: seconds(createdAt),
    reference: externalReference,
  }
}

const ROUTES: Readonly<Partial<Record<FaultOperation, string>>> = {
  listTickets: 'GET /tickets',
  openTicket: 'POST /tickets',
  findTicketsByReference: 'GET /tickets',
  postTicketMessage: 'POST /tickets/:id/messages',
  findMessagesByReference: 'GET /messages',
  changeTicket: 'PATCH /tickets/:id',
}

const READS: readonly FaultKind[] = ['htmlPage', 'emptyBody', 'serverError', 'overloaded', 'cutAnswer', 'loseRequest']
const WRITES: readonly FaultKind[] = [
  ...READS,
  'loseAnswer',
  'lateWrite',
  'errorAfterWriting',
  'emptySuccess',
  'silentSuccess',
]

export const HELPDESK_ABILITIES: Faults['abilities'] = {
  listTickets: READS,
  openTicket: WRITES,
  findTicketsByReference: READS,
  postTicketMessage: WRITES,
  findMessagesByReference: READS,
  changeTicket: ['loseAnswer'],
}

/** A fault of the helpdesk; false for an operation of the other system. */
export function spoilHelpdesk(
  crm: CrmDouble,
  operation: FaultOperation,
  given: { readonly kind: FaultKind; readonly options: FaultOptions },
): boolean {
  const route = ROUTES[operation]
  if (route === undefined) return false
  const { times = 1_000, delayMs = 0 } = given.options
  crm.break(route, faultOf(given.kind, delayMs), times)
  return true
}

export function countHelpdesk(calls: readonly string[], operation: FaultOperation): number | null {
  const route = ROUTES[operation]
  return route === undefined ? null : calls.filter((one) => one === route).length
}

function faultOf(kind: FaultKind, delayMs: number): CrmFault {
  const faults: Partial<Record<FaultKind, CrmFault>> = {
    loseAnswer: { kind: 'drop', isDone: true },
    loseRequest: { kind: 'drop', isDone: false },
    lateWrite: { kind: 'lateWrite', delayMs },
    errorAfterWriting: { kind: 'error', status: 500, isDone: true },
    htmlPage: { kind: 'html', isDone: true },
    serverError: { kind: 'error', status: 500, isDone: false },
    overloaded: { kind: 'proxy', status: 503, isDone: false },
    emptyBody: { kind: 'empty', isDone: true },
    emptySuccess: { kind: 'nothing', isDone: false },
    cutAnswer: { kind: 'cut' },
    silentSuccess: { kind: 'successWithoutWrite' },
  }
  const fault = faults[kind]
  if (fault === undefined) throw new Error(`The helpdesk has no ${kind}.`)
  return fault
}
