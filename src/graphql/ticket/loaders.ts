import type { TicketKey, TicketMessagePageKey, TicketPageKey } from '../../billing/port.ts'
import type { TicketQueueKey } from '../../billing/ticket-port.ts'
import type { Observed } from '../../domain/observed.ts'
import type { Ticket, TicketHistoryPage, TicketMessagePage, TicketPage } from '../../domain/ticket.ts'
import type { Viewer } from '../../domain/viewer.ts'
import { assertBounded } from '../bound.ts'
import { seesAccount } from '../ownership.ts'
import { assertCapable, createLoader, type Reading, writeMessagePageKey } from '../reading.ts'
import { createHelpdeskLoaders } from './helpdesk-loaders.ts'

/** A ticket in the hands of somebody who may see its account. */
export interface ViewedTicket extends Observed<Ticket> {
  readonly viewer: Viewer
}

export interface ViewedTicketPage {
  readonly tickets: readonly ViewedTicket[]
  readonly hasMore: boolean
}

export interface TicketLoaders {
  listPage(viewer: Viewer, key: TicketPageKey): Promise<ViewedTicketPage | null>
  findTicket(viewer: Viewer, key: TicketKey): Promise<ViewedTicket | null>
  /** As it is now, after a change of our own. */
  rereadTicket(viewer: Viewer, key: TicketKey): Promise<ViewedTicket | null>
  listMessages(viewer: Viewer, key: TicketMessagePageKey): Promise<Observed<TicketMessagePage> | null>
  listHistory(viewer: Viewer, key: TicketMessagePageKey): Promise<Observed<TicketHistoryPage> | null>
  /** Of all accounts; null for everybody who may not see them all. */
  listQueue(viewer: Viewer, key: TicketQueueKey): Promise<ViewedTicketPage | null>
}

export function createTicketLoaders(reading: Reading): TicketLoaders {
  const { tickets } = reading.billing
  const pages = createLoader(reading, tickets.listTickets.bind(tickets), writeTicketPageKey)
  const single = createLoader(reading, tickets.findTickets.bind(tickets), writeTicketKey)
  const messages = createLoader(reading, tickets.listMessages.bind(tickets), writeMessagePageKey)
  return {
    async listPage(viewer, key) {
      if (!seesAccount(viewer, key.accountId)) return null
      assertCapable(reading, 'tickets')
      const found = await pages.load(key)
      if (found === null) return null
      const { value: page } = found
      assertBounded(page.tickets, key.first, `tickets of account ${key.accountId}`)
      return { tickets: view(page.tickets, found, viewer), hasMore: page.hasMore }
    },
    async findTicket(viewer, key) {
      if (!seesAccount(viewer, key.accountId)) return null
      assertCapable(reading, 'tickets')
      const found = await single.load(key)
      return found && { ...found, viewer }
    },
    async rereadTicket(viewer, key) {
      if (!seesAccount(viewer, key.accountId)) return null
      assertCapable(reading, 'tickets')
      const found = await single.clear(key).load(key)
      return found && { ...found, viewer }
    },
    ...createHelpdeskLoaders(reading),
    async listMessages(viewer, key) {
      if (!seesAccount(viewer, key.accountId)) return null
      assertCapable(reading, 'tickets')
      const page = await messages.load(key)
      if (page) assertBounded(page.value.messages, key.first, `messages of ticket ${key.ticketId}`)
      return page
    },
  }
}

/** Every ticket is as old as its page. */
function view(
  tickets: readonly Ticket[],
  { asOf, freshness }: Observed<TicketPage>,
  viewer: Viewer,
): readonly ViewedTicket[] {
  const viewed: ViewedTicket[] = []
  for (const value of tickets) viewed.push({ value, asOf, freshness, viewer })
  return viewed
}

function writeTicketPageKey({ accountId, first, before, statuses }: TicketPageKey): string {
  return `${accountId}:${first}:${before ?? ''}:${statuses?.join() ?? ''}`
}

function writeTicketKey({ accountId, ticketId }: TicketKey): string {
  return `${accountId}:${ticketId}`
}
