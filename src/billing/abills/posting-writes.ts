import { isSameMoney } from '../../domain/money.ts'
import { BillingError } from '../error.ts'
import type {
  CancelVerdict,
  PaymentOrder,
  PostingBilling,
  PostingCall,
  PostingRefusal,
  PostVerdict,
} from '../posting-port.ts'
import { AnswerError, type HttpAnswer, malformed } from '../transport/answer.ts'
import { type JsonObject, readId, readInteger } from '../transport/json.ts'
import { type AbillsRequest, readAnswerObject, SYSTEM } from './client.ts'
import { isId, type Lookup } from './context.ts'
import { findFault, readRefusal, toAnswerError } from './faults.ts'
import { type Entry, readLedger } from './ledger.ts'
import type { PaymentRow } from './payment-rows.ts'
import { paymentLedger } from './payments.ts'
import { writePayment } from './posting-orders.ts'
import type { PostingSide } from './postings.ts'
import { readRowId } from './record-ids.ts'

/** POST and DELETE /payments/users/:uid. Each is sent once; what it answers counts only when the ledger says the same. */
export function createPostingWrites(side: PostingSide): Pick<PostingBilling, 'postPayment' | 'cancelPayment'> {
  return {
    async postPayment(order, call) {
      // What cannot be written is refused before anything is asked.
      writePayment(order, { billId: 1, checks: true, context: side.context })
      const bill = isId(order.accountId) ? await findBill(order.accountId, { side, call }) : 'ACCOUNT_NOT_FOUND'
      if (typeof bill === 'string') return { kind: 'refused', reason: bill }
      const body = writePayment(order, { billId: bill, checks: side.habits.duplicateCheck, context: side.context })
      const path = `/payments/users/${order.accountId}`
      const request = { operation: 'postPayment', method: 'POST', path, body } as const
      const posted = await side.client.write(request, call, (answer) => readPosted(answer, order))
      if (typeof posted !== 'string') return posted
      return { kind: 'posted', payment: await readBack(posted, order, { side, call }) }
    },

    async cancelPayment(order, call) {
      const notFound: CancelVerdict = { kind: 'refused', reason: 'PAYMENT_NOT_FOUND' }
      const rowId = readRowId('payments', order.paymentId)
      if (rowId === null || !isId(order.accountId)) return notFound
      // The billing would delete whatever has that number, and its answer tells no more than that.
      const [entry] = await findRow({ accountId: order.accountId, rowId }, { side, call })
      if (entry?.value instanceof BillingError) throw entry.value
      const row = entry?.value ?? null
      const isMeant =
        row?.payment.id === order.paymentId &&
        isSameMoney(row.payment.amount, order.amount) &&
        row.payment.externalId === order.reference
      if (!isMeant) return notFound
      const path = `/payments/users/${order.accountId}/${rowId}`
      const request = { operation: 'cancelPayment', method: 'DELETE', path, body: null } as const
      return await side.client.write(request, call, (answer) => readCanceled(answer, { ...order, rowId }))
    },
  }
}

/** The bill that the account's money is on, without which nothing is posted, or why nothing can be. */
async function findBill(accountId: string, { side, call }: Lookup): Promise<number | PostingRefusal> {
  const request: AbillsRequest = { operation: 'user', method: 'GET', path: `/users/${accountId}`, body: null }
  return await side.client.send(request, call, (answer) => {
    const refusal = readRefusal<PostingRefusal>(answer, NO_USER)
    if (refusal !== null) return refusal
    const row = readAnswerObject(answer)
    if (readId(row, 'uid') !== accountId) throw malformed('uid: not the one asked for')
    if (readInteger(row, 'deleted') !== 0) return 'ACCOUNT_CLOSED'
    return Number(readId(row, 'billId'))
  })
}

const NO_USER: ReadonlyMap<number, PostingRefusal> = new Map([[15, 'ACCOUNT_NOT_FOUND']])

/** Decided before anything is written: "must be bigger than zero", "bigger than allowed". */
const POST_REFUSALS: ReadonlyMap<number, PostingRefusal> = new Map([
  ...NO_USER,
  [10067, 'AMOUNT_NOT_ACCEPTED'],
  [10068, 'AMOUNT_NOT_ACCEPTED'],
])

/** Likewise, but mistakes of whoever set the gateway up: the bill is another's by now; a type that the key may not post. */
const POST_MISTAKES: readonly number[] = [10069, 10070]

/** Errors of the ledger itself, of which the text tells which; all but the seventh may come from the middle of the work. */
const LEDGER_FAULT = 10071
const DUPLICATE = /^Payments error - 7\b/

/** The number of the payment in the billing, or what it was refused with. */
function readPosted(answer: HttpAnswer, order: PaymentOrder): string | PostVerdict {
  const fault = findFault(answer)
  if (fault !== null) {
    const reason = POST_REFUSALS.get(fault.number)
    if (reason !== undefined) return { kind: 'refused', reason }
    if (fault.number === LEDGER_FAULT && DUPLICATE.test(fault.text)) return { kind: 'duplicate' }
    if (POST_MISTAKES.includes(fault.number)) {
      throw new AnswerError('BILLING_FAILED', `error ${fault.number}`, { outcome: 'not_applied' })
    }
    throw toAnswerError(fault)
  }
  const row = readAnswerObject(answer)
  assertUid(row, order.accountId)
  return readId(row, 'paymentId')
}

function assertUid(row: JsonObject, accountId: string): void {
  if (readId(row, 'uid') !== accountId) throw malformed('uid: not the one asked for')
}

/**
 * The row as the ledger has it. The answer to a post names the account and the number alone, and a sum that the billing has
 * understood otherwise or a success about nothing would be told as done; so what cannot be read back is in doubt.
 */
async function readBack(rowId: string, order: PaymentOrder, { side, call }: { side: PostingSide; call: PostingCall }) {
  const found = await findRow({ accountId: order.accountId, rowId }, { side, call }).catch((cause: unknown) =>
    doubt('it cannot be read back', cause),
  )
  const row = found[0]?.value ?? null
  if (row === null || row instanceof BillingError) return doubt('its row is not there or cannot be read', row)
  const { payment } = row
  if (!isSameMoney(payment.amount, order.amount)) return doubt('its row has another amount', null)
  if (payment.externalId !== order.reference) return doubt('its row has another reference', null)
  return payment
}

function doubt(what: string, cause: unknown): never {
  const message = `${SYSTEM} postPayment: posted, and ${what}.`
  const code = cause instanceof BillingError ? cause.code : 'BILLING_MALFORMED_ANSWER'
  throw new BillingError(code, message, { outcome: 'unknown', ...(cause === null ? {} : { cause }) })
}

/** The row of that number of that account: one or none. */
async function findRow(
  { accountId, rowId }: { readonly accountId: string; readonly rowId: string },
  lookup: Lookup,
): Promise<readonly Entry<PaymentRow>[]> {
  const ledger = paymentLedger(lookup.side.context)
  const entries = await readLedger({ UID: accountId, ID: rowId }, { ledger, lookup })
  return entries.filter(({ key, id }) => key === accountId && readRowId('payments', id) === rowId)
}

interface Canceled {
  readonly accountId: string
  readonly rowId: string
}

/** "Payment with id 2 and uid 2 does not exist", asked before anything is deleted, or found when there was nothing to delete. */
const CANCEL_REFUSALS: ReadonlyMap<number, CancelVerdict> = new Map([
  [15, { kind: 'refused', reason: 'PAYMENT_NOT_FOUND' }],
  // It was there a moment ago: somebody has deleted it meanwhile.
  [10121, { kind: 'already' }],
  [10122, { kind: 'already' }],
])

function readCanceled(answer: HttpAnswer, { accountId, rowId }: Canceled): CancelVerdict {
  const refusal = readRefusal(answer, CANCEL_REFUSALS)
  if (refusal !== null) return refusal
  const row = readAnswerObject(answer)
  assertUid(row, accountId)
  if (readId(row, 'paymentId') !== rowId) throw malformed('paymentId: not the one asked for')
  return { kind: 'canceled' }
}
