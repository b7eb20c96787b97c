import type { Migration } from '../migrate.ts'

/**
 * Partners, their secrets and the nonces of their signed requests. A secret is a hash, a signing key is sealed: neither
 * can be read back from the database alone. All secrets of a partner are hashed with its one salt, so that a sign-in costs
 * one hash however many of them are valid.
 */
export const partners: Migration = {
  name: '0003-partners',
  statements: ({ int64, countedKey, tableEnd }) => [
    `create table partners (
      id text primary key,
      name text not null,
      state text not null check (state in ('ACTIVE', 'BLOCKED')),
      networks text not null,
      currency text not null,
      min_amount ${int64} not null check (min_amount > 0),
      max_amount ${int64} not null check (max_amount >= min_amount),
      max_amount_per_day ${int64} not null check (max_amount_per_day >= max_amount),
      max_payments_per_minute ${int64} not null check (max_payments_per_minute > 0),
      reference_template text not null,
      payment_method text not null,
      salt text not null,
      created_at ${int64} not null,
      updated_at ${int64} not null
    )${tableEnd}`,

    `create table partner_secrets (
      id ${countedKey},
      partner_id text not null references partners (id),
      purpose text not null check (purpose in ('SIGN_IN', 'SIGNING')),
      material text not null,
      created_at ${int64} not null,
      expires_at ${int64}
    )${tableEnd}`,
    `create index partner_secrets_partner on partner_secrets (partner_id)`,

    `create table partner_nonces (
      partner_id text not null,
      nonce text not null,
      expires_at ${int64} not null,
      primary key (partner_id, nonce)
    )${tableEnd}`,
    `create index partner_nonces_expires_at on partner_nonces (expires_at)`,

    `create index sessions_partner on sessions (subject_id) where role = 'PARTNER'`,
  ],
}
