import { type Database, readAmount } from './database.ts'
import { readCharge, readPayment } from './payments.ts'
import type { Touch } from './touch.ts'
import type { Books, Statement } from './types.ts'
import { checkInteger } from './values.ts'

/**
 * Payments count at the instant they were paid, charges at the instant they were charged; canceled payments do not
 * count and are not listed. Rows are oldest first.
 */
export function createStatementReads(database: Database, touch: Touch): Pick<Books, 'statement'> {
  function sumBefore(table: 'payments' | 'charges', soapId: number, instant: number): bigint {
    const column = table === 'payments' ? 'paid_at' : 'charged_at'
    const counts = table === 'payments' ? 'AND status = 1' : ''
    const row = database.find(
      `SELECT coalesce(sum(amount), 0) AS total FROM ${table} WHERE soap_id = ? AND ${column} < ? ${counts}`,
      soapId,
      instant,
    )
    return row ? readAmount(row, 'total') : 0n
  }

  const balanceAt = (soapId: number, instant: number): bigint =>
    sumBefore('payments', soapId, instant) - sumBefore('charges', soapId, instant)

  function statement(soapId: number, from: number, to: number): Statement | null {
    checkInteger('from', from, { from: -8.64e15, to: 8.64e15 })
    checkInteger('to', to, { from, to: 8.64e15 })
    touch.soapIds([soapId])
    if (!database.find('SELECT 1 FROM accounts WHERE soap_id = ?', soapId)) return null
    const payments = database
      .all(
        `SELECT * FROM payments WHERE soap_id = ? AND paid_at >= ? AND paid_at < ? AND status = 1
         ORDER BY paid_at, record_id`,
        soapId,
        from,
        to,
      )
      .map(readPayment)
    const charges = database
      .all(
        'SELECT * FROM charges WHERE soap_id = ? AND charged_at >= ? AND charged_at < ? ORDER BY charged_at, record_id',
        soapId,
        from,
        to,
      )
      .map(readCharge)
    return {
      soapId,
      opening: balanceAt(soapId, from),
      credits: payments.reduce((sum, { amount }) => sum + amount, 0n),
      debits: charges.reduce((sum, { amount }) => sum + amount, 0n),
      closing: balanceAt(soapId, to),
      payments,
      charges,
    }
  }

  return { statement }
}
