/** Part of schema.ts: what a charge that was asked for over the wire is known by. */
export const DEBIT_TABLES = `
CREATE TABLE debits (
  record_id INTEGER PRIMARY KEY REFERENCES charges, receipt TEXT, manager TEXT
) STRICT;
CREATE INDEX debits_by_receipt ON debits (receipt) WHERE receipt IS NOT NULL;
`
