import type { TicketId } from '../../domain/ticket.ts'
import { compareIds } from '../adapter/context.ts'
import { BillingError } from '../error.ts'
import type { BillingCall, TicketBilling, TicketMessagePageKey, TicketPageKey } from '../port.ts'
import { askEach } from './each.ts'
import { cutPage, fillsPage, type ListedRow, readList } from './pages.ts'
import { isId } from './rows.ts'
import type { LanSide } from './side.ts'
import { createTicketOpening } from './ticket-opening.ts'
import { findOwn, findOwner, isOf } from './ticket-owners.ts'
import { createTicketQueue } from './ticket-queue.ts'
import { type FullTicket, type TicketRow, ticketListing } from './ticket-rows.ts'
import { createTicketWrites } from './ticket-writes.ts'

/** The helpdesk: getSbssTickets of a person, getSbssTicket with what was written, and one write for each. */
export function createTickets(side: LanSide): TicketBilling {
  async function readPage(key: TicketPageKey, call: BillingCall) {
    const { accountId, before, statuses } = key
    const owner = before === null || isId(before) ? await findOwner(side, accountId, call) : undefined
    if (owner === undefined) return undefined
    if (statuses?.length === 0) return { tickets: [], hasMore: false }
    // One that cannot be read may be of this account and in any state.
    const isWanted = ({ value }: ListedRow<TicketRow>) =>
      value instanceof BillingError ||
      (isOf(value, owner, accountId) && (statuses?.includes(value.bare.status) ?? true))
    const isFull = fillsPage(key)
    const isEnough = (all: readonly ListedRow<TicketRow>[]) => isFull(all.filter(isWanted))
    const rows = await readList(side, { ...ticketListing(side, owner.personId), isEnough }, call)
    const page = cutPage(rows.filter(isWanted), key)
    if (page instanceof BillingError) throw page
    return { tickets: page.values.map(({ bare }) => ({ ...bare, accountId })), hasMore: page.hasMore }
  }

  return {
    listTickets: (keys, call) => askEach(keys, (key) => readPage(key, call)),

    findTickets: (keys, call) =>
      askEach(keys, async (key) => {
        const found = await findOwn(side, key, call)
        return found === undefined ? undefined : { ...found.bare, accountId: key.accountId }
      }),

    listMessages: (keys, call) =>
      askEach(keys, async (key) => {
        const posts = (await findForPage(side, key, call))?.posts.filter(({ isInternal }) => !isInternal)
        if (posts === undefined) return undefined
        const { values, hasMore } = cutAfter(
          posts.map(({ message }) => message),
          key,
        )
        return { messages: values, hasMore }
      }),

    listHistory: (keys, call) =>
      askEach(keys, async (key) => {
        const posts = (await findForPage(side, key, call))?.posts
        if (posts === undefined) return undefined
        const { values, hasMore } = cutAfter(
          posts.flatMap(({ change }) => change ?? []),
          key,
        )
        return { changes: values, hasMore }
      }),

    isMessageId: isId,
    listTicketQueue: createTicketQueue(side),
    ...createTicketOpening(side),
    ...createTicketWrites(side),
  }
}

function findForPage(side: LanSide, key: TicketMessagePageKey, call: BillingCall): Promise<FullTicket | undefined> {
  const isPlace = key.after === null || isId(key.after)
  return isPlace ? findOwn(side, key, call) : Promise.resolve(undefined)
}

function cutAfter<T extends { readonly id: TicketId }>(
  all: readonly T[],
  { first, after }: TicketMessagePageKey,
): { readonly values: readonly T[]; readonly hasMore: boolean } {
  const rest = after === null ? all : all.filter(({ id }) => compareIds(id, after) > 0)
  return { values: rest.slice(0, first), hasMore: rest.length > first }
}
