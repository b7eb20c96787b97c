import { randomUUID } from 'node:crypto'
import type { AccountId, AccountRef } from '../domain/account.ts'
import { formatInstant } from '../domain/date.ts'
import { formatMoney } from '../domain/money.ts'
import { readPhone } from '../domain/phone.ts'
import type { RegionId } from '../domain/region.ts'
import { isUuid } from '../domain/uuid.ts'
import type { Visit } from '../domain/visit.ts'
import { rangeOfDay } from '../payments/day.ts'
import { fingerprintOf } from '../payments/keyed-order.ts'
import type { BookVerdict } from '../store/visit-types.ts'
import { actorOf, type CabinetDesk, takeTries } from './desk.ts'
import type { ViewerRequest } from './member-guard.ts'
import { isIdempotencyKey, readLines } from './text.ts'
import { orderTicket } from './tickets.ts'
import { removeVisitSlot } from './visit-slots.ts'
import { tellHelpdesk, type VisitTelling } from './visit-tickets.ts'

const MAX_COMMENT_CHARACTERS = 500
const MAX_VISITS_PER_HOUR = 20
/** Still to come, for one account: a slot that nobody uses is one that nobody else has. */
const MAX_OPEN_VISITS = 3

export interface NewVisit {
  readonly account: Pick<AccountRef, 'id' | 'number'>
  /** Where the account is, null where the billing does not say; only asked for a new visit. */
  readonly readRegion: () => Promise<{ readonly regionId: RegionId | null } | 'unavailable'>
  readonly slotId: string
  readonly expectedMinorUnits: bigint
  readonly phone: string | null
  readonly comment: string | null
  readonly idempotencyKey: string
}

export type VisitField = 'phone' | 'comment' | 'idempotencyKey'

export type VisitVerdict =
  | { readonly kind: 'booked'; readonly visit: Visit }
  | Exclude<BookVerdict, { kind: 'booked' }>
  | { readonly kind: 'invalid_value'; readonly field: VisitField }
  | { readonly kind: 'too_many_tries'; readonly retryAfterSeconds: number }
  /** Nobody knows where the account is. */
  | { readonly kind: 'unavailable' }

/** Takes a slot, once for each key of who asks; then the helpdesk is told, now or as soon as it answers. */
export async function requestVisit(desk: CabinetDesk, wanted: NewVisit, request: ViewerRequest): Promise<VisitVerdict> {
  const { account, slotId, expectedMinorUnits, idempotencyKey } = wanted
  if (!isIdempotencyKey(idempotencyKey)) return { kind: 'invalid_value', field: 'idempotencyKey' }
  const phone = wanted.phone === null ? null : readPhone(wanted.phone)
  if (wanted.phone !== null && phone === null) return { kind: 'invalid_value', field: 'phone' }
  const isSaid = wanted.comment !== null && wanted.comment.trim() !== ''
  const said = isSaid ? readLines(wanted.comment ?? '', { max: MAX_COMMENT_CHARACTERS }) : ''
  if (said === null) return { kind: 'invalid_value', field: 'comment' }
  const comment = [...(phone === null ? [] : [`Телефон: ${phone}`]), ...(said === '' ? [] : [said])].join('\n')
  if (!isUuid(slotId)) return { kind: 'no_slot' }
  const principal = actorOf(request)
  const fingerprint = fingerprintOf([account.id, slotId, String(expectedMinorUnits), comment])
  // A known key comes first, and counts for nothing.
  const known = await desk.store.visits.findByKey({ principal, externalId: idempotencyKey }, request.call)
  if (known !== null && known.fingerprint !== fingerprint) return { kind: 'conflict' }
  if (known !== null) return { kind: 'booked', visit: await tellHelpdesk(tellingOf(desk), known.visit, request) }
  const limit = { act: 'visit', subject: `visit:${account.id}`, max: MAX_VISITS_PER_HOUR }
  const take = await takeTries(desk, request, [limit])
  if (take.kind === 'too_many_tries') return take
  const place = await wanted.readRegion()
  if (place === 'unavailable') return { kind: 'unavailable' }
  const now = desk.now()
  const id = randomUUID()
  const booking = {
    id,
    slotId,
    regionId: place.regionId,
    accountId: account.id,
    accountNumber: account.number,
    principal,
    externalId: idempotencyKey,
    fingerprint,
    comment: comment === '' ? null : comment,
    expectedMinorUnits,
    now,
    maxOpen: MAX_OPEN_VISITS,
  }
  const audit = auditOf(desk, request, { id, outcome: `booked slot ${slotId}` })
  const verdict = await desk.store.visits.book(booking, audit, request.call)
  if (verdict.kind !== 'booked') return verdict
  return { kind: 'booked', visit: await tellHelpdesk(tellingOf(desk), verdict.visit, request) }
}

export type CancelVerdict =
  | { readonly kind: 'cancelled'; readonly visit: Visit }
  /** It has begun, or is over. */
  | { readonly kind: 'too_late' }
  /** It was given up before, and somebody else has booked the slot that is to be withdrawn. */
  | { readonly kind: 'slot_booked' }
  /** Slots are the office's. */
  | { readonly kind: 'operators_only' }

/** Gives a slot back before it begins; operators at any time, and they may withdraw it. One that is given back already stays so. */
export async function cancelVisit(
  desk: CabinetDesk,
  { visit, withdrawsSlot }: { readonly visit: Visit; readonly withdrawsSlot: boolean },
  request: ViewerRequest,
): Promise<CancelVerdict> {
  const now = desk.now()
  const isOffice = request.viewer.role === 'OPERATOR'
  if (withdrawsSlot && !isOffice) return { kind: 'operators_only' }
  if (visit.status === 'BOOKED' && visit.slot.startsAt <= now && !isOffice) return { kind: 'too_late' }
  const outcome = withdrawsSlot ? `cancelled, slot ${visit.slot.id} withdrawn` : 'cancelled'
  const audit = auditOf(desk, request, { id: visit.id, outcome })
  const cancelled = await desk.store.visits.cancel({ id: visit.id, now, withdrawsSlot }, audit, request.call)
  if (cancelled === null && withdrawsSlot) {
    const removed = await removeVisitSlot(desk, visit.slot.id, request)
    if (removed === 'booked') return { kind: 'slot_booked' }
  }
  const known = cancelled ?? (await desk.store.visits.find(visit.id, request.call)) ?? visit
  return { kind: 'cancelled', visit: await tellHelpdesk(tellingOf(desk), known, request) }
}

export interface VisitPage {
  readonly visits: readonly Visit[]
  readonly hasMore: boolean
}

/** Whether the account may be seen is for the caller to know. */
export async function listVisits(
  { store }: CabinetDesk,
  page: {
    readonly accountId: AccountId
    readonly first: number
    readonly before: Pick<Visit, 'id' | 'createdAt'> | null
  },
  request: ViewerRequest,
): Promise<VisitPage> {
  const { accountId, first, before } = page
  const visits = await store.visits.listOfAccount({ accountId, before, limit: first + 1 }, request.call)
  return { visits: visits.slice(0, first), hasMore: visits.length > first }
}

export interface VisitDay {
  readonly regionId: RegionId
  /** "yyyy-MM-dd" in the billing's zone. */
  readonly date: string
  readonly first: number
  readonly after: { readonly id: string; readonly startsAt: number } | null
}

/** To whom crews go on a day. */
export async function listVisitsOfDay(
  { store, timeZone }: CabinetDesk,
  { regionId, date, first, after }: VisitDay,
  request: ViewerRequest,
): Promise<VisitPage> {
  const page = { regionId, ...rangeOfDay(date, timeZone), after, limit: first + 1 }
  const visits = await store.visits.listOfDay(page, request.call)
  return { visits: visits.slice(0, first), hasMore: visits.length > first }
}

/** Longer ago nobody would come any more. */
const UNTOLD_MS = 30 * 86_400_000
const UNTOLD_PER_PASS = 50
/** Whoever has just booked is telling it himself. */
const GRACE_MS = 5_000

/** The pause after the first time in vain; it doubles with each. */
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 3_600_000

/** What the helpdesk refuses, or does not answer, is told ever more rarely, so that the others are told in time. */
export async function tellUntoldVisits(desk: CabinetDesk): Promise<void> {
  const { store, now, waitMs } = desk
  const span = { from: now() - UNTOLD_MS, to: now() - GRACE_MS, dueBy: now() }
  for (const { visit, tellings } of await store.visits.listUntold(span, UNTOLD_PER_PASS)) {
    const call = { signal: AbortSignal.timeout(waitMs) }
    // Before it is told: one that fails in a way that nobody has thought of must not be the first again.
    await store.visits.postponeTelling(visit.id, now() + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tellings))
    await tellHelpdesk(tellingOf(desk), visit, { viewer: null, requestId: `visit-${visit.id}`, address: '', call })
  }
}

function auditOf(
  desk: CabinetDesk,
  request: ViewerRequest,
  { id, outcome }: { readonly id: string; readonly outcome: string },
) {
  const { requestId } = request
  return { at: desk.now(), actor: actorOf(request), act: 'visit', object: `visit:${id}`, outcome, requestId }
}

/** How the helpdesk hears of visits. */
function tellingOf(desk: CabinetDesk): VisitTelling {
  return {
    store: desk.store,
    now: desk.now,
    openTicket: (visit, request) => orderTicket(desk, writeTicket(visit, desk), request),
    keyed: desk,
  }
}

function writeTicket(visit: Visit, { timeZone }: Pick<CabinetDesk, 'timeZone'>) {
  const { id, principal, accountId, accountNumber, slot, price, comment } = visit
  const when = `${minuteOf(slot.startsAt, timeZone)}–${minuteOf(slot.endsAt, timeZone).slice(-5)}`
  const lines = [`Выезд мастера: ${when}`, `Бригада: ${slot.crew}`, `Цена: ${formatMoney(price)} ${price.currency}`]
  return {
    principal,
    account: { id: accountId, number: accountNumber },
    details: {
      category: 'VISIT',
      subject: `Выезд мастера ${when}`,
      text: [...lines, ...(comment === null ? [] : [comment])].join('\n'),
      contact: null,
    },
    idempotencyKey: `visit-${id}`,
    limits: [],
  } as const
}

/** "dd.MM.yyyy HH:mm", as the people of the helpdesk read it. */
function minuteOf(at: number, timeZone: string): string {
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(formatInstant(at, timeZone)) ?? []
  return `${day}.${month}.${year} ${time}`
}
