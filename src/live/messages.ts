import { BillingError } from '../billing/error.ts'
import type { TicketKey, TicketMessagePageKey } from '../billing/port.ts'
import type { TicketMessage, TicketMessagePage } from '../domain/ticket.ts'
import { createFeed, type Feed, type FeedOptions } from './feed.ts'

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

/** A ticket that somebody watches, and its newest message. */
interface Followed {
  readonly ending: AbortController
  readonly isSeen: PromiseWithResolvers<void>
  watchers: number
  /** How often the ticket was told: whatever was read before may be old since. */
  told: number
  /** The newest message, null where there is none, and after how many tellings it was so; undefined when nobody knows. */
  newest?: { readonly id: string | null; readonly told: number }
}

/**
 * A page of messages is a value that is watched like any other, under the ticket and the message that it comes behind. All who are at
 * the same place share its reads; whoever has taken the page goes on behind its last message. A page is read when its ticket
 * has been told, and never otherwise.
 */
export function createMessageFeed({ tickets, listMessages, ...options }: MessageFeedOptions): MessageFeed {
  const followed = new Map<string, Followed>()
  const pages = createFeed<TicketMessagePageKey, TicketMessagePage>({
    ...options,
    read: readPages,
    textOf: (key) => `${textOf(key)}:${key.after ?? ''}`,
    fingerprintOf: ({ messages, hasMore }) => `${hasMore} ${messages.map(({ id }) => id).join()}`,
    placeOf: ({ after }) => after ?? '',
    placesPerRead: PLACES_PER_READ,
    intervalMs: Number.POSITIVE_INFINITY,
    touchedAfterMs: [0],
  })

  /** Reads come one after the other, so that the newest message of the last one is the newest of all. */
  async function readPages(keys: readonly TicketMessagePageKey[], signal: AbortSignal) {
    const told = keys.map((key) => followed.get(textOf(key))?.told ?? 0)
    const found = await listMessages(keys, signal)
    for (const [at, key] of keys.entries()) note(key, found.get(key), told[at] ?? 0)
    return found
  }

  function note(key: TicketMessagePageKey, page: TicketMessagePage | BillingError | undefined, told: number): void {
    const ticket = followed.get(textOf(key))
    if (ticket === undefined || page === undefined || page instanceof BillingError || page.hasMore) return
    const newest = page.messages.at(-1)
    // Nothing behind a cursor proves nothing: whoever has brought it may have made it up.
    if (newest === undefined && key.after !== null && key.after !== ticket.newest?.id) return
    ticket.newest = { id: newest?.id ?? key.after, told }
  }

  function follow(key: TicketKey): Followed {
    const text = textOf(key)
    const known = followed.get(text)
    if (known !== undefined) return known
    const ticket: Followed = {
      ending: new AbortController(),
      isSeen: Promise.withResolvers<void>(),
      watchers: 0,
      told: 0,
    }
    followed.set(text, ticket)
    hear(key, ticket).catch(ticket.isSeen.reject)
    // Whoever still waits hears of a rejection; it is no other's.
    ticket.isSeen.promise.catch(() => undefined)
    return ticket
  }

  async function hear(key: TicketKey, ticket: Followed): Promise<void> {
    for await (const _ticket of tickets.watch(key, ticket.ending.signal)) {
      ticket.told += 1
      ticket.isSeen.resolve()
      pages.touch((page) => page.ticketId === key.ticketId && page.accountId === key.accountId)
    }
    ticket.isSeen.resolve()
  }

  function leave(key: TicketKey, ticket: Followed): void {
    ticket.watchers -= 1
    if (ticket.watchers > 0) return
    followed.delete(textOf(key))
    ticket.ending.abort()
  }

  async function* watch(
    { accountId, ticketId }: TicketKey,
    {
      ticket,
      after,
      signal,
    }: { readonly ticket: Followed; readonly after: string | null; readonly signal: AbortSignal },
  ): AsyncGenerator<TicketMessage, void> {
    await Promise.race([ticket.isSeen.promise, aborted(signal)])
    let isSilent = after === null && ticket.newest === undefined
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

  return {
    async *watch(key, { after, signal }) {
      if (signal.aborted) return
      const ticket = follow(key)
      ticket.watchers += 1
      try {
        yield* watch(key, { ticket, after, signal })
      } finally {
        leave(key, ticket)
      }
    },
    size: () => pages.size(),
    stop: () => pages.stop(),
  }
}

function textOf({ accountId, ticketId }: TicketKey): string {
  return `${accountId}:${ticketId}`
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
