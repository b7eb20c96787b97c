import type { Migration } from '../migrate.ts'

/** Codes and one-time passwords, the messages that carry them, and what a session is shown by and may do. */
export const access: Migration = {
  name: '0010-access',
  statements: ({ int64, tableEnd }) => [
    `alter table sessions add column scope text not null default 'FULL' check (scope in ('FULL', 'CHANGE_PASSWORD'))`,
    `alter table sessions add column device text`,
    `alter table sessions add column last_seen_at ${int64}`,

    `create table codes (
      subject text primary key,
      code_hash text not null,
      expires_at ${int64} not null
    )${tableEnd}`,
    `create index codes_expires_at on codes (expires_at)`,

    `create table deliveries (
      id text primary key,
      kind text not null,
      state text not null check (state in ('WAITING', 'SENT', 'DROPPED', 'FAILED')),
      payload text,
      request_id text not null,
      created_at ${int64} not null,
      expires_at ${int64} not null,
      due_at ${int64},
      attempts ${int64} not null,
      claim ${int64} not null,
      settled_at ${int64},
      check ((state = 'WAITING') = (due_at is not null)),
      check ((state = 'WAITING') = (payload is not null)),
      check ((state = 'WAITING') = (settled_at is null))
    )${tableEnd}`,
    `create index deliveries_due on deliveries (due_at) where due_at is not null`,
    `create index deliveries_settled on deliveries (settled_at) where settled_at is not null`,
  ],
}
