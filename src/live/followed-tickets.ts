import type { TicketKey } from '../billing/port.ts'
import type { Feed } from './feed.ts'

/** A ticket whose messages somebody watches, and its newest message. */
export interface FollowedTicket {
  /** Resolves when the ticket was told for the first time. Rejects as `Feed.watch` does. */
  readonly isSeen: Promise<void>
  /** How often the ticket was told: whatever was read before may be old since. */
  readonly told: number
  /** The newest message, null where there is none, and after how many tellings it was so; undefined when nobody knows. */
  newest?: { readonly id: string | null; readonly told: number }
}

/** Tickets that are watched once, however many watch their messages. */
export interface FollowedTickets {
  /** To be left as often as it was followed. */
  follow(key: TicketKey): FollowedTicket
  find(key: TicketKey): FollowedTicket | undefined
  leave(key: TicketKey): void
}

interface Followed extends FollowedTicket {
  readonly ending: AbortController
  watchers: number
  told: number
}

/** `onTold` hears whenever a ticket may have another message. */
export function createFollowedTickets(
  tickets: Pick<Feed<TicketKey, unknown>, 'watch'>,
  onTold: (key: TicketKey) => void,
): FollowedTickets {
  const followed = new Map<string, Followed>()

  function begin(key: TicketKey): Followed {
    const seen = Promise.withResolvers<void>()
    // Whoever still waits hears of a rejection; it is no other's.
    seen.promise.catch(() => undefined)
    const ticket: Followed = { ending: new AbortController(), isSeen: seen.promise, watchers: 0, told: 0 }
    const hear = async () => {
      for await (const _ticket of tickets.watch(key, ticket.ending.signal)) {
        ticket.told += 1
        seen.resolve()
        onTold(key)
      }
    }
    hear().then(seen.resolve, seen.reject)
    followed.set(textOfTicket(key), ticket)
    return ticket
  }

  return {
    follow(key) {
      const ticket = followed.get(textOfTicket(key)) ?? begin(key)
      ticket.watchers += 1
      return ticket
    },
    find: (key) => followed.get(textOfTicket(key)),
    leave(key) {
      const ticket = followed.get(textOfTicket(key))
      if (ticket === undefined) return
      ticket.watchers -= 1
      if (ticket.watchers > 0) return
      followed.delete(textOfTicket(key))
      ticket.ending.abort()
    },
  }
}

export function textOfTicket({ accountId, ticketId }: TicketKey): string {
  return `${accountId}:${ticketId}`
}
