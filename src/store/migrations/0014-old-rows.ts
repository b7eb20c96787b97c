import type { Migration } from '../migrate.ts'

/** Where housekeeping finds what is old without reading what is not: a register's lines are long. */
export const oldRows: Migration = {
  name: '0014-old-rows',
  statements: () => [
    `create index payment_usage_day on payment_usage (day)`,
    `create index registers_submitted_at on registers (submitted_at)`,
  ],
}
