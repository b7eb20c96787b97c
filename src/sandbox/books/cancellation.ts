import { readAccount } from './accounts.ts'
import type { Database } from './database.ts'
import { BooksError } from './error.ts'
import { readPayment } from './payments.ts'
import { CANCELABLE_MS, isSpent } from './rules.ts'
import type { Cancellation, PaymentRow } from './types.ts'

const CANCELED = 2

/** Takes a payment back. The row stays, and so does its receipt. Call it in a transaction. */
export function cancelPayment(database: Database, cancellation: Cancellation, now: number): PaymentRow {
  const payment = findPayment(database, cancellation)
  const { recordId, soapId, amount } = payment
  if (payment.status === CANCELED) throw new BooksError('PAYMENT_CANCELED', `Payment already canceled (${recordId})`)
  if (now - payment.postedAt > CANCELABLE_MS) throw new BooksError('PAYMENT_TOO_OLD', `Payment too old (${recordId})`)
  const owner = database.find('SELECT * FROM accounts WHERE soap_id = ?', soapId)
  if (owner === null || isSpent(readAccount(owner), amount)) {
    throw new BooksError('PAYMENT_SPENT', `Payment already spent (${recordId})`)
  }
  database.run('UPDATE payments SET status = ? WHERE record_id = ?', CANCELED, recordId)
  database.run('UPDATE accounts SET paid_total = paid_total - ? WHERE soap_id = ?', amount, soapId)
  return { ...payment, status: CANCELED }
}

function findPayment(database: Database, { recordId, soapId, amount, receipt }: Cancellation): PaymentRow {
  const row = database.find('SELECT * FROM payments WHERE record_id = ? AND soap_id = ?', recordId, soapId)
  const payment = row === null ? null : readPayment(row)
  const isMeant =
    payment !== null &&
    (amount === undefined || payment.amount === amount) &&
    (receipt === undefined || payment.receipt === receipt)
  if (!isMeant) throw new BooksError('UNKNOWN_PAYMENT', `Payment not found (${recordId})`)
  return payment
}
