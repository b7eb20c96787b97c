import type { Migration } from '../migrate.ts'

/** Who has given a visit up: the helpdesk reads it from him. */
export const cancelledBy: Migration = {
  name: '0025-cancelled-by',
  statements: () => ['alter table visits add column cancelled_by text'],
}
