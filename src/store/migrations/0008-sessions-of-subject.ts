import type { Migration } from '../migrate.ts'

/** The sessions of one subject, of which there are never more than a few. */
export const sessionsOfSubject: Migration = {
  name: '0008-sessions-of-subject',
  statements: () => ['create index sessions_of_subject on sessions (subject_id, role)'],
}
