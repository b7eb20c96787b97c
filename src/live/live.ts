import type { BillingError } from '../billing/error.ts'
import type { BulkRead, Reads } from '../billing/guard/read.ts'
import type { ServiceOrderPageKey } from '../billing/order-port.ts'
import type { BillingCall, BillingSystem, TicketKey, TicketPageKey } from '../billing/port.ts'
import type { Account, AccountId } from '../domain/account.ts'
import type { Observed } from '../domain/observed.ts'
import type { ServiceOrderPage } from '../domain/service-order.ts'
import type { Ticket, TicketPage } from '../domain/ticket.ts'
import type { PartnerPayment, PartnerPayments } from '../payments/partner-payments.ts'
import { createFeed, type Feed } from './feed.ts'
import { createFinder, type Finder } from './finder.ts'
import { fingerprintOf } from './fingerprint.ts'
import { createMessageFeed, type MessageFeed } from './messages.ts'
import { createPaymentFeed, type WatchedPayment } from './payments.ts'

/** What can be watched, of all accounts of this process together. Who may watch what is decided by whoever asks. */
export interface Live {
  readonly accounts: Feed<AccountId, Observed<Account>>
  /** The newest orders of an account. */
  readonly orders: Feed<AccountId, Observed<ServiceOrderPage>>
  /** The newest tickets of an account. */
  readonly tickets: Feed<AccountId, Observed<TicketPage>>
  /** Its `after` is a message's id that `isMessageId` takes. */
  readonly messages: MessageFeed
  isMessageId(id: string): boolean
  /** For those who begin to watch the messages of one. */
  readonly findTicket: Finder<TicketKey, Ticket>
  readonly payments: Feed<WatchedPayment, PartnerPayment>
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
  readonly payments: Pick<PartnerPayments, 'findPayment'>
  /** Hears of accounts that this replica or another has changed, and of times in which others were not heard. */
  readonly notices: {
    publish(accountId: string): void
    listen(hear: (accountId: string) => void, onGap: () => void): () => void
  }
  readonly intervalMs: number
  readonly timeoutMs: number
  /** The name of the feed, and why it could not read. */
  readonly onFailure: (feed: string, error: unknown) => void
}

export function createLive(options: LiveOptions): Live {
  const { billing, reads, notices, intervalMs, timeoutMs, onFailure } = options
  const common = { keysPerRead: KEYS_PER_READ, maxKeys: MAX_KEYS, intervalMs, readGapMs: READ_GAP_MS, timeoutMs }
  function reader<K, V>(fetch: BulkRead<K, V>) {
    return (keys: readonly K[], signal: AbortSignal) => reads.observe(keys, { signal }, fetch)
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
      return byAccount(pages)
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
      return byAccount(pages)
    },
    textOf: (id) => id,
    fingerprintOf: fingerprintOfObserved,
    onFailure: (error) => onFailure('tickets', error),
  })
  // Told also when nothing of the ticket but its messages can have changed.
  const ticket = createFeed<TicketKey, Observed<Ticket>>({
    ...common,
    read: reader((keys, call: BillingCall) => billing.tickets.findTickets(keys, call)),
    textOf: textOfTicket,
    fingerprintOf: fingerprintOfObserved,
    tellsEachTouch: true,
    onFailure: (error) => onFailure('ticket', error),
  })
  const messages = createMessageFeed({
    ...common,
    tickets: ticket,
    listMessages: (keys, signal) => billing.tickets.listMessages(keys, { signal }),
    onFailure: (error) => onFailure('messages', error),
  })
  const payments = createPaymentFeed({
    payments: options.payments,
    maxKeys: MAX_KEYS,
    timeoutMs,
    onFailure: (error) => onFailure('payments', error),
  })
  const ofAccounts = [accounts, orders, tickets]
  const stopListening = notices.listen(
    (accountId) => {
      for (const feed of ofAccounts) feed.touch((id) => id === accountId)
      ticket.touch((key) => key.accountId === accountId)
    },
    () => {
      for (const feed of [...ofAccounts, ticket]) feed.touchAll()
    },
  )
  const feeds = [...ofAccounts, ticket, messages, payments]
  return {
    accounts,
    orders,
    tickets,
    messages,
    payments,
    isMessageId: (id) => billing.tickets.isMessageId(id),
    findTicket: createFinder({
      read: (keys, signal) => billing.tickets.findTickets(keys, { signal }),
      textOf: textOfTicket,
      keysPerRead: KEYS_PER_READ,
      maxKeys: MAX_KEYS,
      timeoutMs,
    }),
    tell: (accountId) => notices.publish(accountId),
    size: () => feeds.reduce((sum, feed) => sum + feed.size(), 0),
    async stop() {
      stopListening()
      await Promise.all(feeds.map((feed) => feed.stop()))
    },
  }
}

function textOfTicket({ accountId, ticketId }: TicketKey): string {
  return `${accountId}:${ticketId}`
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
