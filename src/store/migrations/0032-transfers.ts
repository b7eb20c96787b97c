import type { Migration } from '../migrate.ts'

/**
 * Money on its way between accounts. One that is neither final nor a person's is always due at some time: nothing is
 * forgotten. What did not come to the recipient says why.
 */
export const transfers: Migration = {
  name: '0032-transfers',
  statements: ({ int64, orderedText, tableEnd }) => [
    `create table transfers (
      id ${orderedText} primary key,
      kind text not null check (kind in ('TOP_UP', 'OWN')),
      principal text not null,
      external_id text not null,
      fingerprint text not null,
      from_account_id text not null,
      from_account_number text not null,
      to_account_id text not null,
      to_account_number text not null,
      amount_minor_units ${int64} not null check (amount_minor_units > 0),
      currency text not null,
      state text not null check
        (state in ('DEBITING', 'CREDITING', 'RETURNING', 'DONE', 'REFUSED', 'RETURNED', 'OPERATOR')),
      fence ${int64} not null check (fence >= 1),
      returns ${int64} not null check (returns >= 0),
      accepted_at ${int64} not null,
      changed_at ${int64} not null,
      due_at ${int64},
      refusal text,
      limit_day ${int64} not null,
      unique (principal, external_id),
      check (from_account_id <> to_account_id),
      check ((due_at is null) = (state in ('DONE', 'REFUSED', 'RETURNED', 'OPERATOR'))),
      check ((refusal is null) = (state in ('DEBITING', 'CREDITING', 'DONE'))),
      check (state <> 'RETURNING' or returns > 0)
    )${tableEnd}`,
    `create index transfers_due on transfers (due_at, id) where due_at is not null`,
    `create index transfers_payer on transfers (from_account_id, id)`,
    `create index transfers_open on transfers (id) where state not in ('DONE', 'REFUSED', 'RETURNED')`,
  ],
}
