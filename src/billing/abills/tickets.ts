import { compareIds } from '../adapter/context.ts'
import { findEach } from '../adapter/find-each.ts'
import { BillingError } from '../error.ts'
import type { BillingCall, TicketBilling } from '../port.ts'
import type { FoundMessage, FoundTicket, MessageReferenceKey, TicketReferenceKey } from '../ticket-port.ts'
import { readId } from '../transport/json.ts'
import type { AbillsClient } from './client.ts'
import { isId } from './context.ts'
import { allReadable, readRows } from './rows.ts'
import type { SubscriberSessions } from './sessions.ts'
import { createTicketReads, findTicketRows, listReplies } from './ticket-reads.ts'
import { readTicketRow, SHOWN_OF_TICKETS, type TicketContext } from './ticket-rows.ts'
import { createTicketWrites } from './ticket-writes.ts'

/** What the tickets slice is made of. */
export interface TicketSide {
  readonly client: AbillsClient
  readonly context: TicketContext
  readonly sessions: SubscriberSessions
}

/** The module Msgs: a ticket is a message, with its text as the first of the talk, and replies to it. */
export function createTickets(side: TicketSide): TicketBilling {
  return {
    ...createTicketReads(side),
    ...createTicketWrites(side),
    findTicketsByReference: (keys, call) => findEach(keys, (key) => findTickets(key, side, call)),
    findMessagesByReference: (keys, call) => findEach(keys, (key) => findMessages(key, side, call)),
  }
}

/** Nothing can be searched for: all tickets of the account are looked through, or those of nobody. */
async function findTickets(
  { accountId, reference }: TicketReferenceKey,
  { client, context }: TicketSide,
  call: BillingCall,
): Promise<readonly FoundTicket[]> {
  if (accountId !== null && !isId(accountId)) return []
  const query = { UID: accountId ?? '0', ...SHOWN_OF_TICKETS }
  const rows = await client.list({ operation: 'tickets', path: '/msgs/list', query }, call)
  const value = (row: Parameters<typeof readTicketRow>[0]) => readTicketRow(row, context)
  // One that cannot be read may be the one: leaving it out would say that there is none.
  const read = allReadable(
    readRows(rows, { noun: 'tickets', key: (row) => readId(row, 'id'), value, onOddity: context.onOddity }),
  )
  return read
    .filter((row) => row.reference === reference && row.ticket.accountId === (accountId ?? ''))
    .map(({ ticket: { id, number } }) => ({ id, number, accountId }))
    .toSorted((one, other) => compareIds(one.id, other.id))
}

async function findMessages(
  key: MessageReferenceKey,
  side: TicketSide,
  call: BillingCall,
): Promise<readonly FoundMessage[]> {
  const [ticket] = (await findTicketRows([key], side, call)).values()
  if (ticket instanceof BillingError) throw ticket
  if (ticket === undefined) return []
  const replies = await listReplies(key.ticketId, side, call)
  return replies
    .filter(({ reference }) => reference === key.reference)
    .map(({ id }) => ({ id, ticketId: key.ticketId }))
}
