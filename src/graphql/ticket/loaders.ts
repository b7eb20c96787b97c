import type { TicketKey, TicketMessagePageKey, TicketPageKey } from '../../billing/port.ts'
import type { TicketQueueKey } from '../../billing/ticket-port.ts'
import type { Observed } from '../../domain/observed.ts'
import type { Ticket, TicketHistoryPage, TicketMessagePage } from '../../domain/ticket.ts'
import type { Viewer } from '../../domain/viewer.ts'
import { assertBounded } from '../bound.ts'
import { seesAccount } from '../ownership.ts'
import { assertCapable, createLoader, type Reading } from '../reading.ts'
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
  const pages = createLoader(
    reading,
    (keys: readonly TicketPageKey[], call) => tickets.listTickets(keys, call),
    ({ accountId, first, before, statuses }) => `${accountId}:${first}:${before ?? ''}:${statuses?.join() ?? ''}`,
  )
  const single = createLoader(
    reading,
    (keys: readonly TicketKey[], call) => tickets.findTickets(keys, call),
    ({ accountId, ticketId }) => `${accountId}:${ticketId}`,
  )
  const messages = createLoader(
    reading,
    (keys: readonly TicketMessagePageKey[], call) => tickets.listMessages(keys, call),
    ({ accountId, ticketId, first, after }) => `${accountId}:${ticketId}:${first}:${after ?? ''}`,
  )
  return {
    async listPage(viewer, key) {
      if (!seesAccount(viewer, key.accountId)) return null
      assertCapable(reading, 'tickets')
      const found = await pages.load(key)
      if (found === null) return null
      const { value, asOf, freshness } = found
      assertBounded(value.tickets, key.first, `tickets of account ${key.accountId}`)
      return {
        tickets: value.tickets.map((ticket) => ({ value: ticket, asOf, freshness, viewer })),
        hasMore: value.hasMore,
      }
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
