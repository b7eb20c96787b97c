import type { Feed } from '../../src/live/feed.ts'
import type { Live } from '../../src/live/live.ts'
import type { MessageFeed } from '../../src/live/messages.ts'

/** For a gateway at which nobody watches anything. */
export const NO_LIVE: Live = {
  accounts: noFeed(),
  orders: noFeed(),
  tickets: noFeed(),
  messages: noFeed(),
  payments: noFeed(),
  isMessageId: () => false,
  findTicket: async () => null,
  tell: () => {},
  size: () => 0,
  stop: async () => {},
}

function noFeed(): Feed<never, never> & MessageFeed {
  return {
    watch: () => {
      throw new Error('Nobody watches anything here.')
    },
    touch: () => {},
    touchAll: () => {},
    size: () => 0,
    stop: async () => {},
  }
}
