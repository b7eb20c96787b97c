import type { Migration } from '../migrate.ts'

/** Work that is done once for a day, by whichever process is first: who has begun it until when, and what came of it. */
export const dailyRuns: Migration = {
  name: '0007-daily-runs',
  statements: ({ int64, tableEnd }) => [
    `create table daily_runs (
      name text not null,
      day text not null,
      claim ${int64} not null,
      claimed_until ${int64} not null,
      finished_at ${int64},
      result text,
      primary key (name, day),
      check ((finished_at is null) = (result is null))
    )${tableEnd}`,
  ],
}
