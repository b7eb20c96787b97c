import type { AccountId } from '../../domain/account.ts'
import type { Ticket } from '../../domain/ticket.ts'
import { BillingError } from '../error.ts'
import type { BillingCall, Bulk, TicketBilling } from '../port.ts'
import type { FoundTicket, TicketReferenceKey } from '../ticket-port.ts'
import { askByKey, findTheirs, isOurs, type Joined, nameAsOurs } from './asking.ts'

const named = (ticket: Ticket, accountId: AccountId): Ticket => ({ ...ticket, accountId })

/** Tickets of another helpdesk under our accounts. Ids of tickets and messages are its own. */
export function joinTickets(joined: Joined): TicketBilling {
  const { tickets } = joined.theirs
  return {
    isMessageId: (id) => tickets.isMessageId(id),
    listTickets: (keys, call) =>
      askByKey(joined, (theirs) => tickets.listTickets(theirs, call), {
        keys,
        call,
        ours: (page, accountId) => ({ ...page, tickets: page.tickets.map((ticket) => named(ticket, accountId)) }),
      }),
    findTickets: (keys, call) =>
      askByKey(joined, (theirs) => tickets.findTickets(theirs, call), { keys, call, ours: named }),
    listMessages: (keys, call) => askByKey(joined, (theirs) => tickets.listMessages(theirs, call), { keys, call }),
    listHistory: (keys, call) => askByKey(joined, (theirs) => tickets.listHistory(theirs, call), { keys, call }),
    async findMessagesByReference(keys, call) {
      const found = await askByKey(joined, (theirs) => tickets.findMessagesByReference(theirs, call), { keys, call })
      // Every key has a list: where they do not have the account, nothing of it can be there.
      return new Map(keys.map((key) => [key, found.get(key) ?? []]))
    },
    findTicketsByReference: (keys, call) => findByReference(joined, keys, call),
    async openTicket(order, call) {
      if (order.accountId === null) return tickets.openTicket(order, call)
      const accountId = await findTheirs(joined, order.accountId, call)
      if (accountId === null) return { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
      const verdict = await tickets.openTicket({ ...order, accountId }, call)
      if (verdict.kind !== 'opened') return verdict
      return { ...verdict, ticket: { ...verdict.ticket, accountId: order.accountId } }
    },
    async postTicketMessage(order, call) {
      const accountId = await findTheirs(joined, order.accountId, call)
      if (accountId === null) return { kind: 'refused', reason: 'TICKET_NOT_FOUND' }
      return tickets.postTicketMessage({ ...order, accountId }, call)
    },
    async changeTicket(order, call) {
      const accountId = await findTheirs(joined, order.accountId, call)
      if (accountId === null) return { kind: 'refused', reason: 'TICKET_NOT_FOUND' }
      return tickets.changeTicket({ ...order, accountId }, call)
    },
    async listTicketQueue(key, call) {
      const page = await tickets.listTicketQueue(key, call)
      const accountIds = page.tickets.map(({ accountId }) => accountId)
      const ours = await nameAsOurs(joined.join.toOurs, accountIds, call)
      const listed = page.tickets.map((ticket) => named(ticket, ours(ticket.accountId)))
      return { ...page, tickets: listed.filter(({ accountId }) => isOurs(accountId)) }
    },
  }
}

async function findByReference(
  joined: Joined,
  keys: readonly TicketReferenceKey[],
  call: BillingCall,
): Promise<Bulk<TicketReferenceKey, readonly FoundTicket[]>> {
  const { theirs, join } = joined
  const accountIds = keys.flatMap(({ accountId }) => accountId ?? [])
  const theirIds = accountIds.length === 0 ? new Map<string, string>() : await join.toTheirs(accountIds, call)
  const found = new Map<TicketReferenceKey, readonly FoundTicket[] | BillingError>()
  const asked = new Map<TicketReferenceKey, TicketReferenceKey>()
  for (const key of keys) {
    const accountId = key.accountId === null ? null : theirIds.get(key.accountId)
    if (accountId instanceof BillingError) found.set(key, accountId)
    // Where they do not have the account, no ticket of it can be there.
    else if (accountId === undefined) found.set(key, [])
    else asked.set({ ...key, accountId }, key)
  }
  if (asked.size === 0) return found
  const answer = await theirs.tickets.findTicketsByReference([...asked.keys()], call)
  const rows = [...answer.values()].flatMap((value) => (value instanceof BillingError ? [] : value))
  const ours = await nameAsOurs(
    join.toOurs,
    rows.flatMap(({ accountId }) => accountId ?? []),
    call,
  )
  for (const [theirKey, key] of asked) {
    const value = answer.get(theirKey)
    if (value instanceof BillingError) found.set(key, value)
    else if (value !== undefined)
      found.set(
        key,
        value.map((ticket) => (ticket.accountId === null ? ticket : { ...ticket, accountId: ours(ticket.accountId) })),
      )
  }
  return found
}
