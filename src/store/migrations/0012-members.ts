import type { Migration } from '../migrate.ts'

/** Who acts for an organisation beside its holder, and who was invited to. Codes are kept as hashes, and work once. */
export const members: Migration = {
  name: '0012-members',
  statements: ({ int64, tableEnd }) => [
    `create table members (
      id text primary key,
      account_id text not null,
      account text not null,
      role text not null,
      subject_id text not null,
      name text not null,
      rights text not null,
      since ${int64} not null,
      unique (account_id, role, subject_id)
    )${tableEnd}`,
    `create index members_of_subject on members (role, subject_id)`,
    `create table member_invitations (
      code_hash text primary key,
      account_id text not null,
      account text not null,
      name text not null,
      rights text not null,
      created_at ${int64} not null,
      expires_at ${int64} not null,
      member_id text
    )${tableEnd}`,
    `create index member_invitations_of_account on member_invitations (account_id, expires_at)`,
  ],
}
