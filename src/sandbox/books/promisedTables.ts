/** Part of schema.ts: an account never has two that run. */
export const PROMISE_TABLES = `
CREATE TABLE promises (
  promise_id INTEGER PRIMARY KEY, soap_id INTEGER NOT NULL REFERENCES accounts (soap_id),
  status INTEGER NOT NULL CHECK (status IN (1, 2, 3)), amount INTEGER NOT NULL CHECK (amount > 0),
  fee INTEGER NOT NULL CHECK (fee >= 0), taken_at INTEGER NOT NULL, ends_at INTEGER NOT NULL,
  comment TEXT, manager TEXT
) STRICT;
CREATE UNIQUE INDEX active_promise_of_account ON promises (soap_id) WHERE status = 1;
CREATE INDEX promises_of_account ON promises (soap_id, promise_id);
CREATE INDEX promises_due ON promises (ends_at) WHERE status = 1;
`
