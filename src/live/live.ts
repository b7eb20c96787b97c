import type { TicketKey } from '../billing/port.ts'
import type { AccountId } from '../domain/account.ts'
import type { Ticket } from '../domain/ticket.ts'
import { type BillingFeedParts, type BillingFeeds, createBillingFeeds } from './billing-feeds.ts'
import type { Feed } from './feed.ts'
import { createFinder, type Finder } from './finder.ts'
import { textOfTicket } from './followed-tickets.ts'
import { createMessageFeed, type MessageFeed } from './messages.ts'
import { createPaymentFeed, type PaymentFeedParts, type PaymentProgress, type WatchedPayment } from './payments.ts'

/** What can be watched, of all accounts of this process together. Who may watch what is decided by whoever asks. */
export interface Live extends Omit<BillingFeeds, 'ticket'> {
  /** Its `after` is a message's id that `isMessageId` takes. */
  readonly messages: MessageFeed
  isMessageId(id: string): boolean
  /** For those who begin to watch the messages of one. */
  readonly findTicket: Finder<TicketKey, Ticket>
  readonly payments: Feed<WatchedPayment, PaymentProgress>
  /** Lets all replicas look at what is watched of an account soon: it has been changed. */
  tell(accountId: AccountId): void
  /** How many objects are watched. */
  size(): number
  stop(): Promise<void>
}

/** One bulk call of most systems. */
const KEYS_PER_READ = 50
/** A feed of this process reads three times a second at most, however much is watched. */
const READ_GAP_MS = 330
const MAX_KEYS = 20_000

export interface LiveOptions extends Omit<BillingFeedParts, 'budget'>, PaymentFeedParts {
  /** Hears of accounts that this replica or another has changed, and of times in which others were not heard. */
  readonly notices: {
    publish(accountId: string): void
    listen(hear: (accountId: string) => void, onGap: () => void): () => void
  }
  readonly intervalMs: number
  readonly timeoutMs: number
}

export function createLive(options: LiveOptions): Live {
  const { billing, notices, intervalMs, timeoutMs, onFailure } = options
  const budget = { keysPerRead: KEYS_PER_READ, maxKeys: MAX_KEYS, intervalMs, readGapMs: READ_GAP_MS, timeoutMs }
  const { accounts, orders, tickets, ticket } = createBillingFeeds({ ...options, budget })
  const messages = createMessageFeed({
    ...budget,
    tickets: ticket,
    listMessages: (keys, signal) => billing.tickets.listMessages(keys, { signal }),
    onFailure: (error) => onFailure('messages', error),
  })
  const payments = createPaymentFeed({
    payments: options.payments,
    checkouts: options.checkouts,
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
      ...budget,
    }),
    tell: (accountId) => notices.publish(accountId),
    size: () => feeds.reduce((sum, feed) => sum + feed.size(), 0),
    async stop() {
      stopListening()
      await Promise.all(feeds.map((feed) => feed.stop()))
    },
  }
}
