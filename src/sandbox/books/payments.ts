import type { SQLInputValue } from 'node:sqlite'
import { restoreIfPaid } from './charging.ts'
import {
  type Database,
  type Row,
  readAmount,
  readInteger,
  readIntegerOrNull,
  readText,
  readTextOrNull,
} from './database.ts'
import { BooksError } from './error.ts'
import { keepPromiseIfPaid } from './promised.ts'
import { readMeta, writeMeta } from './schema.ts'
import type { Touch } from './touch.ts'
import type { Books, ChargeRow, NewPayment, PaymentRow, RowFilter } from './types.ts'
import { checkInteger } from './values.ts'
import { insertPayment } from './writing.ts'

type RowReads = Pick<Books, 'listPayments' | 'listCharges' | 'listRegistry' | 'ledger'>

/** The most rows of one page, per account or of the ledger. */
const ROWS_MAX = 100_000

/** 100,000,000.00: what no payment reaches by honest means. */
const AMOUNT_MAX = 10_000_000_000n

/** Classes 1 to 7 have a meaning; old cash desks write others too. */
const CLASS_MAX = 99

/**
 * Newest first within an account; the accounts come in the order of their ids. In books that are written on first
 * touch, the ledger, the registry and filters that name neither account nor row see the accounts touched so far.
 */
export function createRowReads(database: Database, touch: Touch): RowReads {
  function select(table: 'payments' | 'charges', filter: RowFilter): Row[] {
    checkInteger('limit', filter.limit, { from: 1, to: ROWS_MAX })
    touch.soapIds(filter.soapIds ?? [])
    touch.records(filter.recordIds ?? [])
    if (filter.receipt !== undefined) touch.receipt(filter.receipt)
    const { where, values } = conditions(table, filter)
    return database.all(
      `SELECT * FROM (
         SELECT *, row_number() OVER (PARTITION BY soap_id ORDER BY record_id DESC) AS place FROM ${table} ${where}
       ) WHERE place <= ? ORDER BY soap_id, record_id DESC`,
      ...values,
      filter.limit,
    )
  }

  return {
    listPayments: (filter) => select('payments', filter).map(readPayment),
    // Charges have no receipt, so that none matches one.
    listCharges: (filter) => (filter.receipt === undefined ? select('charges', filter).map(readCharge) : []),
    listRegistry: ({ from, to, afterId, limit }) => {
      checkInteger('limit', limit, { from: 1, to: ROWS_MAX })
      return database
        .all(
          `SELECT * FROM payments WHERE record_id > ? AND posted_at >= ? AND posted_at < ? ORDER BY record_id LIMIT ?`,
          afterId,
          from,
          to,
          limit,
        )
        .map(readPayment)
    },
    ledger: ({ afterId, limit }) => {
      checkInteger('afterId', afterId, { from: 0, to: Number.MAX_SAFE_INTEGER })
      checkInteger('limit', limit, { from: 1, to: ROWS_MAX })
      const last = lastOfPage(database, { afterId, limit })
      const page = (table: string): Row[] =>
        database.all(`SELECT * FROM ${table} WHERE record_id > ? AND record_id <= ? ORDER BY 1`, afterId, last)
      return { payments: page('payments').map(readPayment), charges: page('charges').map(readCharge) }
    },
  }
}

/** Posts a payment as the legacy does: whatever the receipt, and now, whenever it was paid. Call it in a transaction. */
export function addPayment(database: Database, payment: NewPayment, now: number): PaymentRow {
  const { soapId, amount, classId } = payment
  if (amount <= 0n || amount > AMOUNT_MAX) throw new BooksError('INVALID_AMOUNT', `${amount} kopecks cannot be paid.`)
  checkInteger('classId', classId, { from: 1, to: CLASS_MAX })
  if (payment.paidAt !== undefined) checkInteger('paidAt', payment.paidAt, { from: 0, to: 8.64e15 })
  if (!database.find('SELECT 1 FROM accounts WHERE soap_id = ?', soapId)) {
    throw new BooksError('UNKNOWN_ACCOUNT', `There is no account ${soapId}.`)
  }
  const recordId = readMeta(database, 'next_record_id')
  const row: PaymentRow = {
    recordId,
    soapId,
    status: 1,
    amount,
    classId,
    paidAt: payment.paidAt ?? now,
    postedAt: now,
    receipt: payment.receipt ?? null,
    comment: payment.comment ?? null,
    manager: payment.manager ?? null,
  }
  insertPayment(database, row)
  writeMeta(database, 'next_record_id', recordId + 1)
  database.run('UPDATE accounts SET paid_total = paid_total + ? WHERE soap_id = ?', amount, soapId)
  keepPromiseIfPaid(database, soapId)
  restoreIfPaid(database, soapId)
  return row
}

export function readPayment(row: Row): PaymentRow {
  return {
    recordId: readInteger(row, 'record_id'),
    soapId: readInteger(row, 'soap_id'),
    status: readInteger(row, 'status'),
    amount: readAmount(row, 'amount'),
    classId: readInteger(row, 'class_id'),
    paidAt: readInteger(row, 'paid_at'),
    postedAt: readInteger(row, 'posted_at'),
    receipt: readTextOrNull(row, 'receipt'),
    comment: readTextOrNull(row, 'comment'),
    manager: readTextOrNull(row, 'manager'),
  }
}

export function readCharge(row: Row): ChargeRow {
  return {
    recordId: readInteger(row, 'record_id'),
    soapId: readInteger(row, 'soap_id'),
    serviceId: readIntegerOrNull(row, 'service_id'),
    amount: readAmount(row, 'amount'),
    chargedAt: readInteger(row, 'charged_at'),
    period: readText(row, 'period'),
    description: readText(row, 'description'),
  }
}

function conditions(
  table: 'payments' | 'charges',
  filter: RowFilter,
): { where: string; values: readonly SQLInputValue[] } {
  const instant = table === 'payments' ? 'paid_at' : 'charged_at'
  const given: readonly (readonly [string, SQLInputValue | undefined])[] = [
    ['soap_id IN (SELECT value FROM json_each(?))', filter.soapIds && JSON.stringify(filter.soapIds)],
    ['record_id IN (SELECT value FROM json_each(?))', filter.recordIds && JSON.stringify(filter.recordIds)],
    ['receipt = ?', filter.receipt],
    [`${instant} >= ?`, filter.from],
    [`${instant} < ?`, filter.to],
    ['record_id < ?', filter.beforeId],
  ]
  const used = given.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]))
  return {
    where: used.length > 0 ? `WHERE ${used.map(({ sql }) => sql).join(' AND ')}` : '',
    values: used.map(({ value }) => value),
  }
}

/** The last record id of a page that holds payments and charges together; the page before it when there are no more. */
function lastOfPage(database: Database, { afterId, limit }: { afterId: number; limit: number }): number {
  const row = database.find(
    `SELECT max(record_id) AS last FROM (
       SELECT record_id FROM (SELECT record_id FROM payments WHERE record_id > ?1 ORDER BY record_id LIMIT ?2)
       UNION ALL
       SELECT record_id FROM (SELECT record_id FROM charges WHERE record_id > ?1 ORDER BY record_id LIMIT ?2)
       ORDER BY record_id LIMIT ?2
     )`,
    afterId,
    limit,
  )
  return row && row['last'] !== null ? readInteger(row, 'last') : afterId
}
