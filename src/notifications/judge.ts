import type { Account } from '../domain/account.ts'
import { formatInstant } from '../domain/date.ts'
import { formatMoney, type Money } from '../domain/money.ts'
import type { NotificationKind, NotificationPreferences } from '../domain/notification.ts'
import type { Payment } from '../domain/payment.ts'
import type { ServiceOrder, ServiceOrderStatus } from '../domain/service-order.ts'
import type { Ticket, TicketMessage } from '../domain/ticket.ts'
import type { SeenTicket, WatchState } from './state.ts'

/** Something to be told, in words that are the same for everybody. */
export type Happening =
  | { readonly kind: 'LOW_BALANCE'; readonly key: string; readonly balance: string; readonly threshold: string }
  | { readonly kind: 'PAYMENT_RECEIVED'; readonly key: string; readonly amount: string }
  | {
      readonly kind: 'ORDER_DONE'
      readonly key: string
      readonly action: ServiceOrder['action']
      readonly isFailed: boolean
    }
  | { readonly kind: 'TICKET_ANSWERED'; readonly key: string; readonly number: string }

/** What one look has seen of an account; what was not asked for, or could not be read, is absent. */
export interface Look {
  readonly account?: Account
  readonly payments?: readonly Payment[]
  readonly orders?: readonly ServiceOrder[]
  readonly tickets?: readonly ReadTicket[]
}

/** A ticket with the messages after those that were seen; null where none were asked for or they could not be read. */
export interface ReadTicket {
  readonly ticket: Ticket
  readonly news: { readonly messages: readonly TicketMessage[]; readonly hasMore: boolean } | null
}

export interface Judgement {
  readonly state: WatchState
  readonly happenings: readonly Happening[]
  /** What is not told: too many in a day, or older than a day. */
  readonly dropped: readonly { readonly kind: NotificationKind; readonly reason: 'day limit' | 'stale' }[]
}

/** More than that in a day is noise, or a billing that has gone mad. */
const MAX_A_DAY = 10
const DAY_MS = 86_400_000

/** What is new since the state, and the state after it. The first look at anything tells nothing. */
export function judge(
  state: WatchState,
  look: Look,
  parts: { readonly preferences: NotificationPreferences; readonly now: number; readonly timeZone: string },
): Judgement {
  const { now, timeZone } = parts
  const [balance, payments, orders, tickets] = [
    judgeBalance(state, look, parts.preferences),
    judgePayments(state, look, now),
    judgeOrders(state, look, now),
    judgeTickets(state, look, now),
  ]
  const day = formatInstant(now, timeZone).slice(0, 10)
  const before = state.told?.day === day ? state.told.count : 0
  const all = [balance, payments, orders, tickets].flatMap(({ happenings }) => happenings)
  const fresh = all.filter(({ isStale }) => !isStale).map(({ happening }) => happening)
  const happenings = fresh.slice(0, Math.max(0, MAX_A_DAY - before))
  const told = { day, count: before + happenings.length }
  const seen = { ...balance.part, ...payments.part, ...orders.part, ...tickets.part }
  return {
    state: { ...state, ...seen, told, lookedAt: now },
    happenings,
    dropped: [
      ...all
        .filter(({ isStale }) => isStale)
        .map(({ happening }) => ({ kind: happening.kind, reason: 'stale' as const })),
      ...fresh.slice(happenings.length).map(({ kind }) => ({ kind, reason: 'day limit' as const })),
    ],
  }
}

interface Found {
  /** The part of the state that this is about. */
  readonly part: WatchState
  readonly happenings: readonly { readonly happening: Happening; readonly isStale: boolean }[]
}

const NOTHING: Found = { part: {}, happenings: [] }

function judgeBalance({ balance }: WatchState, { account }: Look, { lowBalance }: NotificationPreferences): Found {
  if (account === undefined || account.balance.amount.currency !== lowBalance.currency) return NOTHING
  const isLow = account.balance.amount.minorUnits < lowBalance.minorUnits
  if (balance === undefined) return { part: { balance: { isLow, crossings: 0 } }, happenings: [] }
  const isCrossing = isLow && !balance.isLow
  const crossings = balance.crossings + (isCrossing ? 1 : 0)
  const happening: Happening = {
    kind: 'LOW_BALANCE',
    key: String(crossings),
    balance: writeMoney(account.balance.amount),
    threshold: writeMoney(lowBalance),
  }
  return { part: { balance: { isLow, crossings } }, happenings: isCrossing ? [{ happening, isStale: false }] : [] }
}

function judgePayments({ payments: seen, lookedAt }: WatchState, { payments }: Look, now: number): Found {
  if (payments === undefined) return NOTHING
  const fresh = seen === undefined ? [] : takeNew(payments, (id) => seen.includes(id))
  return {
    part: {
      payments: keepSeen(
        payments.map(({ id }) => id),
        seen ?? [],
      ),
    },
    happenings: fresh
      .filter(({ status }) => status === 'DONE')
      .toReversed()
      .map(({ id, amount, paidAt }) => ({
        happening: { kind: 'PAYMENT_RECEIVED', key: id, amount: writeMoney(amount) },
        isStale: isStale(paidAt, { lookedAt, now }),
      })),
  }
}

function judgeOrders({ orders: seen, lookedAt }: WatchState, { orders }: Look, now: number): Found {
  if (orders === undefined) return NOTHING
  const known = new Map(seen ?? [])
  const fresh = new Set(seen === undefined ? [] : takeNew(orders, (id) => known.has(id)))
  const done = orders.filter((order) => {
    const before = known.get(order.id)
    return isDone(order.status) && (before === undefined ? fresh.has(order) : !isDone(before))
  })
  const now20 = orders.map(({ id, status }) => [id, status] as const)
  const ids = new Set(orders.map(({ id }) => id))
  return {
    part: { orders: [...now20, ...(seen ?? []).filter(([id]) => !ids.has(id))].slice(0, MAX_SEEN) },
    happenings: done.toReversed().map(({ id, action, status, closedAt }) => ({
      happening: { kind: 'ORDER_DONE', key: id, action, isFailed: status === 'FAILED' },
      isStale: isStale(closedAt, { lookedAt, now }),
    })),
  }
}

function judgeTickets({ tickets: seen }: WatchState, { tickets }: Look, now: number): Found {
  if (tickets === undefined) return NOTHING
  const known = new Map((seen ?? []).map((ticket) => [ticket.id, ticket]))
  const judged = tickets.map((read) => judgeTicket(read, known.get(read.ticket.id) ?? fresh(read.ticket, seen), now))
  return {
    part: { tickets: judged.map(({ next }) => next) },
    happenings: judged.flatMap(({ happenings }) => happenings),
  }
}

/** A ticket that was there at the first look has messages that nobody is told of. */
export function fresh({ id }: Pick<Ticket, 'id'>, seen: WatchState['tickets']): SeenTicket {
  return { id, updatedAt: null, after: null, isOld: seen === undefined, changedAt: 0 }
}

/** Longer than the second that an old billing counts in. */
const SETTLED_MS = 2_000

function judgeTicket({ ticket, news }: ReadTicket, seen: SeenTicket, now: number) {
  if (news === null) return { next: seen, happenings: [] }
  const { messages, hasMore } = news
  const answer = messages.findLast(({ author }) => author === 'OPERATOR')
  const isSame = !hasMore && ticket.updatedAt !== null && ticket.updatedAt === seen.updatedAt
  const next: SeenTicket = {
    id: ticket.id,
    updatedAt: hasMore ? null : ticket.updatedAt,
    after: messages.at(-1)?.id ?? seen.after,
    isOld: seen.isOld && hasMore,
    changedAt: isSame && now - (seen.changedAt ?? 0) > SETTLED_MS ? null : isSame ? seen.changedAt : now,
  }
  if (answer === undefined || seen.isOld) return { next, happenings: [] }
  const happening: Happening = { kind: 'TICKET_ANSWERED', key: `${ticket.id}:${answer.id}`, number: ticket.number }
  return { next, happenings: [{ happening, isStale: false }] }
}

/** Of each list so many are remembered: more than a page, so that one that vanishes lets no old one look new. */
const MAX_SEEN = 40

/** Those before the first that was seen: what slides in behind it is old, whatever has vanished. */
function takeNew<T extends { readonly id: string }>(rows: readonly T[], isSeen: (id: string) => boolean): readonly T[] {
  const first = rows.findIndex(({ id }) => isSeen(id))
  return first === -1 ? rows : rows.slice(0, first)
}

function keepSeen(ids: readonly string[], before: readonly string[]): readonly string[] {
  return [...new Set([...ids, ...before])].slice(0, MAX_SEEN)
}

/** What happened long ago is news when it was not there at the last look, and old when nobody has looked for as long. */
function isStale(at: number | null, { lookedAt, now }: { lookedAt: number | undefined; now: number }): boolean {
  return at !== null && now - at > DAY_MS && lookedAt !== undefined && now - lookedAt > DAY_MS
}

function isDone(status: ServiceOrderStatus): boolean {
  return status === 'COMPLETED' || status === 'FAILED'
}

function writeMoney(money: Money): string {
  return `${formatMoney(money)} ${money.currency}`
}
