import { randomBytes } from 'node:crypto'
import { readAccount } from './accounts.ts'
import { dateText } from './calendar.ts'
import { type Database, readInteger } from './database.ts'
import { BooksError } from './error.ts'
import { POSITIONS_MAX, restIdOf, serviceIdOf, soapIdOf, subjectIdOf } from './numbering.ts'
import { failOpenOrders } from './orders.ts'
import { hashPassword } from './passwords.ts'
import { AS_TARIFF_HAS_IT, STATE } from './rules.ts'
import { readMeta, writeMeta } from './schema.ts'
import { OPERATOR_OF_REGION, publicTariff } from './seed/catalogue.ts'
import { deriveAddresses } from './seed/equipment.ts'
import { createHolder, profileOf } from './seed/profile.ts'
import type { AccountRow, NewAccount, ServiceRow } from './types.ts'
import { insertGroup } from './writing.ts'

/** The internet tariff that new accounts begin with. */
const FIRST_TARIFF_ID = 1

const TEXT_MAX = 64

/**
 * Concludes an agreement: account, holder with an invented name, login and one internet service, all at once; the
 * login can sign in when it returns. The balance is zero. Call it in a transaction.
 */
export function createAccount(database: Database, wanted: NewAccount, now: number): AccountRow {
  checkWanted(database, wanted)
  const position = readMeta(database, 'positions')
  if (position >= POSITIONS_MAX) throw new BooksError('INVALID_VALUE', 'The books are full.')
  const { number, type, login } = wanted
  const restId = restIdOf(position)
  const holder = createHolder({ position, type, number })
  const tariff = publicTariff(FIRST_TARIFF_ID)
  const account: AccountRow = {
    restId,
    soapId: soapIdOf(position),
    number,
    type,
    state: STATE.active,
    paidTotal: 0n,
    chargedTotal: 0n,
    creditLimit: 0n,
    promised: 0n,
    regionId: holder.region.id,
    operatorId: OPERATOR_OF_REGION[holder.region.id] ?? 1,
    openedAt: now,
    toRestore: 0n,
  }
  const service: ServiceRow = {
    id: serviceIdOf(position, 0),
    restId,
    tariffId: tariff.id,
    kind: tariff.kind,
    state: STATE.active,
    connectedAt: now,
    ...AS_TARIFF_HAS_IT,
  }
  insertGroup(database, {
    accounts: [
      {
        position,
        account,
        agreement: { restId, number, state: 1, concludedOn: dateText(now), endsOn: null, termMonths: 0, terms: '' },
        profile: profileOf(holder, position),
        services: [service],
        addresses: deriveAddresses(position, [service]),
        devices: [],
        tickets: [],
        payments: [],
        charges: [],
      },
    ],
    subjects: [
      {
        id: subjectIdOf(position),
        type,
        name: holder.displayName,
        accounts: [restId],
        login,
        password: hashPassword(wanted.password, randomBytes(16)),
      },
    ],
  })
  writeMeta(database, 'positions', position + 1)
  return account
}

/** Ends the agreement today, or leaves it ended; the login stays. Null for an unknown number. Call it in a transaction. */
export function terminateAccount(database: Database, number: string, now: number): AccountRow | null {
  const before = database.find('SELECT * FROM accounts WHERE number = ?', number)
  if (!before) return null
  const restId = readInteger(before, 'rest_id')
  if (readInteger(before, 'state') !== STATE.closed) {
    database.run('UPDATE accounts SET state = 9 WHERE rest_id = ?', restId)
    database.run('DELETE FROM addresses WHERE service_id IN (SELECT id FROM services WHERE rest_id = ?)', restId)
    database.run('UPDATE services SET state = 9 WHERE rest_id = ?', restId)
    failOpenOrders(database, readInteger(before, 'soap_id'), now)
    database.run('UPDATE agreements SET state = 9, ends_on = ? WHERE rest_id = ?', dateText(now), restId)
  }
  const after = database.find('SELECT * FROM accounts WHERE number = ?', number)
  return after && readAccount(after)
}

function checkWanted(database: Database, { number, login, password }: NewAccount): void {
  for (const [name, value] of Object.entries({ number, login, password })) {
    if (value.length === 0 || value.length > TEXT_MAX || value.trim() !== value) {
      throw new BooksError('INVALID_VALUE', `${name} must have 1 to ${TEXT_MAX} characters and no blanks around it.`)
    }
  }
  if (database.find('SELECT 1 FROM accounts WHERE number = ?', number)) {
    throw new BooksError('NUMBER_TAKEN', `There is an agreement ${number} already.`)
  }
  if (database.find('SELECT 1 FROM logins WHERE login = ?', login)) {
    throw new BooksError('LOGIN_TAKEN', `There is a login ${login} already.`)
  }
}
