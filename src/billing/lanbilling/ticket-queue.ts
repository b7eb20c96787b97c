import type { AccountId } from '../../domain/account.ts'
import { compareIds } from '../adapter/context.ts'
import { BillingError } from '../error.ts'
import type { TicketQueueBilling } from '../ticket-port.ts'
import { isNewestFirst, type ListedRow, readList, sortNewestFirst } from './pages.ts'
import { isId } from './rows.ts'
import type { LanSide } from './side.ts'
import { readOwner } from './ticket-owners.ts'
import { ownerOf, type TicketRow, ticketListing } from './ticket-rows.ts'

/** getSbssTickets of everybody; those of nobody are passed over. */
export function createTicketQueue(side: LanSide): TicketQueueBilling['listTicketQueue'] {
  return async ({ first, before, statuses, categories }, call) => {
    if (before !== null && !isId(before)) return { tickets: [], hasMore: false }
    const isWanted = ({ id, value }: ListedRow<TicketRow>) => {
      if (id !== null && before !== null && compareIds(id, before) >= 0) return false
      if (value instanceof BillingError) return true
      const { bare, personId } = value
      const isChosen = (statuses?.includes(bare.status) ?? true) && (categories?.includes(bare.category) ?? true)
      return personId !== null && isChosen
    }
    const isEnough = (all: readonly ListedRow<TicketRow>[]) => isNewestFirst(all) && all.filter(isWanted).length > first
    const rows = await readList(side, { ...ticketListing(side, null), isEnough }, call)
    const wanted = sortNewestFirst(rows.filter(isWanted)).slice(0, first + 1)
    const owners = new Map<string, AccountId | null>()
    const tickets = []
    for (const { value } of wanted) {
      if (value instanceof BillingError) throw value
      const { bare, personId } = value
      if (personId === null) continue
      const key = `${personId} ${value.mark?.accountId ?? ''}`
      if (!owners.has(key)) owners.set(key, ownerOf(value, (await readOwner(side, personId, call)).agreementIds))
      const accountId = owners.get(key) ?? null
      // Somebody without any agreement has no account that the ticket could be shown with.
      if (accountId !== null) tickets.push({ ...bare, accountId })
    }
    return { tickets: tickets.slice(0, first), hasMore: wanted.length > first }
  }
}
