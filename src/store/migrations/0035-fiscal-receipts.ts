import type { Migration } from '../migrate.ts'

/**
 * Receipts by 54-FZ of what was paid in the cabinet, and what operators have asked to be tried again. A checkout has one of a
 * sale and one of a refund. The buyer's address is kept for as long as it is needed.
 */
export const fiscalReceipts: Migration = {
  name: '0035-fiscal-receipts',
  statements: ({ int64, orderedText, tableEnd }) => [
    `create table fiscal_receipts (
      id ${orderedText} primary key,
      operation text not null check (operation in ('SELL', 'SELL_REFUND')),
      checkout_id ${orderedText} not null references checkouts (id),
      account_id text not null,
      account_number text not null,
      payment_id text,
      amount_minor_units ${int64} not null check (amount_minor_units > 0),
      currency text not null,
      vat text,
      tax_system text,
      settlement text,
      contact_kind text check (contact_kind in ('EMAIL', 'PHONE')),
      contact text,
      settled_at ${int64} not null,
      state text not null check (state in ('WAITING', 'SENDING', 'ACCEPTED', 'REGISTERED', 'FAILED')),
      claim ${int64} not null,
      document ${int64} not null check (document > 0),
      document_id text,
      attempts ${int64} not null,
      failure text,
      fiscal_sign text,
      document_number text,
      drive_number text,
      registered_at ${int64},
      link text,
      created_at ${int64} not null,
      changed_at ${int64} not null,
      due_at ${int64},
      unique (checkout_id, operation),
      check ((operation = 'SELL') = (vat is not null)),
      check ((vat is null) = (tax_system is null)),
      check ((vat is null) = (settlement is null)),
      check ((state in ('WAITING', 'SENDING', 'ACCEPTED')) = (due_at is not null)),
      check (state not in ('WAITING', 'SENDING') or document_id is null),
      check (state <> 'ACCEPTED' or document_id is not null),
      check ((state = 'REGISTERED') = (fiscal_sign is not null)),
      check ((state = 'FAILED') = (failure is not null)),
      check ((state = 'REGISTERED') = (contact is null))
    )${tableEnd}`,
    `create index fiscal_receipts_due on fiscal_receipts (due_at) where due_at is not null`,
    `create index fiscal_receipts_of_payment on fiscal_receipts (account_id, payment_id) where payment_id is not null`,
    `create index fiscal_receipts_open on fiscal_receipts (created_at, id) where state <> 'REGISTERED'`,

    `create table fiscal_retries (
      principal text not null,
      idempotency_key text not null,
      fingerprint text not null,
      receipt_id ${orderedText} not null references fiscal_receipts (id),
      created_at ${int64} not null,
      primary key (principal, idempotency_key)
    )${tableEnd}`,
  ],
}
