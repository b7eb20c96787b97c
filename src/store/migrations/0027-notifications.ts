import type { Migration } from '../migrate.ts'

/** Who wants to hear what of which account, and what has been seen of it. `due_at` is null where nothing is wanted. */
export const notifications: Migration = {
  name: '0027-notifications',
  statements: ({ int64, tableEnd }) => [
    `create table notifications (
      id text primary key,
      account_id text not null,
      person text not null,
      account text not null,
      contact_account text not null,
      preferences text not null,
      state text,
      changed_at ${int64} not null,
      due_at ${int64},
      claim ${int64} not null,
      is_claimed ${int64} not null default 0 check (is_claimed in (0, 1)),
      is_touched ${int64} not null default 0 check (is_touched in (0, 1)),
      unique (account_id, person)
    )${tableEnd}`,
    `create index notifications_due on notifications (due_at) where due_at is not null`,
  ],
}
