import type { Migration } from '../migrate.ts'

/** How many contract numbers that nobody has a partner may ask for within an hour, before what its payments allow besides. */
export const missesOfPartner: Migration = {
  name: '0016-misses-of-partner',
  statements: ({ int64 }) => [
    `alter table partners add column max_misses_per_hour ${int64} not null default 200 check (max_misses_per_hour > 0)`,
  ],
}
