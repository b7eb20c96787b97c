import type { AccountId } from '../../domain/account.ts'
import type { Ticket, TicketHistoryPage, TicketMessage, TicketMessagePage, TicketPage } from '../../domain/ticket.ts'
import { chunk } from '../adapter/chunk.ts'
import { compareIds } from '../adapter/context.ts'
import { findEach } from '../adapter/find-each.ts'
import { type KeyedRow, tryRead } from '../adapter/keyed-rows.ts'
import { BillingError } from '../error.ts'
import type { BillingCall, TicketBilling, TicketKey, TicketMessagePageKey, TicketPageKey } from '../port.ts'
import type { TicketQueueKey, TicketQueuePage } from '../ticket-port.ts'
import { type JsonObject, readId, readInteger } from '../transport/json.ts'
import { SYSTEM } from './client.ts'
import { isId } from './context.ts'
import { readRows } from './rows.ts'
import { isMessageId, REPLY, readReplyRow, readTicketRow, SHOWN_OF_TICKETS, type TicketRow } from './ticket-rows.ts'
import type { TicketSide } from './tickets.ts'

/** Ids or accounts in one multi-get. */
const KEYS_PER_CALL = 50

type Reads = Pick<
  TicketBilling,
  'listTickets' | 'findTickets' | 'listMessages' | 'listHistory' | 'listTicketQueue' | 'isMessageId'
>

/** GET /msgs/list, newest first, and GET /msgs/:id/reply. */
export function createTicketReads(side: TicketSide): Reads {
  return {
    isMessageId,

    async listTickets(asked, call) {
      const keys = asked.filter(({ before }) => before === null || isId(before))
      const uids = [...new Set(keys.map(({ accountId }) => accountId))].filter(isId)
      const rows = await listOf('UID', uids, { side, call })
      const byAccount = Map.groupBy(rows, ({ uid }) => uid)
      return new Map<TicketPageKey, TicketPage | BillingError>(
        keys.map((key) => [key, cutTickets(byAccount.get(key.accountId) ?? [], key)]),
      )
    },

    async findTickets(keys, call) {
      const found = await findTicketRows(keys, side, call)
      return new Map<TicketKey, Ticket | BillingError>(
        [...found].map(([key, row]) => [key, row instanceof BillingError ? row : row.ticket]),
      )
    },

    async listMessages(keys, call) {
      const placed = keys.filter(({ after }) => after === null || isMessageId(after))
      const tickets = await findTicketRows(placed, side, call)
      const pages = await findEach([...tickets.keys()], async (key) => {
        const row = tickets.get(key)
        if (row instanceof BillingError || row === undefined) throw row ?? new Error('no ticket')
        return cutMessages(row.first, await listReplies(key.ticketId, side, call), key)
      })
      return new Map<TicketMessagePageKey, TicketMessagePage | BillingError>(pages)
    },

    // The states that a ticket has had are kept nowhere.
    async listHistory(keys, call) {
      const tickets = await findTicketRows(keys, side, call)
      return new Map<TicketMessagePageKey, TicketHistoryPage | BillingError>(
        [...tickets].map(([key, row]) => [key, row instanceof BillingError ? row : { changes: [], hasMore: false }]),
      )
    },

    listTicketQueue: (key, call) => listQueue(key, side, call),
  }
}

/** A row of the list with whose it is and its number, which it has even when the rest of it cannot be read. */
interface ListedTicket extends KeyedRow<TicketRow> {
  readonly uid: AccountId
}

interface TicketLookup {
  readonly side: TicketSide
  readonly call: BillingCall
}

async function listOf(
  filter: 'UID' | 'MSG_ID',
  keys: readonly string[],
  { side, call }: TicketLookup,
): Promise<readonly ListedTicket[]> {
  const lists = await Promise.all(
    chunk(keys, KEYS_PER_CALL).map((some) => {
      const query = { [filter]: some.join(';'), ...SHOWN_OF_TICKETS }
      return side.client.list({ operation: 'tickets', path: '/msgs/list', query }, call)
    }),
  )
  return readListed(lists.flat(), side)
}

function readListed(rows: readonly JsonObject[], { context }: TicketSide): readonly ListedTicket[] {
  const value = (row: JsonObject) => readTicketRow(row, context)
  const read = readRows(rows, { noun: 'tickets', key: (row) => readId(row, 'id'), value, onOddity: context.onOddity })
  const owners = readRows(rows, {
    noun: 'tickets',
    key: (row) => String(readInteger(row, 'uid')),
    value: () => null,
    onOddity: context.onOddity,
  })
  return read.map((row, at) => ({ ...row, uid: owners[at]?.key ?? '' }))
}

function newestFirst(one: ListedTicket, other: ListedTicket): number {
  return compareIds(other.key, one.key)
}

/** A page with a ticket that cannot be read is no page. */
function cutTickets(
  rows: readonly ListedTicket[],
  { first, before, statuses }: TicketPageKey,
): TicketPage | BillingError {
  const tickets: Ticket[] = []
  for (const { key, value } of rows.toSorted(newestFirst)) {
    if (before !== null && compareIds(key, before) >= 0) continue
    if (value instanceof BillingError) return value
    if (statuses === null || statuses.includes(value.ticket.status)) tickets.push(value.ticket)
    if (tickets.length > first) break
  }
  return { tickets: tickets.slice(0, first), hasMore: tickets.length > first }
}

/** Tickets by id, by the key object itself; one of another account than its key says is absent. */
export async function findTicketRows<K extends TicketKey>(
  keys: readonly K[],
  side: TicketSide,
  call: BillingCall,
): Promise<ReadonlyMap<K, TicketRow | BillingError>> {
  const ids = [...new Set(keys.map(({ ticketId }) => ticketId))].filter(isId)
  const byId = new Map((await listOf('MSG_ID', ids, { side, call })).map((row) => [row.key, row]))
  const found = new Map<K, TicketRow | BillingError>()
  for (const key of keys) {
    const row = byId.get(key.ticketId)
    if (row !== undefined && isId(key.accountId) && row.uid === key.accountId) found.set(key, row.value)
  }
  return found
}

/** Everything that was answered to a ticket, oldest first, without what staff say among themselves. */
export async function listReplies(
  ticketId: string,
  { client, context }: TicketSide,
  call: BillingCall,
): Promise<readonly TicketMessage[]> {
  const rows = await client.list({ operation: 'replies', path: `/msgs/${ticketId}/reply`, query: {} }, call)
  const name = { system: SYSTEM, operation: 'replies' }
  const replies = rows.flatMap((row) => {
    const reply = tryRead(() => readReplyRow(row, context), { name, onOddity: context.onOddity })
    if (reply instanceof BillingError) throw reply
    return reply === null ? [] : [reply]
  })
  return replies.toSorted((one, other) => compareIds(one.id, other.id))
}

/** The place of a reply stays when the reply itself is gone. */
function cutMessages(
  opening: TicketMessage,
  replies: readonly TicketMessage[],
  { first, after }: TicketMessagePageKey,
): TicketMessagePage {
  const later = after?.startsWith(REPLY) ? replies.filter(({ id }) => compareIds(id, after) > 0) : replies
  const rest = after === null ? [opening, ...later] : later
  return { messages: rest.slice(0, first), hasMore: rest.length > first }
}

/** How many tickets of everybody are looked through for a page of those that are wanted. */
const QUEUE_ROWS = 5000

/** The helpdesk filters by one state and one chapter; the queue is read from the newest on until the page is full. */
async function listQueue(key: TicketQueueKey, side: TicketSide, call: BillingCall): Promise<TicketQueuePage> {
  if (key.before !== null && !isId(key.before)) return { tickets: [], hasMore: false }
  // What is odd is told once, when the page is read.
  const quiet = { ...side, context: { ...side.context, onOddity: () => {} } }
  const until = () => {
    const wanted = new Set<string>()
    return (row: JsonObject) => {
      const [listed] = readListed([row], quiet)
      if (listed !== undefined && isWanted(listed, key)) wanted.add(listed.key)
      return wanted.size > key.first
    }
  }
  const pages = { pageRows: Math.min(500, key.first * 5), maxRows: QUEUE_ROWS }
  const request = { operation: 'ticketQueue', path: '/msgs/list', query: SHOWN_OF_TICKETS, ...pages }
  const rows = readListed(await side.client.list(request, call, until), side)
  const tickets = rows
    .toSorted(newestFirst)
    .filter((row) => isWanted(row, key))
    .map(ticketOf)
  return { tickets: tickets.slice(0, key.first), hasMore: tickets.length > key.first }
}

/** One that cannot be read may be wanted. Those of nobody's account are left out. */
function isWanted({ key: id, uid, value }: ListedTicket, { before, statuses, categories }: TicketQueueKey): boolean {
  if (uid === '0' || (before !== null && compareIds(id, before) >= 0)) return false
  if (value instanceof BillingError) return true
  const { status, category } = value.ticket
  return (statuses === null || statuses.includes(status)) && (categories === null || categories.includes(category))
}

function ticketOf({ value }: ListedTicket): Ticket {
  if (value instanceof BillingError) throw value
  return value.ticket
}
