import { setTimeout as delay } from 'node:timers/promises'
import { BillingError } from '../../billing/error.ts'
import type { TicketKey } from '../../billing/port.ts'
import type { TicketMessage, TicketMessagePage } from '../../domain/ticket.ts'
import type { Live } from '../../live/live.ts'

const PAGE_SIZE = 100
const TRY_AGAIN_AFTER_MS = 2_000

/**
 * The messages behind `after`, then those that come, each once. Without `after`, only those that come. While the billing does not answer
 * nothing comes, and nothing is lost.
 */
export async function* newMessages(
  live: Pick<Live, 'listMessages' | 'ticket'>,
  key: TicketKey,
  { after, signal }: { readonly after: string | null; readonly signal: AbortSignal },
): AsyncGenerator<TicketMessage, void> {
  const { accountId, ticketId } = key
  let position = after
  let isSilent = after === null
  for await (const _ticket of live.ticket.watch(key, signal)) {
    for (;;) {
      const page = await readPage(live, { accountId, ticketId, first: PAGE_SIZE, after: position }, signal)
      if (page === null) break
      for (const message of page.messages) {
        position = message.id
        if (!isSilent) yield message
      }
      if (!page.hasMore) break
    }
    isSilent = false
  }
}

/** Null when the subscription has ended, or the ticket is gone. */
async function readPage(
  live: Pick<Live, 'listMessages'>,
  key: TicketKey & { readonly first: number; readonly after: string | null },
  signal: AbortSignal,
): Promise<TicketMessagePage | null> {
  while (!signal.aborted) {
    try {
      return await live.listMessages(key, signal)
    } catch (error) {
      if (!(error instanceof BillingError)) throw error
      await delay(TRY_AGAIN_AFTER_MS, undefined, { signal }).catch(() => undefined)
    }
  }
  return null
}
