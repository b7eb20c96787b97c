import type { AccountId } from '../../domain/account.ts'
import type { Ticket, TicketPage, TicketStatus } from '../../domain/ticket.ts'
import { chunk } from '../adapter/chunk.ts'
import { findEach } from '../adapter/find-each.ts'
import { mapBulk, tryRead } from '../adapter/keyed-rows.ts'
import type { OnOddity } from '../adapter/oddity.ts'
import { BillingError } from '../error.ts'
import type { BillingCall, Bulk, TicketBilling, TicketKey, TicketMessagePageKey, TicketPageKey } from '../port.ts'
import { malformed } from '../transport/answer.ts'
import type { JsonObject } from '../transport/json.ts'
import { CRM, type CrmClient, type CrmFault, type CrmPage, ROWS_PER_PAGE, VALUES_PER_CALL } from './client.ts'
import { categoryWords, statusWords } from './codes.ts'
import type { Customers } from './customers.ts'
import {
  type BareTicket,
  isHistoryId,
  isMessageId,
  isPublic,
  isTicketId,
  readMessage,
  readOwner,
  readStatusChange,
  readTicket,
  readTicketId,
} from './rows.ts'
import { createTicketWrites } from './ticket-writes.ts'

/** What the slice is made of. */
export interface CrmSide {
  readonly client: CrmClient
  readonly customers: Customers
  readonly onOddity: OnOddity
}

const NAME = { system: CRM, operation: 'tickets' } as const
const NO_ROWS: CrmPage = { items: [], hasMore: false }

/** What is asked for behind a ticket or message that is not there has nothing behind it. */
const nothingBehind = ({ code }: CrmFault): CrmPage | null => (code === 'NOT_FOUND' ? NO_ROWS : null)

/** A search among states that the CRM has words for which nobody lists reads so many pages of one customer at most. */
const MAX_SEARCH_PAGES = 20

/** Tickets of the CRM: GET /tickets takes many ids and many references in one call; pages are read one customer each. */
export function createTickets(side: CrmSide): TicketBilling {
  const { customers } = side
  const readPublic = (row: JsonObject) => {
    if (!isPublic(row)) throw malformed('visibility: not public')
    return readMessage(row, side.onOddity)
  }
  const readChange = (row: JsonObject) => readStatusChange(row, side.onOddity)
  const findTickets: TicketBilling['findTickets'] = (keys, call) => findByIds(side, keys, call)

  /** The keys whose tickets are of their accounts; what is not theirs is absent. */
  async function findOwn(keys: readonly TicketMessagePageKey[], call: BillingCall) {
    const own = await findTickets(keys, call)
    const failed = keys.flatMap((key) => {
      const ticket = own.get(key)
      return ticket instanceof BillingError ? [[key, ticket] as const] : []
    })
    return { failed, keys: keys.filter((key) => own.has(key) && !(own.get(key) instanceof BillingError)) }
  }

  async function readParts<T>(
    keys: readonly TicketMessagePageKey[],
    call: BillingCall,
    kind: { readonly path: string; readonly isId: (id: string) => boolean; readonly read: (row: JsonObject) => T },
  ): Promise<Map<TicketMessagePageKey, { readonly values: readonly T[]; readonly hasMore: boolean } | BillingError>> {
    const wanted = keys.filter(({ after }) => after === null || kind.isId(after))
    const own = await findOwn(wanted, call)
    const pages = await findEach(own.keys, async ({ ticketId, first, after }) => {
      const place = after === null ? [] : [['after', after] as const]
      const parameters = [...place, ...(kind.path === 'messages' ? [['visibility', 'public'] as const] : [])]
      const query = { operation: kind.path, path: `/tickets/${ticketId}/${kind.path}`, parameters, limit: first }
      const page = await side.client.page(query, call, nothingBehind)
      return { values: page.items.map(kind.read), hasMore: page.hasMore }
    })
    return new Map([...own.failed, ...pages])
  }

  return {
    async listTickets(keys, call) {
      const found = await customers.findCustomers(accountsOf(keys), call)
      const isAsked = ({ accountId, before }: TicketPageKey) =>
        typeof found.get(accountId) === 'string' && (before === null || isTicketId(before))
      const known = keys.filter(isAsked)
      const pages = await findEach(known, (key) =>
        readPage(side, { key, customerId: String(found.get(key.accountId)) }, call),
      )
      const failed = keys.flatMap((key) => {
        const customer = found.get(key.accountId)
        return customer instanceof BillingError ? [[key, customer] as const] : []
      })
      return new Map<TicketPageKey, TicketPage | BillingError>([...failed, ...pages])
    },
    findTickets,
    async listMessages(keys, call) {
      const pages = await readParts(keys, call, { path: 'messages', isId: isMessageId, read: readPublic })
      return mapBulk(pages, ({ values, hasMore }) => ({ messages: values, hasMore }))
    },
    isMessageId,
    async listHistory(keys, call) {
      const pages = await readParts(keys, call, { path: 'history', isId: isHistoryId, read: readChange })
      return mapBulk(pages, ({ values, hasMore }) => ({ changes: values, hasMore }))
    },
    listTicketQueue: (key, call) => readQueue(side, key, call),
    ...createTicketWrites(side, findTickets),
  }
}

function accountsOf(keys: readonly { readonly accountId: AccountId }[]): readonly AccountId[] {
  return [...new Set(keys.map(({ accountId }) => accountId))]
}

async function findByIds(
  { client, customers, onOddity }: CrmSide,
  keys: readonly TicketKey[],
  call: BillingCall,
): Promise<Bulk<TicketKey, Ticket>> {
  const wanted = keys.filter(({ ticketId }) => isTicketId(ticketId))
  const owners = await customers.findCustomers(accountsOf(wanted), call)
  const rows = new Map<string, { readonly owner: string | null; readonly ticket: BareTicket | BillingError }>()
  for (const ids of chunk([...new Set(wanted.map(({ ticketId }) => ticketId))], VALUES_PER_CALL)) {
    const parameters = ids.map((id) => ['id', id] as const)
    for (const row of await client.all({ operation: 'tickets', path: '/tickets', parameters }, call)) {
      const ticket = tryRead(() => readTicket(row, onOddity), { name: NAME, onOddity })
      rows.set(readTicketId(row), { owner: readOwner(row), ticket })
    }
  }
  const found = new Map<TicketKey, Ticket | BillingError>()
  for (const key of wanted) {
    const row = rows.get(key.ticketId)
    const customer = owners.get(key.accountId)
    if (customer instanceof BillingError) found.set(key, customer)
    else if (row && customer !== undefined && row.owner === customer) {
      const { ticket } = row
      found.set(key, ticket instanceof BillingError ? ticket : { ...ticket, accountId: key.accountId })
    }
  }
  return found
}

interface Asked {
  readonly key: TicketPageKey
  readonly customerId: string
}

/** UNKNOWN has no word to ask for, so that its tickets are searched for among all. */
async function readPage(side: CrmSide, asked: Asked, call: BillingCall): Promise<TicketPage> {
  const { key } = asked
  const { statuses } = key
  if (statuses?.length === 0) return { tickets: [], hasMore: false }
  if (statuses?.includes('UNKNOWN')) return searchTickets(side, { ...asked, statuses }, call)
  return await listPage(side, { ...asked, words: statuses && statusWords(statuses) }, call)
}

async function listPage(
  { client, onOddity }: CrmSide,
  { key, customerId, words }: Asked & { readonly words: readonly string[] | null },
  call: BillingCall,
): Promise<TicketPage> {
  const { accountId, first, before } = key
  const parameters = [
    ['customer', customerId] as const,
    ...(words ?? []).map((word) => ['status', word] as const),
    ...(before === null ? [] : [['before', before] as const]),
  ]
  const page = await client.page(
    { operation: 'tickets', path: '/tickets', parameters, limit: first },
    call,
    nothingBehind,
  )
  const tickets = page.items.map((row) => {
    if (readOwner(row) !== customerId) throw malformed('customerId: not the one asked for')
    return { ...readTicket(row, onOddity), accountId }
  })
  return { tickets, hasMore: page.hasMore }
}

async function searchTickets(
  side: CrmSide,
  { key, customerId, statuses }: Asked & { readonly statuses: readonly TicketStatus[] },
  call: BillingCall,
): Promise<TicketPage> {
  const found: Ticket[] = []
  let place: TicketPageKey = { ...key, first: ROWS_PER_PAGE }
  for (let count = 0; count < MAX_SEARCH_PAGES; count += 1) {
    const page = await listPage(side, { key: place, customerId, words: null }, call)
    found.push(...page.tickets.filter(({ status }) => statuses.includes(status)))
    const hasMore = found.length > key.first
    if (hasMore || !page.hasMore) return { tickets: found.slice(0, key.first), hasMore }
    place = { ...place, before: page.tickets.at(-1)?.id ?? null }
  }
  const message = `crm tickets: more than ${MAX_SEARCH_PAGES} pages.`
  throw new BillingError('BILLING_ANSWER_TOO_LARGE', message, { outcome: 'not_applied' })
}

/** Those of customers whose contracts are accounts; the others are passed over. */
async function readQueue(
  { client, customers, onOddity }: CrmSide,
  { first, before, statuses, categories }: Parameters<TicketBilling['listTicketQueue']>[0],
  call: BillingCall,
): ReturnType<TicketBilling['listTicketQueue']> {
  const nothing = { tickets: [], hasMore: false }
  if ((before !== null && !isTicketId(before)) || statuses?.length === 0 || categories?.length === 0) return nothing
  const parameters = [
    ['hasCustomer', 'true'] as const,
    ...(statuses === null ? [] : statusWords(statuses)).map((word) => ['status', word] as const),
    ...(categories === null ? [] : categoryWords(categories)).map((word) => ['category', word] as const),
    ...(before === null ? [] : [['before', before] as const]),
  ]
  const query = { operation: 'tickets', path: '/tickets', parameters, limit: first }
  const { items, hasMore } = await client.page(query, call, nothingBehind)
  const rows = items.map((row) => ({ owner: readOwner(row) ?? '', ticket: readTicket(row, onOddity) }))
  const owners = await customers.findOwners([...new Set(rows.map(({ owner }) => owner))], call)
  const tickets = rows.flatMap(({ owner, ticket }) => {
    const accountId = owners.get(owner)
    if (accountId instanceof BillingError) throw accountId
    return accountId === undefined ? [] : [{ ...ticket, accountId }]
  })
  return { tickets, hasMore }
}
