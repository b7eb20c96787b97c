import { readAccount } from './accounts.ts'
import { chargeOnce } from './charging.ts'
import { type Database, type Row, readTextOrNull } from './database.ts'
import { BooksError } from './error.ts'
import { readCharge } from './payments.ts'
import { balanceOf, STATE } from './rules.ts'
import type { Touch } from './touch.ts'
import type { ChargeRow } from './types.ts'
import { checkInteger } from './values.ts'

/** A charge that somebody has asked for: money that leaves an account for another one. */
export interface DebitRow extends ChargeRow {
  readonly receipt: string | null
  /** The login that asked for it. */
  readonly manager: string | null
}

export interface NewDebit {
  readonly soapId: number
  readonly amount: bigint
  readonly receipt?: string
  readonly description: string
  readonly manager?: string
}

export interface DebitBooks {
  /** Every debit with the receipt, oldest first. */
  findDebits(receipt: string): DebitRow[]
  /** Every debit in the order of posting, page by page. */
  listDebits(page: { readonly afterId: number; readonly limit: number }): DebitRow[]
  /** Writes a row whatever the receipt, as long as the account has the money: what it owns, without its credit limit. */
  addDebit(debit: NewDebit): DebitRow
}

const ROWS_MAX = 100_000
const SELECT = 'SELECT charges.*, receipt, manager FROM debits JOIN charges USING (record_id)'

/** Debits are never seeded, so that those of accounts which nobody has touched are none. */
export function createDebitReads(database: Database): Omit<DebitBooks, 'addDebit'> {
  return {
    findDebits: (receipt) => database.all(`${SELECT} WHERE receipt = ? ORDER BY record_id`, receipt).map(readDebit),
    listDebits: ({ afterId, limit }) => {
      checkInteger('limit', limit, { from: 1, to: ROWS_MAX })
      return database.all(`${SELECT} WHERE record_id > ? ORDER BY record_id LIMIT ?`, afterId, limit).map(readDebit)
    },
  }
}

export function createDebitWrites({
  database,
  touch,
  write,
}: {
  readonly database: Database
  readonly touch: Touch
  readonly write: <T>(work: (now: number) => T) => T
}): Pick<DebitBooks, 'addDebit'> {
  return {
    addDebit: (debit) => {
      touch.soapIds([debit.soapId])
      return write((now) => addDebit(database, debit, now))
    },
  }
}

function addDebit(database: Database, debit: NewDebit, now: number): DebitRow {
  const { soapId, amount, description, receipt = null, manager = null } = debit
  if (amount <= 0n) throw new BooksError('INVALID_AMOUNT', `${amount} kopecks cannot be taken.`)
  const owner = database.find('SELECT * FROM accounts WHERE soap_id = ?', soapId)
  if (!owner) throw new BooksError('UNKNOWN_ACCOUNT', `Agreement not found (${soapId})`)
  const account = readAccount(owner)
  if (account.state === STATE.closed) throw new BooksError('ACCOUNT_CLOSED', `Agreement is closed (${soapId})`)
  if (account.state === STATE.frozen) throw new BooksError('ACCOUNT_FROZEN', `Agreement is on hold (${soapId})`)
  if (balanceOf(account) < amount) throw new BooksError('NOT_ENOUGH_MONEY', `Not enough money (${soapId})`)
  const recordId = chargeOnce(database, { soapId, serviceId: null, amount, period: '', description, now })
  database.run('INSERT INTO debits VALUES (?, ?, ?)', recordId, receipt, manager)
  return { recordId, soapId, serviceId: null, amount, chargedAt: now, period: '', description, receipt, manager }
}

function readDebit(row: Row): DebitRow {
  return { ...readCharge(row), receipt: readTextOrNull(row, 'receipt'), manager: readTextOrNull(row, 'manager') }
}
