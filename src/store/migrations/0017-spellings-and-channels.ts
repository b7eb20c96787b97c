import type { Migration } from '../migrate.ts'

/**
 * By which spelling of a name something was tried, so that whoever is let in takes back his own tries alone; and by which
 * way a message goes, so that those that wait for one provider do not hold up those of another.
 */
export const spellingsAndChannels: Migration = {
  name: '0017-spellings-and-channels',
  statements: () => [
    `alter table tries add column spelling text`,
    `alter table deliveries add column channel text not null default 'SMS' check (channel in ('SMS', 'EMAIL'))`,
    `drop index deliveries_due`,
    `create index deliveries_due on deliveries (channel, due_at) where due_at is not null`,
  ],
}
