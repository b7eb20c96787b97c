import { randomUUID } from 'node:crypto'
import type { RegionId } from '../domain/region.ts'
import { isUuid } from '../domain/uuid.ts'
import { MAX_SLOTS_PER_OPENING, type VisitSlot } from '../domain/visit.ts'
import type { OpenSlotsVerdict } from '../store/visit-types.ts'
import { actorOf, type CabinetDesk, type CabinetRequest } from './desk.ts'
import type { ViewerRequest } from './member-guard.ts'
import { readLine } from './text.ts'

const MINUTE_MS = 60_000
const MIN_SLOT_MS = 15 * MINUTE_MS
const MAX_SLOT_MS = 12 * 60 * MINUTE_MS
/** Nobody plans masters beyond that. */
const MAX_AHEAD_MS = 366 * 86_400_000
const MAX_PRICE_MINOR_UNITS = 100_000_000n

export interface NewSlots {
  readonly regionId: RegionId
  readonly crew: string
  readonly priceMinorUnits: bigint
  readonly times: readonly { readonly startsAt: number; readonly endsAt: number }[]
}

export type OpenVerdict =
  | OpenSlotsVerdict
  | { readonly kind: 'invalid_value'; readonly field: 'crew' | 'price' | 'slots' }

/** Opens slots of one crew. The same slots again change nothing. */
export async function openVisitSlots(
  desk: CabinetDesk,
  { regionId, crew: written, priceMinorUnits, times }: NewSlots,
  request: ViewerRequest,
): Promise<OpenVerdict> {
  const crew = readLine(written, { max: 80 })
  if (crew === null) return { kind: 'invalid_value', field: 'crew' }
  const isPrice = priceMinorUnits >= 0n && priceMinorUnits <= MAX_PRICE_MINOR_UNITS
  if (!isPrice) return { kind: 'invalid_value', field: 'price' }
  const now = desk.now()
  const fits = ({ startsAt, endsAt }: NewSlots['times'][number]) =>
    startsAt > now &&
    startsAt < now + MAX_AHEAD_MS &&
    startsAt % MINUTE_MS === 0 &&
    endsAt - startsAt >= MIN_SLOT_MS &&
    endsAt - startsAt <= MAX_SLOT_MS
  const isSome = times.length > 0 && times.length <= MAX_SLOTS_PER_OPENING
  if (!isSome || !times.every(fits)) return { kind: 'invalid_value', field: 'slots' }
  const price = { minorUnits: priceMinorUnits, currency: desk.currency }
  const slots = times.map((time): VisitSlot => ({ id: randomUUID(), regionId, crew, price, ...time }))
  const outcome = `opened ${slots.length}`
  return desk.store.visits.openSlots(
    slots,
    auditOf(desk, request, { object: `visit-slots:${regionId}`, outcome }),
    request.call,
  )
}

/** Takes back a slot that is not booked. */
export async function removeVisitSlot(
  desk: CabinetDesk,
  slotId: string,
  request: ViewerRequest,
): Promise<'removed' | 'booked' | 'unknown'> {
  if (!isUuid(slotId)) return 'unknown'
  const audit = auditOf(desk, request, { object: `visit-slot:${slotId}`, outcome: 'removed' })
  return desk.store.visits.removeSlot(slotId, audit, request.call)
}

export interface SlotPageWish {
  readonly regionId: RegionId
  readonly from: number
  readonly to: number
  readonly after: Pick<VisitSlot, 'id' | 'startsAt'> | null
  readonly first: number
}

/** Those that are free and still to come. */
export async function listVisitSlots(
  desk: CabinetDesk,
  { first, ...wish }: SlotPageWish,
  { call }: CabinetRequest,
): Promise<{ readonly slots: readonly VisitSlot[]; readonly hasMore: boolean }> {
  const from = Math.max(wish.from, desk.now() + 1)
  const slots = await desk.store.visits.listFreeSlots({ ...wish, from, limit: first + 1 }, call)
  return { slots: slots.slice(0, first), hasMore: slots.length > first }
}

function auditOf(
  desk: CabinetDesk,
  request: ViewerRequest,
  { object, outcome }: { readonly object: string; readonly outcome: string },
) {
  return { at: desk.now(), actor: actorOf(request), act: 'visit-slots', object, outcome, requestId: request.requestId }
}
