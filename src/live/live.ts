import { BillingError } from '../billing/error.ts'
import type { BulkRead, Reads } from '../billing/guard/read.ts'
import type { ServiceOrderPageKey } from '../billing/order-port.ts'
import type { BillingCall, BillingSystem, TicketKey, TicketMessagePageKey, TicketPageKey } from '../billing/port.ts'
import type { Account, AccountId } from '../domain/account.ts'
import type { Observed } from '../domain/observed.ts'
import type { ServiceOrderPage } from '../domain/service-order.ts'
import type { Ticket, TicketMessagePage, TicketPage } from '../domain/ticket.ts'
import { createFeed, type Feed } from './feed.ts'
import { fingerprintOf } from './fingerprint.ts'

/** What can be watched, of all accounts of this process together. Who may watch what is decided by whoever asks. */
export interface Live {
  readonly accounts: Feed<AccountId, Observed<Account>>
  /** The newest orders of an account. */
  readonly orders: Feed<AccountId, Observed<ServiceOrderPage>>
  /** The newest tickets of an account. */
  readonly tickets: Feed<AccountId, Observed<TicketPage>>
  /** Told also when nothing of the ticket but its messages can have changed. */
  readonly ticket: Feed<TicketKey, Observed<Ticket>>
  /** One page, read now. Rejects with a BillingError. */
  listMessages(key: TicketMessagePageKey, signal: AbortSignal): Promise<TicketMessagePage | null>
  /** Lets all replicas look at what is watched of an account soon: it has been changed. */
  tell(accountId: AccountId): void
  /** How many objects are watched. */
  size(): number
  stop(): Promise<void>
}

/** Older ones hardly change, and are not watched. */
const WATCHED_ROWS = 20
/** One bulk call of most systems. */
const KEYS_PER_READ = 50
/** A feed of this process reads three times a second at most, however much is watched. */
const READ_GAP_MS = 330
const MAX_KEYS = 20_000

export interface LiveOptions {
  readonly billing: Pick<BillingSystem, 'accounts' | 'orders' | 'tickets'>
  readonly reads: Reads
  /** Hears of accounts that this replica or another has changed. */
  readonly notices: { publish(accountId: string): void; listen(hear: (accountId: string) => void): () => void }
  readonly intervalMs: number
  readonly timeoutMs: number
  /** The name of the feed, and why it could not read. */
  readonly onFailure: (feed: string, error: unknown) => void
}

export function createLive({ billing, reads, notices, intervalMs, timeoutMs, onFailure }: LiveOptions): Live {
  const common = { keysPerRead: KEYS_PER_READ, maxKeys: MAX_KEYS, intervalMs, readGapMs: READ_GAP_MS, timeoutMs }
  function reader<K, V>(fetch: BulkRead<K, V>) {
    return async (keys: readonly K[], signal: AbortSignal) =>
      withoutErrors(await reads.observe(keys, { signal }, fetch))
  }
  const accounts = createFeed<AccountId, Observed<Account>>({
    ...common,
    read: reader((ids, call: BillingCall) => billing.accounts.findAccounts(ids, call)),
    textOf: (id) => id,
    fingerprintOf: fingerprintOfObserved,
    onFailure: (error) => onFailure('accounts', error),
  })
  const orders = createFeed<AccountId, Observed<ServiceOrderPage>>({
    ...common,
    read: async (ids, signal) => {
      const keys = ids.map((accountId): ServiceOrderPageKey => ({ accountId, first: WATCHED_ROWS, before: null }))
      const pages = await reads.observe(keys, { signal }, (asked, call) => billing.orders.listOrders(asked, call))
      return byAccount(withoutErrors(pages))
    },
    textOf: (id) => id,
    fingerprintOf: fingerprintOfObserved,
    onFailure: (error) => onFailure('orders', error),
  })
  const tickets = createFeed<AccountId, Observed<TicketPage>>({
    ...common,
    read: async (ids, signal) => {
      const keys = ids.map(
        (accountId): TicketPageKey => ({ accountId, first: WATCHED_ROWS, before: null, statuses: null }),
      )
      const pages = await reads.observe(keys, { signal }, (asked, call) => billing.tickets.listTickets(asked, call))
      return byAccount(withoutErrors(pages))
    },
    textOf: (id) => id,
    fingerprintOf: fingerprintOfObserved,
    onFailure: (error) => onFailure('tickets', error),
  })
  const ticket = createFeed<TicketKey, Observed<Ticket>>({
    ...common,
    read: reader((keys, call: BillingCall) => billing.tickets.findTickets(keys, call)),
    textOf: ({ accountId, ticketId }) => `${accountId}:${ticketId}`,
    fingerprintOf: fingerprintOfObserved,
    tellsEachTouch: true,
    onFailure: (error) => onFailure('ticket', error),
  })
  const stopListening = notices.listen((accountId) => {
    for (const feed of [accounts, orders, tickets]) feed.touch((id) => id === accountId)
    ticket.touch((key) => key.accountId === accountId)
  })
  const feeds = [accounts, orders, tickets, ticket]
  return {
    accounts,
    orders,
    tickets,
    ticket,
    async listMessages(key, signal) {
      const call = { signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) }
      const page = (await billing.tickets.listMessages([key], call)).get(key) ?? null
      if (page instanceof BillingError) throw page
      return page
    },
    tell: (accountId) => notices.publish(accountId),
    size: () => feeds.reduce((sum, feed) => sum + feed.size(), 0),
    async stop() {
      stopListening()
      await Promise.all(feeds.map((feed) => feed.stop()))
    },
  }
}

/** A key whose value cannot be read is looked at again later, as one that is absent. */
function withoutErrors<K, V>(found: ReadonlyMap<K, V | BillingError>): ReadonlyMap<K, V> {
  const values = new Map<K, V>()
  for (const [key, value] of found) if (!(value instanceof BillingError)) values.set(key, value)
  return values
}

function byAccount<V>(pages: ReadonlyMap<{ readonly accountId: AccountId }, V>): ReadonlyMap<AccountId, V> {
  return new Map([...pages].map(([{ accountId }, page]) => [accountId, page]))
}

/** When the billing said so is no part of what it said. */
function fingerprintOfObserved({ value }: Observed<unknown>): string {
  return fingerprintOf(value)
}
