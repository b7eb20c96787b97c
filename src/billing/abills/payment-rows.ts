import { readLegacyInstant } from '../../domain/date.ts'
import type { Payment, PaymentMethod } from '../../domain/payment.ts'
import { readAmount } from '../adapter/context.ts'
import { malformed } from '../transport/answer.ts'
import { type JsonObject, readBareText, readDecimal, readId, readInteger, readText } from '../transport/json.ts'
import { readCode } from './codes.ts'
import type { AbillsContext } from './context.ts'
import { writeRecordId } from './record-ids.ts'

/** What is shown of a payment; the id, the uid, the sum, the method, the inner note and the registration always are. */
export const SHOWN_OF_PAYMENTS = { EXT_ID: '_SHOW', DATETIME: '_SHOW' } as const

/** A row of the ledger with what only those who reconcile want to know of it. */
export interface PaymentRow {
  readonly payment: Payment
  /** The number in the billing. */
  readonly rowId: string
  /** When the billing wrote it, in milliseconds since the epoch. */
  readonly postedAt: number
  /** What staff note for themselves; null where the billing does not say. */
  readonly note: string | null
}

/**
 * One row of GET /payments. What is taken back is deleted, so that every row that is there is done. The external id is printed
 * bare where it looks like a number, and blank where there is none.
 */
export function readPaymentRow(row: JsonObject, context: AbillsContext): PaymentRow {
  const { timeZone, onOddity, paymentMethods } = context
  const amount = readAmount(readDecimal(row, 'sum'), 'payments.sum', context)
  if (amount.minorUnits < 0n) throw malformed('sum: negative')
  const rowId = readId(row, 'id')
  const postedAt = readRegistration(row, timeZone)
  const externalId = readBareText(row, 'extId')
  const method = readCode<PaymentMethod>(paymentMethods, readInteger(row, 'method'), {
    field: 'payments.method',
    onOddity,
  })
  const payment: Payment = {
    id: writeRecordId('payments', rowId, postedAt),
    accountId: readId(row, 'uid'),
    amount,
    status: 'DONE',
    method,
    paidAt: readLegacyInstant(readText(row, 'datetime'), timeZone),
    externalId: externalId === '' ? null : externalId,
  }
  return { payment, rowId, postedAt, note: findNote(row) }
}

/** When the billing wrote a row down; a row that does not say cannot be put in order. */
export function readRegistration(row: JsonObject, timeZone: string): number {
  const registeredAt = readLegacyInstant(readText(row, 'regDate'), timeZone)
  if (registeredAt === null) throw malformed('regDate: none')
  return registeredAt
}

/** What the gateway writes into the inner note of its payments, by which it tells them from those of cash desks. */
export const OWN_NOTE = 'billing-gateway'

function findNote(row: JsonObject): string | null {
  return row['innerDescribe'] === undefined ? null : readBareText(row, 'innerDescribe')
}
