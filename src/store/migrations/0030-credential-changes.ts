import type { Migration } from '../migrate.ts'

/** When somebody's password was changed last: a session whose sign-in began before is not opened any more. */
export const credentialChanges: Migration = {
  name: '0030-credential-changes',
  statements: ({ int64, tableEnd }) => [
    `create table credential_changes (
      role text not null,
      subject_id text not null,
      changed_at ${int64} not null,
      primary key (role, subject_id)
    )${tableEnd}`,
    `create index credential_changes_changed_at on credential_changes (changed_at)`,
  ],
}
