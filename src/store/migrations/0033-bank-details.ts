import type { Migration } from '../migrate.ts'

/**
 * Where each operator's money goes to. A change adds a row and never touches another: a receipt names the row that it was
 * printed from, and is worth something while no later one of its operator is there.
 */
export const bankDetails: Migration = {
  name: '0033-bank-details',
  statements: ({ int64, countedKey, tableEnd, appendOnly }) => [
    `create table bank_details (
      id ${countedKey},
      operator_id text not null,
      version ${int64} not null check (version > 0),
      payee_name text not null,
      personal_account text not null check (length(personal_account) = 20),
      bank_name text not null,
      bic text not null check (length(bic) = 9),
      correspondent_account text not null check (length(correspondent_account) = 20),
      inn text not null,
      kpp text,
      since ${int64} not null,
      unique (operator_id, version)
    )${tableEnd}`,
    `create index bank_details_of_account on bank_details (personal_account, bic, id)`,
    ...appendOnly('bank_details'),
  ],
}
