import { partial } from '../../domain/partial.ts'
import type { Ticket, TicketPage, TicketStatus } from '../../domain/ticket.ts'
import { mapBulk } from '../adapter/keyed-rows.ts'
import { BillingError } from '../error.ts'
import type { BillingCall, Bulk, TicketBilling, TicketKey, TicketPageKey } from '../port.ts'
import { findRecords, type RecordPage, readPages } from './agreement-records.ts'
import { type ReferenceIdentity, SOAP } from './identity.ts'
import { isRestId } from './rest.ts'
import { distinctAccounts } from './soap-rows.ts'
import type { SoapSide } from './soap-side.ts'
import { createTicketOpening } from './ticket-opening.ts'
import { createTicketParts } from './ticket-parts.ts'
import { createTicketQueue } from './ticket-queue.ts'
import { type BareTicket, MESSAGE_PARTS, STATE_PARTS, ticketKind, writeStatuses } from './ticket-rows.ts'
import { createTicketWrites } from './ticket-writes.ts'

/** A search among all states of one account reads this many rows a call, and no more calls than that. */
const SEARCH_ROWS = 100
const MAX_SEARCH_PAGES = 20

/** The helpdesk: GetTickets takes many agreements and many ids in one call, GetTicketMessages and GetTicketStates many tickets; writes are one by one. */
export function createTickets(side: SoapSide & { readonly identity: ReferenceIdentity }): TicketBilling {
  const kind = ticketKind(side.context)
  const byId = { ...kind, idOf: ({ ticketId }: TicketKey) => ticketId }
  const byStatus = { ...kind, narrow }
  const findTickets: TicketBilling['findTickets'] = (keys, call) => findRecords(keys, byId, { side, call })
  const readMessages = createTicketParts(MESSAGE_PARTS, side, findTickets)
  const readStates = createTicketParts(STATE_PARTS, side, findTickets)

  async function readTicketPages(keys: readonly TicketPageKey[], call: BillingCall) {
    const pages = await readPages(keys, byStatus, { side, call })
    return mapBulk(pages, toTicketPage)
  }

  /** No state is no ticket, and needs no call, while an empty filter would be all of them. */
  async function readNothing(keys: readonly TicketPageKey[], call: BillingCall) {
    const known = await side.identity.findForeignKeys(SOAP, distinctAccounts(keys), call)
    return keys.flatMap((key) => (known.has(key.accountId) ? [[key, { tickets: [], hasMore: false }] as const] : []))
  }

  return {
    async listTickets(keys, call) {
      const { none = [], search = [], filter = [] } = Object.groupBy(keys, chooseManner)
      // As nearly always.
      if (none.length === 0 && search.length === 0) return readTicketPages(filter, call)
      const [pages, empty, searched] = await Promise.all([
        readTicketPages(filter, call),
        readNothing(none, call),
        Promise.all(search.map(async (key) => [key, await searchTickets(key, call, readTicketPages)] as const)),
      ])
      for (const [key, page] of [...empty, ...searched]) if (page !== null) pages.set(key, page)
      return pages
    },
    findTickets,
    async listMessages(keys, call) {
      return mapBulk(await readMessages(keys, call), ({ values, hasMore }) => ({ messages: values, hasMore }))
    },
    isMessageId: isRestId,
    async listHistory(keys, call) {
      return mapBulk(await readStates(keys, call), ({ values, hasMore }) => ({ changes: values, hasMore }))
    },
    listTicketQueue: createTicketQueue(side),
    ...createTicketOpening(side),
    ...createTicketWrites(side),
  }
}

type ReadTicketPages = (keys: readonly TicketPageKey[], call: BillingCall) => Promise<Bulk<TicketPageKey, TicketPage>>

/** The billing can be asked for states that have a code; UNKNOWN has none, so that its tickets must be searched for. */
function chooseManner({ statuses }: TicketPageKey): 'none' | 'filter' | 'search' {
  if (statuses?.length === 0) return 'none'
  return statuses?.includes('UNKNOWN') ? 'search' : 'filter'
}

function narrow({ statuses }: TicketPageKey) {
  const codes = statuses === null ? null : writeStatuses(statuses)
  return { parts: [['status', codes] as const], fits: partial(hasStatus, statuses) }
}

function hasStatus(statuses: readonly TicketStatus[] | null, { status }: BareTicket): boolean {
  return statuses?.includes(status) ?? true
}

function toTicketPage({ values, hasMore }: RecordPage<BareTicket>): TicketPage {
  return { tickets: values, hasMore }
}

/** Reads all states, a large page after the other, and keeps the ones wanted; null for an account that is not there. */
async function searchTickets(key: TicketPageKey, call: BillingCall, read: ReadTicketPages) {
  const found: Ticket[] = []
  const wanted = new Set(key.statuses)
  let place: TicketPageKey = { ...key, first: SEARCH_ROWS, statuses: null }
  for (let count = 0; count < MAX_SEARCH_PAGES; count += 1) {
    const page = (await read([place], call)).get(place)
    if (page === undefined) return null
    if (page instanceof BillingError) return page
    found.push(...page.tickets.filter(({ status }) => wanted.has(status)))
    const hasMore = found.length > key.first
    if (hasMore || !page.hasMore) return { tickets: found.slice(0, key.first), hasMore }
    place = { ...place, before: page.tickets.at(-1)?.id ?? null }
  }
  throw new BillingError('BILLING_ANSWER_TOO_LARGE', `soap GetTickets: more than ${MAX_SEARCH_PAGES} pages.`, {
    outcome: 'not_applied',
  })
}
