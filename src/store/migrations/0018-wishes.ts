import type { Migration } from '../migrate.ts'

/** Which intent holds a wish of an account, so that people who press at once do not have the same carried out twice. */
export const wishes: Migration = {
  name: '0018-wishes',
  statements: ({ int64, tableEnd }) => [
    `create table wishes (
      wish text primary key,
      intent_id text not null,
      claimed_at ${int64} not null
    )${tableEnd}`,
    `create index wishes_claimed on wishes (claimed_at)`,
  ],
}
