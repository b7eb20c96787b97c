import { BillingError } from '../billing/error.ts'
import type { ServiceOrderPageKey } from '../billing/order-port.ts'
import type { BillingCall, BillingSystem, Bulk, PaymentPageKey, TicketPageKey } from '../billing/port.ts'
import type { AccountId } from '../domain/account.ts'
import type { NotificationKind } from '../domain/notification.ts'
import { fresh, type Look, type ReadTicket } from './judge.ts'
import type { SeenTicket, WatchState } from './state.ts'

export type WatchedBilling = Pick<BillingSystem, 'accounts' | 'payments' | 'orders' | 'tickets' | 'identity'>

/** What is to be looked at for one person. */
export interface Watching {
  readonly accountId: AccountId
  readonly kinds: readonly NotificationKind[]
  readonly state: WatchState
}

/** The newest of each list. What comes faster than that between two looks is not told. */
const ROWS = 20
const MESSAGES = 100
/** Old helpdesks are asked for one ticket at a time; the others have their turn at the next look. */
const MAX_MESSAGE_PAGES = 50

/**
 * Looks at the accounts of all of them together, one bulk read for each kind that anybody wants. What cannot be read is absent and
 * is looked at the next time; a rejection is told to `onFailure`.
 */
export async function lookAt(
  billing: WatchedBilling,
  all: readonly Watching[],
  { call, onFailure }: { readonly call: BillingCall; readonly onFailure: (error: unknown) => void },
): Promise<readonly Look[]> {
  const idsOf = (kind: NotificationKind) => [
    ...new Set(all.filter(({ kinds }) => kinds.includes(kind)).map(({ accountId }) => accountId)),
  ]
  const [accounts, payments, orders, tickets] = await Promise.all([
    readAll(
      [...new Set(all.map(({ accountId }) => accountId))],
      (ids) => billing.accounts.findAccounts(ids, call),
      onFailure,
    ),
    readPages(
      idsOf('PAYMENT_RECEIVED').map(paymentPage),
      (keys) => billing.payments.listPayments(keys, call),
      onFailure,
    ),
    readPages(idsOf('ORDER_DONE').map(orderPage), (keys) => billing.orders.listOrders(keys, call), onFailure),
    readPages(idsOf('TICKET_ANSWERED').map(ticketPage), (keys) => billing.tickets.listTickets(keys, call), onFailure),
  ])
  const looks = all.map(({ accountId, kinds, state }) => {
    const wants = (kind: NotificationKind) => kinds.includes(kind)
    const found = wants('TICKET_ANSWERED') ? tickets.get(accountId)?.tickets : undefined
    return {
      accountId,
      account: accounts.get(accountId),
      payments: wants('PAYMENT_RECEIVED') ? payments.get(accountId)?.payments : undefined,
      orders: wants('ORDER_DONE') ? orders.get(accountId)?.orders : undefined,
      tickets: found?.map((ticket) => {
        const seen = state.tickets?.find(({ id }) => id === ticket.id) ?? fresh(ticket, state.tickets)
        return { ticket, seen }
      }),
    }
  })
  const messages = await readMessages(billing, looks, { call, onFailure })
  return looks.map(({ account, payments: paid, orders: ordered, tickets: opened }) => ({
    ...(account ? { account } : {}),
    ...(paid ? { payments: paid } : {}),
    ...(ordered ? { orders: ordered } : {}),
    ...(opened
      ? { tickets: opened.map((one): ReadTicket => ({ ticket: one.ticket, news: messages.get(one) ?? null })) }
      : {}),
  }))
}

function paymentPage(accountId: AccountId): PaymentPageKey {
  return { accountId, first: ROWS, before: null }
}

function orderPage(accountId: AccountId): ServiceOrderPageKey {
  return { accountId, first: ROWS, before: null }
}

function ticketPage(accountId: AccountId): TicketPageKey {
  return { accountId, first: ROWS, before: null, statuses: null }
}

interface OpenTicket {
  readonly ticket: ReadTicket['ticket']
  readonly seen: SeenTicket
}

/** Only of tickets that look changed, or were so at the look before. */
async function readMessages(
  billing: WatchedBilling,
  looks: readonly { readonly accountId: AccountId; readonly tickets: readonly OpenTicket[] | undefined }[],
  { call, onFailure }: { readonly call: BillingCall; readonly onFailure: (error: unknown) => void },
): Promise<ReadonlyMap<OpenTicket, NonNullable<ReadTicket['news']>>> {
  const changed = looks
    .flatMap(({ accountId, tickets = [] }) =>
      tickets
        .filter(({ ticket, seen }) => seen.changedAt !== null || ticket.updatedAt !== seen.updatedAt)
        .map((open) => ({
          open,
          key: { accountId, ticketId: open.ticket.id, first: MESSAGES, after: open.seen.after },
        })),
    )
    .slice(0, MAX_MESSAGE_PAGES)
  const pages = await readAll(
    changed.map(({ key }) => key),
    (keys) => billing.tickets.listMessages(keys, call),
    onFailure,
  )
  const read = new Map<OpenTicket, NonNullable<ReadTicket['news']>>()
  for (const { open, key } of changed) {
    const found = pages.get(key)
    if (found) read.set(open, found)
  }
  return read
}

async function readPages<K extends { readonly accountId: AccountId }, V>(
  keys: readonly K[],
  read: (keys: readonly K[]) => Promise<Bulk<K, V>>,
  onFailure: (error: unknown) => void,
): Promise<ReadonlyMap<AccountId, V>> {
  const pages = await readAll(keys, read, onFailure)
  return new Map([...pages].map(([{ accountId }, page]) => [accountId, page]))
}

async function readAll<K, V>(
  keys: readonly K[],
  read: (keys: readonly K[]) => Promise<Bulk<K, V>>,
  onFailure: (error: unknown) => void,
): Promise<ReadonlyMap<K, V>> {
  const values = new Map<K, V>()
  if (keys.length === 0) return values
  try {
    for (const [key, value] of await read(keys)) if (!(value instanceof BillingError)) values.set(key, value)
  } catch (error) {
    onFailure(error)
  }
  return values
}
