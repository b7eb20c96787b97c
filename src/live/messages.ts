import { BillingError } from '../billing/error.ts'
import type { TicketKey, TicketMessagePageKey } from '../billing/port.ts'
import type { TicketMessage, TicketMessagePage } from '../domain/ticket.ts'
import { createFeed, type Feed, type FeedOptions } from './feed.ts'
import { createFollowedTickets, type FollowedTicket, textOfTicket } from './followed-tickets.ts'

/** The messages of tickets as they come. */
export interface MessageFeed {
  /**
   * The messages behind `after`, then those that come, each once and in order. Without `after`, only those that come. While the
   * billing does not answer nothing comes, and nothing is lost. Ends when the signal aborts. Rejects as `Feed.watch` does.
   */
  watch(
    key: TicketKey,
    options: { readonly after: string | null; readonly signal: AbortSignal },
  ): AsyncGenerator<TicketMessage, void>
  /** How many places of tickets are watched. */
  size(): number
  stop(): Promise<void>
}

export interface MessageFeedOptions
  extends Omit<
    FeedOptions<TicketMessagePageKey, TicketMessagePage>,
    'fingerprintOf' | 'intervalMs' | 'read' | 'textOf'
  > {
  /** Told whenever a ticket may have another message. */
  readonly tickets: Pick<Feed<TicketKey, unknown>, 'watch'>
  readonly listMessages: (
    keys: readonly TicketMessagePageKey[],
    signal: AbortSignal,
  ) => Promise<ReadonlyMap<TicketMessagePageKey, TicketMessagePage | BillingError>>
}

/** Small, so that one bulk call takes many tickets, and no more of a ticket waits in memory for a slow reader. */
const PAGE_SIZE = 19
/** Billings page by the last message that one has: tickets that are at another one take another call. */
const PLACES_PER_READ = 3

/**
 * A page of messages is a value that is watched like any other, under the ticket and the message that it comes behind. All who are at
 * the same place share its reads; whoever has taken the page goes on behind its last message. A page is read when its ticket
 * has been told, and never otherwise.
 */
export function createMessageFeed({ tickets, listMessages, ...options }: MessageFeedOptions): MessageFeed {
  const followed = createFollowedTickets(tickets, (key) => {
    pages.touch((page) => page.ticketId === key.ticketId && page.accountId === key.accountId)
  })
  const pages = createFeed<TicketMessagePageKey, TicketMessagePage>({
    ...options,
    async read(keys, signal) {
      const told = keys.map((key) => followed.find(key)?.told ?? 0)
      const found = await listMessages(keys, signal)
      for (const [at, key] of keys.entries()) {
        const ticket = followed.find(key)
        if (ticket !== undefined) note(ticket, found.get(key), { after: key.after, told: told[at] ?? 0 })
      }
      return found
    },
    textOf: (key) => `${textOfTicket(key)}:${key.after ?? ''}`,
    fingerprintOf: ({ messages, hasMore }) => `${hasMore} ${messages.map(({ id }) => id).join()}`,
    placeOf: ({ after }) => after ?? '',
    placesPerRead: PLACES_PER_READ,
    intervalMs: Number.POSITIVE_INFINITY,
    touchedAfterMs: [0],
  })
  return {
    async *watch(key, { after, signal }) {
      if (signal.aborted) return
      const ticket = followed.follow(key)
      try {
        await Promise.race([ticket.isSeen, aborted(signal)])
        yield* readOn(key, { ticket, pages, after, signal })
      } finally {
        followed.leave(key)
      }
    },
    size: () => pages.size(),
    stop: () => pages.stop(),
  }
}

/** Reads come one after the other, so that the newest message of the last one is the newest of all. */
function note(
  ticket: FollowedTicket,
  page: TicketMessagePage | BillingError | undefined,
  { after, told }: { readonly after: string | null; readonly told: number },
): void {
  if (page === undefined || page instanceof BillingError || page.hasMore) return
  const newest = page.messages.at(-1)
  // Nothing behind a cursor proves nothing: whoever has brought it may have made it up.
  if (newest === undefined && after !== null && after !== ticket.newest?.id) return
  ticket.newest = { id: newest?.id ?? after, told }
}

/** Page after page, each as soon as there is one, until the signal aborts. */
async function* readOn(
  { accountId, ticketId }: TicketKey,
  parts: {
    readonly ticket: FollowedTicket
    readonly pages: Pick<Feed<TicketMessagePageKey, TicketMessagePage>, 'watch'>
    readonly after: string | null
    readonly signal: AbortSignal
  },
): AsyncGenerator<TicketMessage, void> {
  const { ticket, pages, after, signal } = parts
  // Unless the newest message is known as it is now, what is read first was there before.
  let isSilent = after === null && ticket.newest?.told !== ticket.told
  let position = after ?? ticket.newest?.id ?? null
  while (!signal.aborted) {
    const isKnown = ticket.newest?.id === position && ticket.newest.told === ticket.told
    const key = { accountId, ticketId, first: PAGE_SIZE, after: position }
    for await (const { messages, hasMore } of pages.watch(key, signal, { isKnown })) {
      for (const message of messages) {
        position = message.id
        if (!isSilent) yield message
      }
      if (!hasMore) isSilent = false
      if (messages.length > 0) break
    }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
