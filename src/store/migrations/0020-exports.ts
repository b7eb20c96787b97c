import type { Migration } from '../migrate.ts'

/** Statements that become files, and the links by which they were fetched: each works once. */
export const exports: Migration = {
  name: '0020-exports',
  statements: ({ int64, tableEnd }) => [
    `create table exports (
      id text primary key,
      role text not null,
      subject_id text not null,
      idempotency_key text not null,
      fingerprint text not null,
      account_id text not null,
      account_kind text not null,
      account_number text not null,
      day_from text not null,
      day_to text not null,
      format text not null check (format in ('CSV', 'XLSX', 'PDF')),
      language text not null check (language in ('ru', 'en')),
      state text not null check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
      progress ${int64} not null,
      entry_count ${int64} not null,
      request_id text not null,
      created_at ${int64} not null,
      due_at ${int64},
      claim ${int64} not null,
      attempts ${int64} not null,
      finished_at ${int64},
      expires_at ${int64},
      size_bytes ${int64},
      failure text,
      unique (role, subject_id, idempotency_key),
      check ((state in ('QUEUED', 'RUNNING')) = (due_at is not null)),
      check ((state in ('DONE', 'FAILED')) = (finished_at is not null)),
      check ((state = 'DONE') = (size_bytes is not null)),
      check ((state = 'FAILED') = (failure is not null))
    )${tableEnd}`,
    `create index exports_due on exports (due_at) where due_at is not null`,
    `create index exports_expiring on exports (expires_at) where expires_at is not null`,

    `create table used_downloads (
      nonce text primary key,
      expires_at ${int64} not null
    )${tableEnd}`,
    `create index used_downloads_expires_at on used_downloads (expires_at)`,
  ],
}
