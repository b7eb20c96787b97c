import type { Migration } from '../migrate.ts'

/** Files of tickets; their bytes are in the data directory. */
export const attachments: Migration = {
  name: '0023-attachments',
  statements: ({ int64, tableEnd }) => [
    `create table attachments (
      id text primary key,
      account_id text not null,
      ticket_id text not null,
      actor text not null,
      file_name text not null,
      size_bytes ${int64} not null,
      state text not null,
      media_type text,
      file text,
      reference text,
      created_at ${int64} not null
    )${tableEnd}`,
    `create index attachments_of_message on attachments (reference)`,
    `create index attachments_by_state on attachments (state, created_at)`,
  ],
}
