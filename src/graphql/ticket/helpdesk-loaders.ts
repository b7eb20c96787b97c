import type { TicketQueueKey, TicketQueuePage } from '../../billing/ticket-port.ts'
import { seesEveryAccount } from '../../domain/viewer.ts'
import { assertBounded } from '../bound.ts'
import { seesAccount } from '../ownership.ts'
import { assertCapable, createLoader, type Reading, writeMessagePageKey } from '../reading.ts'
import type { TicketLoaders } from './loaders.ts'

/** The states that a ticket has had, and the tickets of everybody. */
export function createHelpdeskLoaders(reading: Reading): Pick<TicketLoaders, 'listHistory' | 'listQueue'> {
  const { tickets } = reading.billing
  const states = createLoader(reading, tickets.listHistory.bind(tickets), writeMessagePageKey)
  const queue = createLoader(
    reading,
    async (keys: readonly TicketQueueKey[], call) => {
      const pages = new Map<TicketQueueKey, TicketQueuePage>()
      for (const key of keys) pages.set(key, await tickets.listTicketQueue(key, call))
      return pages
    },
    (key) => JSON.stringify(key),
  )
  return {
    async listHistory(viewer, key) {
      if (!seesAccount(viewer, key.accountId)) return null
      assertCapable(reading, 'tickets')
      const page = await states.load(key)
      if (page) assertBounded(page.value.changes, key.first, `states of ticket ${key.ticketId}`)
      return page
    },
    async listQueue(viewer, key) {
      if (!seesEveryAccount(viewer)) return null
      assertCapable(reading, 'tickets')
      const found = await queue.load(key)
      if (found === null) return null
      const { value, asOf, freshness } = found
      assertBounded(value.tickets, key.first, 'tickets of all accounts')
      return {
        tickets: value.tickets.map((ticket) => ({ value: ticket, asOf, freshness, viewer })),
        hasMore: value.hasMore,
      }
    },
  }
}
