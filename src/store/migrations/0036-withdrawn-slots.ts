import type { Migration } from '../migrate.ts'

/**
 * A slot can be withdrawn although visits tell of it, and its crew's time opened anew: the rule that a crew has one slot at a
 * time holds for those that stand. SQLite drops no rule of a table, so that both are written anew. What the helpdesk could not
 * be told of is told ever more rarely: `tell_at` says when next, `tellings` how often in vain.
 */
export const withdrawnSlots: Migration = {
  name: '0036-withdrawn-slots',
  statements: ({ int64, tableEnd }) => [
    `create table visit_slots_anew (
      id text primary key,
      region_id text not null,
      crew text not null,
      starts_at ${int64} not null,
      ends_at ${int64} not null,
      price_minor_units ${int64} not null,
      currency text not null,
      created_at ${int64} not null,
      withdrawn_at ${int64}
    )${tableEnd}`,
    `insert into visit_slots_anew (id, region_id, crew, starts_at, ends_at, price_minor_units, currency, created_at)
      select id, region_id, crew, starts_at, ends_at, price_minor_units, currency, created_at from visit_slots`,
    `create table visits_anew (
      id text primary key,
      slot_id text not null references visit_slots_anew (id),
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
      cancelled_by text,
      told_at ${int64},
      tell_at ${int64} not null default 0,
      tellings ${int64} not null default 0,
      unique (principal, external_id)
    )${tableEnd}`,
    `insert into visits_anew (id, slot_id, account_id, account_number, principal, external_id, fingerprint, comment, status,
      price_minor_units, currency, ticket_id, created_at, cancelled_at, cancelled_by, told_at)
      select id, slot_id, account_id, account_number, principal, external_id, fingerprint, comment, status,
      price_minor_units, currency, ticket_id, created_at, cancelled_at, cancelled_by, told_at from visits`,
    'drop table visits',
    'drop table visit_slots',
    'alter table visit_slots_anew rename to visit_slots',
    'alter table visits_anew rename to visits',
    'create unique index visit_slots_standing on visit_slots (region_id, crew, starts_at) where withdrawn_at is null',
    'create index visit_slots_of_crew on visit_slots (crew, starts_at)',
    'create index visit_slots_by_start on visit_slots (region_id, starts_at, id)',
    `create unique index visits_of_slot on visits (slot_id) where status = 'BOOKED'`,
    'create index visits_by_slot on visits (slot_id)',
    'create index visits_of_account on visits (account_id, created_at, id)',
    `create index visits_untold on visits (tell_at) where ticket_id is null or (status = 'CANCELLED' and told_at is null)`,
  ],
}
