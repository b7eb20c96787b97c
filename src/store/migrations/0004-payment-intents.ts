import type { Migration } from '../migrate.ts'

/**
 * Orders to move money, and whatever else the billing must do exactly once. The words that may be added to later (kinds, methods, refusals, reasons for a person to look) are
 * checked by the program, since a check of a table cannot be widened in SQLite. An intent that is neither final nor a
 * person's is always due at some time: nothing is forgotten.
 */
export const paymentIntents: Migration = {
  name: '0004-payment-intents',
  statements: ({ int64, orderedText, tableEnd }) => [
    `create table intents (
      id ${orderedText} primary key,
      kind text not null,
      principal text not null,
      external_id text not null,
      fingerprint text not null,
      reference text not null,
      account_id text not null,
      account_number text not null,
      amount_minor_units ${int64} not null check (amount_minor_units > 0 or amount_minor_units = 0 and kind not in ('PAYMENT', 'CANCELLATION')),
      currency text not null,
      method text,
      paid_at ${int64},
      details text,
      relates_to text references intents (id),
      serial_key text,
      state text not null check (state in ('ACCEPTED', 'SENDING', 'UNKNOWN', 'DONE', 'REJECTED', 'OPERATOR')),
      fence ${int64} not null check (fence >= 0),
      attempt ${int64} not null check (attempt >= 0),
      accepted_at ${int64} not null,
      sent_at ${int64},
      changed_at ${int64} not null,
      due_at ${int64},
      settled_at ${int64},
      absences ${int64} not null check (absences >= 0),
      watch_until ${int64},
      mark text,
      record_id text,
      registered_at ${int64},
      refusal text,
      attention text,
      unique (principal, kind, external_id),
      check (state in ('DONE', 'REJECTED', 'OPERATOR') or due_at is not null),
      check (state not in ('DONE', 'REJECTED') or due_at is null or watch_until is not null),
      check (state <> 'SENDING' or (attempt > 0 and sent_at is not null)),
      check (state <> 'REJECTED' or refusal is not null)
    )${tableEnd}`,
    `create unique index intents_reference on intents (kind, reference) where state <> 'REJECTED'`,
    `create unique index intents_serial on intents (serial_key)
      where serial_key is not null and state in ('SENDING', 'UNKNOWN')`,
    `create index intents_due on intents (due_at, id) where due_at is not null`,
    `create index intents_attention on intents (id)
      where attention is not null or state = 'OPERATOR'`,
    `create index intents_accepted on intents (kind, accepted_at, id)`,
    `create index intents_principal on intents (principal, kind, accepted_at, id, state, amount_minor_units)`,
    `create index intents_record_id on intents (record_id, id) where record_id is not null`,
    `create index intents_relates_to on intents (relates_to) where relates_to is not null`,
  ],
}
