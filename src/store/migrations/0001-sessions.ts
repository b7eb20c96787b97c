import type { Migration } from '../migrate.ts'

/** Sessions with their refresh tokens, tries, and the audit trail. */
export const sessions: Migration = {
  name: '0001-sessions',
  statements: ({ int64, countedKey, tableEnd, appendOnly }) => [
    `create table sessions (
      id text primary key,
      subject_id text not null,
      role text not null check (role in ('SUBSCRIBER', 'MEMBER', 'PARTNER', 'OPERATOR')),
      display_name text not null,
      accounts text not null,
      has_more_accounts ${int64} not null check (has_more_accounts in (0, 1)),
      confirmed_at ${int64} not null,
      created_at ${int64} not null,
      expires_at ${int64} not null,
      revoked_at ${int64}
    )${tableEnd}`,
    `create index sessions_expires_at on sessions (expires_at)`,
    `create index sessions_revoked_at on sessions (revoked_at) where revoked_at is not null`,

    `create table refresh_tokens (
      token_hash text primary key,
      session_id text not null references sessions (id) on delete cascade,
      used_at ${int64}
    )${tableEnd}`,
    `create index refresh_tokens_session on refresh_tokens (session_id, used_at)`,

    `create table tries (
      id ${countedKey},
      subject text not null,
      tried_at ${int64} not null,
      is_notice ${int64} not null check (is_notice in (0, 1))
    )${tableEnd}`,
    `create index tries_subject on tries (subject, tried_at)`,
    `create index tries_tried_at on tries (tried_at)`,

    `create table audit (
      id ${countedKey},
      happened_at ${int64} not null,
      actor text not null,
      act text not null,
      object text not null,
      outcome text not null,
      request_id text not null
    )${tableEnd}`,
    ...appendOnly('audit'),
  ],
}
