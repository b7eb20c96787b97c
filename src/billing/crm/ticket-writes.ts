import type { AccountId } from '../../domain/account.ts'
import { findEach } from '../adapter/find-each.ts'
import { assertReference, unwritable } from '../adapter/writing.ts'
import { BillingError } from '../error.ts'
import type { BillingCall, TicketBilling } from '../port.ts'
import type {
  ChangeTicketVerdict,
  FoundMessage,
  FoundTicket,
  OpenTicketVerdict,
  PostMessageVerdict,
  TicketMessageOrder,
  TicketOpening,
  TicketOrder,
  TicketWriting,
} from '../ticket-port.ts'
import { malformed } from '../transport/answer.ts'
import { type JsonObject, readObject, readOptionalText, readText } from '../transport/json.ts'
import { AUTHOR_WORDS, CATEGORY_WORDS, STATUS_WORDS } from './codes.ts'
import { isTicketId, readOwner, readTicketId } from './rows.ts'
import type { CrmSide } from './tickets.ts'

/** crm.md. */
export const MAX_REFERENCE_LENGTH = 100
const MAX_SUBJECT_LENGTH = 150
const MAX_TEXT_LENGTH = 4_000
const MAX_CONTACT_LENGTH = 255
const MAX_NAME_LENGTH = 100

const NO_ACCOUNT = { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' } as const
const NO_TICKET = { kind: 'refused', reason: 'TICKET_NOT_FOUND' } as const

/** POST and PATCH, each sent once; the look-ups compare the whole external reference over all customers. */
export function createTicketWrites(
  side: CrmSide,
  findTickets: TicketBilling['findTickets'],
): TicketOpening & TicketWriting {
  return { ...createOpening(side), ...createWriting(side, findTickets) }
}

function createOpening(side: CrmSide): TicketOpening {
  const { client, customers } = side
  return {
    async openTicket(order, call) {
      assertOrder(order)
      const customerId = order.accountId === null ? null : await findCustomer(side, order.accountId, call)
      // Nothing needs to be sent to learn that.
      if (customerId === null && order.accountId !== null) return NO_ACCOUNT
      const write = {
        operation: 'openTicket',
        method: 'POST',
        path: '/tickets',
        body: writeOrder(order, customerId),
      } as const
      return await client.write<OpenTicketVerdict>(write, call, {
        answer: (row) => ({ kind: 'opened', ticket: readOpened(row, { order, customerId }) }),
        refusal: ({ code }) => (code === 'CUSTOMER_NOT_FOUND' ? NO_ACCOUNT : null),
      })
    },

    async findTicketsByReference(keys, call) {
      for (const { reference } of keys) assertReference(reference, MAX_REFERENCE_LENGTH)
      return await findEach(keys, async ({ reference }): Promise<readonly FoundTicket[]> => {
        const parameters = [['reference', reference] as const, ['order', 'oldest'] as const]
        const rows = await client.all({ operation: 'tickets', path: '/tickets', parameters }, call)
        const found = rows.map((row) => {
          assertCarries(row, reference)
          return { id: readTicketId(row), number: readText(row, 'number'), owner: readOwner(row) }
        })
        const owners = await customers.findOwners(
          found.flatMap(({ owner }) => owner ?? []),
          call,
        )
        return found.map(({ id, number, owner }) => {
          const accountId = owner === null ? null : owners.get(owner)
          if (accountId instanceof BillingError) throw accountId
          if (accountId === undefined) throw malformed('customerId: of no account')
          return { id, number, accountId }
        })
      })
    },
  }
}

function createWriting({ client }: CrmSide, findTickets: TicketBilling['findTickets']): TicketWriting {
  const isOwn = async (key: { readonly accountId: AccountId; readonly ticketId: string }, call: BillingCall) => {
    const ticket = (await findTickets([key], call)).get(key)
    if (ticket instanceof BillingError) throw ticket
    return ticket !== undefined
  }

  return {
    async postTicketMessage(order, call) {
      assertMessage(order)
      const { accountId, ticketId, author, authorName, text, reference } = order
      if (!isTicketId(ticketId) || !(await isOwn({ accountId, ticketId }, call))) return NO_TICKET
      const by = { kind: AUTHOR_WORDS[author], name: authorName }
      const body = { author: by, text, externalReference: reference }
      const path = `/tickets/${ticketId}/messages`
      return await client.write<PostMessageVerdict>({ operation: 'postMessage', method: 'POST', path, body }, call, {
        answer: (row) => ({ kind: 'posted', message: readPosted(row, order) }),
        refusal: ({ code }) =>
          code === 'TICKET_CLOSED'
            ? { kind: 'refused', reason: 'TICKET_CLOSED' }
            : code === 'NOT_FOUND'
              ? NO_TICKET
              : null,
      })
    },

    async findMessagesByReference(keys, call) {
      for (const { reference } of keys) assertReference(reference, MAX_REFERENCE_LENGTH)
      return await findEach(keys, async ({ reference }) => {
        const parameters = [['reference', reference] as const]
        const rows = await client.all({ operation: 'messages', path: '/messages', parameters }, call)
        return rows.map((row) => {
          assertCarries(row, reference)
          return { id: readText(row, 'id'), ticketId: readText(row, 'ticketId') }
        })
      })
    },

    async changeTicket({ accountId, ticketId, author, change: { status, rating } }, call) {
      if (!isTicketId(ticketId) || !(await isOwn({ accountId, ticketId }, call))) return NO_TICKET
      const body = {
        ...(status === undefined ? {} : { status: STATUS_WORDS[status] }),
        ...(rating === undefined ? {} : { rating }),
        changedBy: { kind: AUTHOR_WORDS[author], name: null },
      }
      const write = { operation: 'changeTicket', method: 'PATCH', path: `/tickets/${ticketId}`, body } as const
      return await client.write<ChangeTicketVerdict>(write, call, {
        answer(row) {
          if (readTicketId(row) !== ticketId) throw malformed('id: not the one asked for')
          return { kind: 'accepted' }
        },
        refusal: ({ code }) =>
          code === 'TICKET_NOT_DONE'
            ? { kind: 'refused', reason: 'TICKET_NOT_CLOSED' }
            : code === 'NOT_FOUND'
              ? NO_TICKET
              : null,
      })
    },
  }
}

async function findCustomer({ customers }: CrmSide, accountId: AccountId, call: BillingCall): Promise<string | null> {
  const customerId = (await customers.findCustomers([accountId], call)).get(accountId)
  if (customerId instanceof BillingError) throw customerId
  return customerId ?? null
}

function writeOrder(
  { category, subject, text, reference, contact }: TicketOrder,
  customerId: string | null,
): JsonObject {
  return {
    customerId,
    // Who has a contract has a card with all that.
    contact: customerId === null ? contact : null,
    category: CATEGORY_WORDS[category],
    subject,
    text,
    externalReference: reference,
  }
}

/** The ticket as it is now. One that is not what was asked for says nothing. */
function readOpened(
  row: JsonObject,
  { order, customerId }: { readonly order: TicketOrder; readonly customerId: string | null },
): FoundTicket {
  assertCarries(row, order.reference)
  if (readOwner(row) !== customerId) throw malformed('customerId: not the one asked for')
  if (readText(row, 'category') !== CATEGORY_WORDS[order.category]) throw malformed('category: not the one asked for')
  if (readText(row, 'subject') !== order.subject) throw malformed('subject: not the one asked for')
  return { id: readTicketId(row), number: readText(row, 'number'), accountId: order.accountId }
}

function readPosted(row: JsonObject, { ticketId, author, text, reference }: TicketMessageOrder): FoundMessage {
  assertCarries(row, reference)
  if (readText(row, 'ticketId') !== ticketId) throw malformed('ticketId: not the one asked for')
  if (readText(readObject(row['author'], 'author'), 'kind') !== AUTHOR_WORDS[author]) {
    throw malformed('author: not the one asked for')
  }
  if (readText(row, 'text') !== text) throw malformed('text: not the one asked for')
  return { id: readText(row, 'id'), ticketId }
}

/** A row without the reference may be the one, spoilt: leaving it out would say that there is none. */
function assertCarries(row: JsonObject, reference: string): void {
  if (readOptionalText(row, 'externalReference') !== reference) {
    throw malformed('externalReference: not the one asked for')
  }
}

function assertOrder({ accountId, contact, subject, text, reference }: TicketOrder): void {
  assertReference(reference, MAX_REFERENCE_LENGTH)
  assertLine('subject', subject, MAX_SUBJECT_LENGTH)
  assertText('text', text, MAX_TEXT_LENGTH)
  if (accountId === null && contact === null) throw unwritable('contact: needed where there is no account')
  for (const [field, value] of Object.entries(contact ?? {})) assertLine(field, value, MAX_CONTACT_LENGTH)
}

function assertMessage({ authorName, text, reference }: TicketMessageOrder): void {
  assertReference(reference, MAX_REFERENCE_LENGTH)
  assertText('text', text, MAX_TEXT_LENGTH)
  if (authorName !== null) assertLine('author', authorName, MAX_NAME_LENGTH)
}

function assertLine(field: string, value: string, longest: number): void {
  assertText(field, value, longest)
  if (value.includes('\n')) throw unwritable(`${field}: more than one line`)
}

/** Blanks at the ends would be lost, and an echo that differs would look like another ticket's. */
function assertText(field: string, value: string, longest: number): void {
  const isKept = value !== '' && value === value.trim() && value.length <= longest && value.isWellFormed()
  if (!isKept || /(?!\n)\p{Cc}/u.test(value)) throw unwritable(`${field}: not one that the CRM keeps as it is`)
}
