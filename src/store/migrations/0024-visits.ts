import type { Migration } from '../migrate.ts'

/**
 * When masters can come, and who has asked for them. That a slot is booked once is the index's business: no replica can
 * miss it.
 */
export const visits: Migration = {
  name: '0024-visits',
  statements: ({ int64, tableEnd }) => [
    `create table visit_slots (
      id text primary key,
      region_id text not null,
      crew text not null,
      starts_at ${int64} not null,
      ends_at ${int64} not null,
      price_minor_units ${int64} not null,
      currency text not null,
      created_at ${int64} not null,
      unique (region_id, crew, starts_at)
    )${tableEnd}`,
    `create index visit_slots_by_start on visit_slots (region_id, starts_at, id)`,
    `create table visits (
      id text primary key,
      slot_id text not null references visit_slots (id),
      account_id text not null,
      account_number text not null,
      principal text not null,
      external_id text not null,
      fingerprint text not null,
      comment text,
      status text not null,
      price_minor_units ${int64} not null,
      currency text not null,
      ticket_id text,
      created_at ${int64} not null,
      cancelled_at ${int64},
      told_at ${int64},
      unique (principal, external_id)
    )${tableEnd}`,
    `create unique index visits_of_slot on visits (slot_id) where status = 'BOOKED'`,
    `create index visits_of_account on visits (account_id, created_at, id)`,
    `create index visits_untold on visits (created_at) where ticket_id is null or (status = 'CANCELLED' and told_at is null)`,
  ],
}
