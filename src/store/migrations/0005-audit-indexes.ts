import type { Migration } from '../migrate.ts'

/** The trail is read newest first by who, what, to whom or when; each of these has an index in that order. */
export const auditIndexes: Migration = {
  name: '0005-audit-indexes',
  statements: () => [
    `create index audit_happened_at on audit (happened_at, id)`,
    `create index audit_actor on audit (actor, happened_at, id)`,
    `create index audit_act on audit (act, happened_at, id)`,
    `create index audit_object on audit (object, happened_at, id)`,
  ],
}
