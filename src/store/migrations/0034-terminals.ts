import type { Migration } from '../migrate.ts'

/** How a partner reaches us in a classic terminal protocol, as JSON; null for one that does not. */
export const terminals: Migration = {
  name: '0034-terminals',
  statements: () => ['alter table partners add column terminal text'],
}
