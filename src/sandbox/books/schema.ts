import { type Database, readInteger } from './database.ts'
import { DEBIT_TABLES } from './debitTables.ts'
import { BooksError } from './error.ts'
import { PROMISE_TABLES } from './promisedTables.ts'

/** Grows by one with every change of the tables; an older or newer file is refused, as the sandbox can be seeded anew. */
const SCHEMA_VERSION = 7

/** "BKS1": tells these files from any other SQLite file. */
const APPLICATION_ID = 0x42_4b_53_31

/** Money is kopecks, instants are milliseconds. `position` numbers the accounts from 0; numbering.ts makes ids of it. */
const TABLES = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE regions (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE operators (id INTEGER PRIMARY KEY, name TEXT NOT NULL, inn TEXT NOT NULL, kpp TEXT NOT NULL) STRICT;
CREATE TABLE tariffs (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 8),
  fee INTEGER NOT NULL CHECK (fee >= 0), speed INTEGER NOT NULL CHECK (speed >= 0),
  region_id INTEGER NOT NULL, owner_account INTEGER NOT NULL,
  components TEXT NOT NULL, channels INTEGER NOT NULL, guide TEXT NOT NULL, description TEXT NOT NULL
) STRICT;
CREATE TABLE channels (
  tariff_id INTEGER NOT NULL REFERENCES tariffs, number INTEGER NOT NULL CHECK (number > 0),
  name TEXT NOT NULL, genre TEXT NOT NULL, is_hd INTEGER NOT NULL CHECK (is_hd IN (0, 1)),
  PRIMARY KEY (tariff_id, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE offerings (
  id INTEGER NOT NULL, region_id INTEGER NOT NULL REFERENCES regions, type TEXT NOT NULL CHECK (type IN ('S', 'E', 'W')),
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 8), name TEXT NOT NULL, fee INTEGER NOT NULL CHECK (fee >= 0),
  price INTEGER NOT NULL CHECK (price >= 0), description TEXT NOT NULL, PRIMARY KEY (id, region_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE accounts (
  position INTEGER PRIMARY KEY, rest_id INTEGER NOT NULL UNIQUE, soap_id INTEGER NOT NULL UNIQUE,
  number TEXT NOT NULL UNIQUE, type TEXT NOT NULL CHECK (type IN ('P', 'O')),
  state INTEGER NOT NULL CHECK (state IN (0, 1, 2, 9)),
  paid_total INTEGER NOT NULL CHECK (paid_total >= 0), charged_total INTEGER NOT NULL CHECK (charged_total >= 0),
  credit_limit INTEGER NOT NULL CHECK (credit_limit >= 0),
  region_id INTEGER NOT NULL REFERENCES regions, operator_id INTEGER NOT NULL REFERENCES operators,
  opened_at INTEGER NOT NULL, promised INTEGER NOT NULL CHECK (promised >= 0)
) STRICT;
CREATE TABLE agreements (
  rest_id INTEGER PRIMARY KEY REFERENCES accounts (rest_id), number TEXT NOT NULL,
  state INTEGER NOT NULL CHECK (state IN (1, 9)), concluded_on TEXT NOT NULL, ends_on TEXT,
  term_months INTEGER NOT NULL CHECK (term_months >= 0), terms TEXT NOT NULL
) STRICT;
CREATE TABLE profiles (
  rest_id INTEGER PRIMARY KEY REFERENCES accounts (rest_id), type TEXT NOT NULL,
  surname TEXT NOT NULL, name TEXT NOT NULL, patronymic TEXT NOT NULL, company TEXT NOT NULL,
  inn TEXT NOT NULL, kpp TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL, address TEXT NOT NULL
) STRICT;
CREATE TABLE settings (
  rest_id INTEGER PRIMARY KEY REFERENCES accounts (rest_id), language TEXT NOT NULL CHECK (language IN ('ru', 'en')),
  invoice TEXT NOT NULL CHECK (invoice IN ('E', 'P', 'N')), advertising INTEGER NOT NULL CHECK (advertising IN (0, 1))
) STRICT;
CREATE TABLE coverage (
  id INTEGER PRIMARY KEY, region_id INTEGER NOT NULL REFERENCES regions, city TEXT NOT NULL, street TEXT NOT NULL,
  house_from INTEGER NOT NULL, house_to INTEGER NOT NULL, side INTEGER NOT NULL CHECK (side IN (0, 1, 2)),
  state INTEGER NOT NULL CHECK (state IN (1, 2, 3)), planned_on TEXT
) STRICT;
CREATE INDEX coverage_of_region ON coverage (region_id);
CREATE TABLE services (
  id INTEGER PRIMARY KEY, rest_id INTEGER NOT NULL REFERENCES accounts (rest_id),
  tariff_id INTEGER NOT NULL REFERENCES tariffs, kind INTEGER NOT NULL,
  state INTEGER NOT NULL CHECK (state IN (0, 1, 2, 3, 9)), connected_at INTEGER,
  billed_from INTEGER, speed INTEGER NOT NULL DEFAULT 0, channels INTEGER NOT NULL DEFAULT 0,
  options_fee INTEGER NOT NULL DEFAULT 0 CHECK (options_fee >= 0), frozen_from INTEGER, frozen_until INTEGER
) STRICT;
CREATE INDEX services_of_account ON services (rest_id);
CREATE TABLE addresses (
  service_id INTEGER NOT NULL REFERENCES services, ip TEXT NOT NULL, type INTEGER NOT NULL CHECK (type IN (0, 1)),
  PRIMARY KEY (service_id, ip)
) STRICT, WITHOUT ROWID;
CREATE TABLE devices (
  id INTEGER PRIMARY KEY, rest_id INTEGER NOT NULL REFERENCES accounts (rest_id),
  name TEXT NOT NULL, mac TEXT NOT NULL, serial TEXT NOT NULL, registered_at INTEGER
) STRICT;
CREATE INDEX devices_of_account ON devices (rest_id);
CREATE INDEX devices_by_mac ON devices (lower(replace(replace(replace(mac, ':', ''), '-', ''), '.', ''))) WHERE mac <> '';
CREATE INDEX devices_by_serial ON devices (upper(serial)) WHERE serial <> '';
CREATE TABLE subjects (
  id INTEGER PRIMARY KEY, type TEXT NOT NULL CHECK (type IN ('P', 'O', 'M', 'S')), name TEXT NOT NULL
) STRICT;
CREATE TABLE subject_accounts (
  subject_id INTEGER NOT NULL REFERENCES subjects, rest_id INTEGER NOT NULL REFERENCES accounts (rest_id),
  place INTEGER NOT NULL, PRIMARY KEY (subject_id, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE logins (
  login TEXT PRIMARY KEY, subject_id INTEGER NOT NULL REFERENCES subjects, salt BLOB NOT NULL, hash BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE payments (
  record_id INTEGER PRIMARY KEY, soap_id INTEGER NOT NULL REFERENCES accounts (soap_id),
  status INTEGER NOT NULL CHECK (status IN (1, 2)), amount INTEGER NOT NULL CHECK (amount > 0),
  class_id INTEGER NOT NULL CHECK (class_id BETWEEN 1 AND 99), paid_at INTEGER NOT NULL, posted_at INTEGER NOT NULL,
  receipt TEXT, comment TEXT, manager TEXT
) STRICT;
CREATE INDEX payments_of_account ON payments (soap_id, record_id);
CREATE INDEX payments_by_receipt ON payments (receipt) WHERE receipt IS NOT NULL;
CREATE TABLE charges (
  record_id INTEGER PRIMARY KEY, soap_id INTEGER NOT NULL REFERENCES accounts (soap_id),
  service_id INTEGER REFERENCES services, amount INTEGER NOT NULL CHECK (amount > 0),
  charged_at INTEGER NOT NULL, period TEXT NOT NULL, description TEXT NOT NULL
) STRICT;
CREATE INDEX charges_of_account ON charges (soap_id, record_id);
CREATE TABLE tickets (
  ticket_id INTEGER PRIMARY KEY, soap_id INTEGER REFERENCES accounts (soap_id),
  class_id INTEGER NOT NULL CHECK (class_id BETWEEN 1 AND 5), status INTEGER NOT NULL CHECK (status IN (1, 2, 3, 9)),
  subject TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, manager TEXT,
  external_id TEXT, contact_name TEXT, contact_phone TEXT, contact_address TEXT,
  mark INTEGER CHECK (mark BETWEEN 1 AND 5),
  CHECK (soap_id IS NOT NULL OR contact_name IS NOT NULL)
) STRICT;
CREATE INDEX tickets_of_account ON tickets (soap_id, ticket_id);
CREATE INDEX tickets_by_external_id ON tickets (external_id) WHERE external_id IS NOT NULL;
CREATE TABLE ticket_messages (
  message_id INTEGER PRIMARY KEY, ticket_id INTEGER NOT NULL REFERENCES tickets,
  side INTEGER NOT NULL CHECK (side IN (0, 1)), author TEXT, text TEXT NOT NULL, created_at INTEGER NOT NULL,
  external_id TEXT
) STRICT;
CREATE INDEX messages_of_ticket ON ticket_messages (ticket_id, message_id);
CREATE INDEX messages_by_external_id ON ticket_messages (external_id) WHERE external_id IS NOT NULL;
CREATE TABLE ticket_states (
  state_id INTEGER PRIMARY KEY, ticket_id INTEGER NOT NULL REFERENCES tickets,
  status INTEGER NOT NULL CHECK (status IN (1, 2, 3, 9)), side INTEGER NOT NULL CHECK (side IN (0, 1)),
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX states_of_ticket ON ticket_states (ticket_id, state_id);
CREATE TABLE orders (
  order_id INTEGER PRIMARY KEY, soap_id INTEGER NOT NULL REFERENCES accounts (soap_id),
  class_id INTEGER NOT NULL CHECK (class_id BETWEEN 1 AND 11), status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 5),
  service_id INTEGER REFERENCES services, tariff_id INTEGER, offering_id INTEGER,
  option INTEGER CHECK (option IN (1, 2)), value INTEGER, from_at INTEGER, until_at INTEGER,
  at_period_end INTEGER NOT NULL CHECK (at_period_end IN (0, 1)), created_at INTEGER NOT NULL,
  due_at INTEGER, closed_at INTEGER, price INTEGER NOT NULL CHECK (price >= 0),
  accrued INTEGER NOT NULL CHECK (accrued >= 0), fee INTEGER NOT NULL CHECK (fee >= 0),
  reason INTEGER NOT NULL, ext_id TEXT, comment TEXT, manager TEXT,
  CHECK ((due_at IS NULL) = (status >= 3))
) STRICT;
CREATE INDEX orders_of_account ON orders (soap_id, order_id);
CREATE INDEX orders_by_ext_id ON orders (ext_id) WHERE ext_id IS NOT NULL;
CREATE INDEX orders_due ON orders (due_at, order_id) WHERE due_at IS NOT NULL;
CREATE TABLE charging_runs (due_at INTEGER PRIMARY KEY, first_record_id INTEGER NOT NULL, positions INTEGER NOT NULL) STRICT;
`

/** Whether the file holds books already. A file that is something else, or of another version, is a BooksError. */
export function hasBooks(database: Database, file: string): boolean {
  const version = pragma(database, 'user_version')
  const application = pragma(database, 'application_id')
  if (application === APPLICATION_ID && version === SCHEMA_VERSION) return true
  const tables = database.find('SELECT count(*) AS count FROM sqlite_schema')
  if (tables && readInteger(tables, 'count') === 0) return false
  throw new BooksError(
    'UNUSABLE_FILE',
    application === APPLICATION_ID
      ? `The books in ${file} have version ${version}, this program reads ${SCHEMA_VERSION}. They hold nothing but invented data: delete the file, and it is seeded anew.`
      : `${file} is a database of another program.`,
  )
}

export function createTables(database: Database): void {
  database.execute(TABLES)
  database.execute(PROMISE_TABLES)
  database.execute(DEBIT_TABLES)
  database.execute(`PRAGMA user_version = ${SCHEMA_VERSION}; PRAGMA application_id = ${APPLICATION_ID};`)
}

/** The few numbers that the books keep about themselves. */
export type MetaName =
  | 'accounts'
  | 'start_at'
  | 'clock'
  | 'next_due_at'
  | 'next_record_id'
  | 'next_ticket_id'
  | 'next_device_id'
  | 'next_message_id'
  | 'next_order_id'
  | 'careless_orders'
  | 'positions'

export function readMeta(database: Database, name: MetaName): number {
  const row = database.find('SELECT value FROM meta WHERE name = ?', name)
  if (!row) throw new BooksError('UNUSABLE_FILE', `The books lack ${name}.`)
  return readInteger(row, 'value')
}

export function writeMeta(database: Database, name: MetaName, value: number): void {
  database.run('INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value', name, value)
}

function pragma(database: Database, name: 'user_version' | 'application_id'): number {
  const row = database.find(`PRAGMA ${name}`)
  return row ? readInteger(row, name) : 0
}
