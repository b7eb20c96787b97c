import type { Migration } from '../migrate.ts'

/**
 * A claim that runs is told apart from a look that is planned: a hint shortens the second and never the first. And hints that
 * change nothing are counted, so that whoever repeats them causes ever fewer looks. Addresses of payers of what is over for good
 * are of no use any more.
 */
export const checkoutHints: Migration = {
  name: '0039-checkout-hints',
  statements: ({ int64 }) => [
    `alter table checkouts add column claimed_until ${int64}`,
    `alter table checkouts add column vain_hints ${int64} not null default 0`,
    `update checkouts set contact = '' where state in ('DONE', 'REFUSED', 'REFUNDED')`,
  ],
}
