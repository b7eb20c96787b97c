import type { BillingError } from '../billing/error.ts'
import type { BulkRead, Reads } from '../billing/guard/read.ts'
import type { ServiceOrderPageKey } from '../billing/order-port.ts'
import type { BillingCall, BillingSystem, TicketKey, TicketPageKey } from '../billing/port.ts'
import type { Account, AccountId } from '../domain/account.ts'
import type { Observed } from '../domain/observed.ts'
import type { ServiceOrderPage } from '../domain/service-order.ts'
import type { Ticket, TicketPage } from '../domain/ticket.ts'
import { createFeed, type Feed, type FeedOptions } from './feed.ts'
import { fingerprintOf } from './fingerprint.ts'
import { textOfTicket } from './followed-tickets.ts'

/** What is watched in the billing, by the kind of object. */
export interface BillingFeeds {
  readonly accounts: Feed<AccountId, Observed<Account>>
  /** The newest orders of an account. */
  readonly orders: Feed<AccountId, Observed<ServiceOrderPage>>
  /** The newest tickets of an account. */
  readonly tickets: Feed<AccountId, Observed<TicketPage>>
  /** Told also when nothing of the ticket but its messages can have changed. */
  readonly ticket: Feed<TicketKey, Observed<Ticket>>
}

export interface BillingFeedParts {
  readonly billing: Pick<BillingSystem, 'accounts' | 'orders' | 'tickets'>
  readonly reads: Reads
  readonly budget: Pick<FeedOptions<never, never>, 'intervalMs' | 'keysPerRead' | 'maxKeys' | 'readGapMs' | 'timeoutMs'>
  /** The name of the feed, and why it could not read. */
  readonly onFailure: (feed: string, error: unknown) => void
}

/** Older ones hardly change, and are not watched. */
const WATCHED_ROWS = 20

export function createBillingFeeds({ billing, reads, budget, onFailure }: BillingFeedParts): BillingFeeds {
  function reader<K, V>(fetch: BulkRead<K, V>) {
    return (keys: readonly K[], signal: AbortSignal) => reads.observe(keys, { signal }, fetch)
  }
  const ofAccount = { ...budget, textOf: (id: AccountId) => id, fingerprintOf: fingerprintOfObserved }
  return {
    accounts: createFeed<AccountId, Observed<Account>>({
      ...ofAccount,
      read: reader((ids, call: BillingCall) => billing.accounts.findAccounts(ids, call)),
      onFailure: (error) => onFailure('accounts', error),
    }),
    orders: createFeed<AccountId, Observed<ServiceOrderPage>>({
      ...ofAccount,
      read: async (ids, signal) => {
        const keys = ids.map((accountId): ServiceOrderPageKey => ({ accountId, first: WATCHED_ROWS, before: null }))
        const pages = await reads.observe(keys, { signal }, (asked, call) => billing.orders.listOrders(asked, call))
        return byAccount(pages)
      },
      onFailure: (error) => onFailure('orders', error),
    }),
    tickets: createFeed<AccountId, Observed<TicketPage>>({
      ...ofAccount,
      read: async (ids, signal) => {
        const keys = ids.map(
          (accountId): TicketPageKey => ({ accountId, first: WATCHED_ROWS, before: null, statuses: null }),
        )
        const pages = await reads.observe(keys, { signal }, (asked, call) => billing.tickets.listTickets(asked, call))
        return byAccount(pages)
      },
      onFailure: (error) => onFailure('tickets', error),
    }),
    ticket: createFeed<TicketKey, Observed<Ticket>>({
      ...budget,
      read: reader((keys, call: BillingCall) => billing.tickets.findTickets(keys, call)),
      textOf: textOfTicket,
      fingerprintOf: fingerprintOfObserved,
      tellsEachTouch: true,
      onFailure: (error) => onFailure('ticket', error),
    }),
  }
}

function byAccount<V>(
  pages: ReadonlyMap<{ readonly accountId: AccountId }, V | BillingError>,
): ReadonlyMap<AccountId, V | BillingError> {
  return new Map([...pages].map(([{ accountId }, page]) => [accountId, page]))
}

/** When the billing said so is no part of what it said. */
function fingerprintOfObserved({ value }: Observed<unknown>): string {
  return fingerprintOf(value)
}
