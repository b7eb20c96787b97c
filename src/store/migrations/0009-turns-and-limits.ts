import type { Migration } from '../migrate.ts'

/**
 * Who waits for the turn of an account, oldest first; what a principal has had accepted on a day, with the limits that it
 * was accepted under; and how each intent was sent, which says where to look for it. The limits are checks of the table: what
 * would pass one is refused by the database itself, however many are accepted at once.
 *
 * Of the minute of the clock before the one of the last payment as much counts as lies within sixty seconds of it.
 */
export const turnsAndLimits: Migration = {
  name: '0009-turns-and-limits',
  statements: ({ int64, tableEnd }) => [
    `create index intents_turn on intents (serial_key, id) where serial_key is not null and state = 'ACCEPTED'`,
    `alter table intents add column limit_day ${int64}`,
    `alter table intents add column sent_for text`,
    `create table payment_usage (
      principal text not null,
      day ${int64} not null,
      amount ${int64} not null,
      max_amount ${int64} not null,
      counted_at ${int64} not null,
      payments ${int64} not null,
      payments_before ${int64} not null,
      max_payments ${int64} not null,
      primary key (principal, day),
      constraint payment_usage_day_limit check (amount <= max_amount),
      constraint payment_usage_minute_limit check
        (payments + (payments_before * (60000 - counted_at % 60000) + 59999) / 60000 <= max_payments)
    )${tableEnd}`,
  ],
}
