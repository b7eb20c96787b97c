import type { Migration } from '../migrate.ts'

/** The registers that partners hand in, part by part, as evidence of what they said. */
export const registers: Migration = {
  name: '0006-registers',
  statements: ({ int64, tableEnd }) => [
    `create table registers (
      partner_id text not null,
      day text not null,
      part ${int64} not null check (part >= 1),
      parts ${int64} not null check (parts >= part),
      sha256 text not null,
      lines text not null,
      submitted_at ${int64} not null,
      primary key (partner_id, day, part)
    )${tableEnd}`,
  ],
}
