import type { Migration } from '../migrate.ts'

/** Who waits for the turn of an account, oldest first. */
export const turns: Migration = {
  name: '0009-turns',
  statements: () => [
    `create index intents_turn on intents (serial_key, id) where serial_key is not null and state = 'ACCEPTED'`,
  ],
}
