import type { Selectable } from 'kysely'
import type { Currency } from '../domain/money.ts'
import type { Visit, VisitSlot } from '../domain/visit.ts'
import { insertEntry } from './audit.ts'
import type { Database, Queries } from './database.ts'
import { StoreError } from './error.ts'
import type { AuditEntry } from './store.ts'
import { createVisitReads, findVisitIn } from './visit-reading.ts'
import { readSlot } from './visit-row.ts'
import type { VisitSlotsTable } from './visit-tables.ts'
import type { Booking, BookVerdict, Cancellation, OpenSlotsVerdict, VisitStore } from './visit-types.ts'

/** Somebody else may take or give up the slot between two tries. */
const MAX_TRIES = 5

export function createVisitStore(database: Database): VisitStore {
  return {
    openSlots: (slots, audit, call) =>
      database.transact((transaction) => openSlots(database, transaction, { slots, audit }), call),
    removeSlot: (id, audit, call) =>
      database.transact(async (transaction) => {
        await database.lock(transaction, lockOf(id))
        return removeSlot(transaction, id, audit)
      }, call),
    async book(booking, audit, call) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await database.transact((transaction) => book(database, transaction, { booking, audit }), call)
        } catch (error) {
          // The index has stopped a second booking, or the same key came twice at once: the row is there to be seen now.
          if (!(error instanceof StoreError) || error.code !== 'STORE_DUPLICATE' || tries === MAX_TRIES) throw error
        }
      }
    },
    cancel: (cancellation, audit, call) =>
      database.transact((transaction) => cancel(database, transaction, { cancellation, audit }), call),
    setTicket: async (id, ticketId) => {
      await database.run((queries) =>
        queries.updateTable('visits').set({ ticket_id: ticketId }).where('id', '=', id).execute(),
      )
    },
    setTold: async (id, now) => {
      await database.run((queries) =>
        queries.updateTable('visits').set({ told_at: now }).where('id', '=', id).execute(),
      )
    },
    postponeTelling: async (id, until) => {
      await database.run((queries) =>
        queries
          .updateTable('visits')
          .set(({ eb }) => ({ tell_at: until, tellings: eb('tellings', '+', 1) }))
          .where('id', '=', id)
          .execute(),
      )
    },
    ...createVisitReads(database),
  }
}

type Opening = { readonly slots: readonly VisitSlot[]; readonly audit: AuditEntry }

async function openSlots(
  database: Database,
  transaction: Queries,
  { slots, audit }: Opening,
): Promise<OpenSlotsVerdict> {
  const [one] = slots
  if (one === undefined) return { kind: 'opened', slots: [] }
  const { crew } = one
  // Wherever it goes: the same people cannot be in two regions at once.
  await database.lock(transaction, `visit slots ${crew}`)
  const rows = await transaction
    .selectFrom('visit_slots')
    .selectAll()
    .where('crew', '=', crew)
    .where('withdrawn_at', 'is', null)
    .where('starts_at', '<', Math.max(...slots.map(({ endsAt }) => endsAt)))
    .where('ends_at', '>', Math.min(...slots.map(({ startsAt }) => startsAt)))
    .execute()
  const known = rows.map((row) => readSlot(row))
  const opened: VisitSlot[] = []
  const fresh: VisitSlot[] = []
  for (const slot of slots) {
    const others = [...known, ...fresh].filter((other) => other.startsAt < slot.endsAt && other.endsAt > slot.startsAt)
    const [other] = others
    if (other === undefined) fresh.push(slot)
    else if (others.length > 1 || !isSame(other, slot)) return { kind: 'overlaps', startsAt: slot.startsAt }
    opened.push(other ?? slot)
  }
  if (fresh.length > 0) {
    await transaction
      .insertInto('visit_slots')
      .values(fresh.map((slot) => writeSlot(slot, audit.at)))
      .execute()
    await insertEntry(transaction, audit)
  }
  return { kind: 'opened', slots: opened }
}

function isSame(one: VisitSlot, other: VisitSlot): boolean {
  const isPrice = one.price.minorUnits === other.price.minorUnits && one.price.currency === other.price.currency
  const isPlace = one.regionId === other.regionId
  return one.startsAt === other.startsAt && one.endsAt === other.endsAt && isPlace && isPrice
}

async function removeSlot(
  transaction: Queries,
  id: string,
  audit: AuditEntry,
): Promise<'removed' | 'booked' | 'unknown'> {
  const slot = await transaction
    .selectFrom('visit_slots')
    .select('id')
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (!slot) return 'unknown'
  if (await isBooked(transaction, id)) return 'booked'
  await withdraw(transaction, id, audit.at)
  await insertEntry(transaction, audit)
  return 'removed'
}

/** One of which a visit tells, though it was given up, stays to be told of. */
async function withdraw(transaction: Queries, id: string, now: number): Promise<void> {
  const visit = await transaction.selectFrom('visits').select('id').where('slot_id', '=', id).executeTakeFirst()
  if (visit) await transaction.updateTable('visit_slots').set({ withdrawn_at: now }).where('id', '=', id).execute()
  else await transaction.deleteFrom('visit_slots').where('id', '=', id).execute()
}

async function cancel(
  database: Database,
  transaction: Queries,
  { cancellation, audit }: { readonly cancellation: Cancellation; readonly audit: AuditEntry },
): Promise<Visit | null> {
  const { id, now, withdrawsSlot } = cancellation
  const visit = await findVisitIn(transaction, id)
  if (visit === null) return null
  // Before the visit is touched, as whoever books has it before he writes his own.
  if (withdrawsSlot) await database.lock(transaction, lockOf(visit.slot.id))
  const ended = await transaction
    .updateTable('visits')
    .set({ status: 'CANCELLED', cancelled_at: now, cancelled_by: audit.actor, tell_at: 0, tellings: 0 })
    .where('id', '=', id)
    .where('status', '=', 'BOOKED')
    .returning('id')
    .executeTakeFirst()
  if (!ended) return null
  if (withdrawsSlot) await withdraw(transaction, visit.slot.id, now)
  await insertEntry(transaction, audit)
  return findVisitIn(transaction, id)
}

/** A slot must not go while it is booked. */
function lockOf(slotId: string): string {
  return `visit slot ${slotId}`
}

type BookingAct = { readonly booking: Booking; readonly audit: AuditEntry }

async function book(database: Database, transaction: Queries, { booking, audit }: BookingAct): Promise<BookVerdict> {
  const { id, slotId, accountId, principal, externalId, fingerprint, now } = booking
  await database.lock(transaction, `visits ${accountId}`)
  const known = await transaction
    .selectFrom('visits')
    .select(['id', 'fingerprint'])
    .where('principal', '=', principal)
    .where('external_id', '=', externalId)
    .executeTakeFirst()
  if (known) {
    const visit = known.fingerprint === fingerprint ? await findVisitIn(transaction, known.id) : null
    return visit === null ? { kind: 'conflict' } : { kind: 'booked', visit, isRepeat: true }
  }
  await database.lock(transaction, lockOf(slotId))
  const slot = await transaction.selectFrom('visit_slots').selectAll().where('id', '=', slotId).executeTakeFirst()
  if (!slot || slot.withdrawn_at !== null || slot.starts_at <= now) return { kind: 'no_slot' }
  if (booking.regionId !== null && booking.regionId !== slot.region_id) return { kind: 'other_region' }
  if (BigInt(slot.price_minor_units) !== booking.expectedMinorUnits) return { kind: 'price_changed' }
  if (await isBooked(transaction, slotId)) return { kind: 'taken' }
  if ((await countOpen(transaction, accountId, now)) >= booking.maxOpen) return { kind: 'too_many' }
  await transaction.insertInto('visits').values(writeBooking(booking, slot)).execute()
  await insertEntry(transaction, audit)
  const visit = await findVisitIn(transaction, id)
  return visit === null ? { kind: 'conflict' } : { kind: 'booked', visit, isRepeat: false }
}

async function isBooked(transaction: Queries, slotId: string): Promise<boolean> {
  const other = await transaction
    .selectFrom('visits')
    .select('id')
    .where('slot_id', '=', slotId)
    .where('status', '=', 'BOOKED')
    .executeTakeFirst()
  return other !== undefined
}

async function countOpen(transaction: Queries, accountId: string, now: number): Promise<number> {
  const { count } = await transaction
    .selectFrom('visits')
    .innerJoin('visit_slots', 'visit_slots.id', 'visits.slot_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('visits.account_id', '=', accountId)
    .where('visits.status', '=', 'BOOKED')
    .where('visit_slots.starts_at', '>', now)
    .executeTakeFirstOrThrow()
  return count
}

function writeBooking(booking: Booking, { price_minor_units, currency }: Selectable<VisitSlotsTable>) {
  const { id, slotId, accountId, accountNumber, principal, externalId, fingerprint, comment, now } = booking
  return {
    id,
    slot_id: slotId,
    account_id: accountId,
    account_number: accountNumber,
    principal,
    external_id: externalId,
    fingerprint,
    comment,
    status: 'BOOKED',
    price_minor_units,
    currency,
    ticket_id: null,
    created_at: now,
    cancelled_at: null,
    cancelled_by: null,
    told_at: null,
    tell_at: 0,
    tellings: 0,
  }
}

function writeSlot({ id, regionId, crew, startsAt, endsAt, price }: VisitSlot, createdAt: number) {
  const currency: Currency = price.currency
  return {
    id,
    region_id: regionId,
    crew,
    starts_at: startsAt,
    ends_at: endsAt,
    price_minor_units: Number(price.minorUnits),
    currency,
    created_at: createdAt,
    withdrawn_at: null,
  }
}
