import type { Selectable } from 'kysely'
import { CURRENCIES, type Money } from '../domain/money.ts'
import type { Visit, VisitSlot, VisitStatus } from '../domain/visit.ts'
import type { Queries } from './database.ts'
import { StoreError } from './error.ts'
import type { VisitSlotsTable, VisitsTable } from './visit-tables.ts'

/** Visits with their slots. */
export function selectVisits(queries: Queries) {
  return queries
    .selectFrom('visits')
    .innerJoin('visit_slots', 'visit_slots.id', 'visits.slot_id')
    .selectAll('visits')
    .select([
      'visit_slots.region_id',
      'visit_slots.crew',
      'visit_slots.starts_at',
      'visit_slots.ends_at',
      'visit_slots.price_minor_units as slot_price_minor_units',
      'visit_slots.currency as slot_currency',
    ])
}

type SlotRow = Omit<Selectable<VisitSlotsTable>, 'created_at' | 'withdrawn_at'>

type VisitRow = Selectable<VisitsTable> &
  Omit<SlotRow, 'id'> & { readonly slot_price_minor_units: number; readonly slot_currency: string }

export function readSlot(row: SlotRow): VisitSlot {
  const { id, region_id: regionId, crew, starts_at: startsAt, ends_at: endsAt } = row
  return { id, regionId, crew, startsAt, endsAt, price: readMoney(row.price_minor_units, row.currency) }
}

export function readVisit(row: VisitRow): Visit {
  const { slot_id: slotId, slot_price_minor_units: slotPrice, slot_currency: slotCurrency } = row
  return {
    id: row.id,
    slot: readSlot({ ...row, id: slotId, price_minor_units: slotPrice, currency: slotCurrency }),
    accountId: row.account_id,
    accountNumber: row.account_number,
    principal: row.principal,
    comment: row.comment,
    status: readStatus(row.status),
    cancelledBy: row.cancelled_by,
    price: readMoney(row.price_minor_units, row.currency),
    ticketId: row.ticket_id,
    createdAt: row.created_at,
  }
}

function readMoney(minorUnits: number, text: string): Money {
  return { minorUnits: BigInt(minorUnits), currency: CURRENCIES.find((known) => known === text) ?? corrupt('currency') }
}

function readStatus(text: string): VisitStatus {
  return text === 'BOOKED' || text === 'CANCELLED' ? text : corrupt('status')
}

function corrupt(what: string): never {
  throw new StoreError(
    'STORE_CORRUPT',
    `A stored visit has an unreadable ${what}. A newer program may have written it.`,
  )
}
