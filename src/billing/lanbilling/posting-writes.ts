import { formatInstant } from '../../domain/date.ts'
import { formatMoney, isSameMoney } from '../../domain/money.ts'
import type { Payment } from '../../domain/payment.ts'
import { assertAmount, assertReference, unwritable } from '../adapter/writing.ts'
import type { CancelOrder, CancelVerdict, PaymentOrder, PostingBilling, PostVerdict } from '../posting-port.ts'
import { writeElement } from '../transport/xml.ts'
import { type AgreementRow, findAgreement } from './agreement-rows.ts'
import { codeOf } from './codes.ts'
import { doubt } from './each.ts'
import { readCancelRefusal, readPostRefusal } from './faults.ts'
import type { PaymentRow } from './payment-rows.ts'
import { checkReceipt, isReceiptUsed } from './posting-checks.ts'
import { isId, readKey } from './rows.ts'
import type { LanContext, LanSide } from './side.ts'

/** lanbilling.wsdl, ExternPayment. */
export const MAX_REFERENCE_LENGTH = 64

/** What `id` of ExternPayment says that `str` is: the number of an agreement. */
const BY_NUMBER = 5

/**
 * ExternPayment and ExternCancelPayment, each sent once. Both answer the number of a record and nothing else, so that the
 * record is read before anything is said of it; what it does not confirm is in doubt.
 */
export function createPostingWrites(side: LanSide): Pick<PostingBilling, 'postPayment' | 'cancelPayment'> {
  return {
    async postPayment(order, call) {
      assertOrder(order, side)
      const reading = { signal: call.signal, turn: call.turn ?? 'USUAL' }
      const [agreement, isUsed] = await Promise.all([
        findAgreement(side, order.accountId, reading),
        // `notexists` looks at the payments of the gateway's own manager alone.
        isReceiptUsed(side, order.reference, reading),
      ])
      if (agreement === undefined) return { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
      if (isUsed) return { kind: 'duplicate' }
      const request = { name: 'ExternPayment', content: writePayment(order, agreement, side) }
      const answer = await side.soap.write<PostVerdict | { readonly kind: 'written'; readonly recordId: string }>(
        request,
        call,
        {
          answer: (element) => ({ kind: 'written', recordId: readKey(element, 'ret') }),
          refusal: (fault) => readPostRefusal(fault, agreement.number),
        },
      )
      if (answer.kind !== 'written') return answer
      const payment = await readBack(side, { ...answer, ...order }, { operation: request.name, signal: call.signal })
      const isAsAsked =
        payment.accountId === order.accountId && isSameMoney(payment.amount, order.amount) && payment.status === 'DONE'
      if (!isAsAsked) throw doubt(request.name, 'the record is not what was asked for')
      return { kind: 'posted', payment }
    },

    async cancelPayment(order, call) {
      assertOrder(order, side)
      const refused = { kind: 'refused', reason: 'PAYMENT_NOT_FOUND' } as const
      if (!isId(order.paymentId)) return refused
      // The receipt is all that can be told: whether it names this payment has to be known before.
      const found = await checkReceipt(side, order.reference, { signal: call.signal, turn: call.turn ?? 'USUAL' })
      const [row, ...others] = found
      if (row === undefined || others.length > 0 || !isAsKnown(row, order)) return refused
      const request = { name: 'ExternCancelPayment', content: writeCancel(order) }
      const answer = await side.soap.write<CancelVerdict | { readonly kind: 'written'; readonly recordId: string }>(
        request,
        call,
        {
          answer: (element) => ({ kind: 'written', recordId: readKey(element, 'ret') }),
          refusal: (fault) => readCancelRefusal(fault, order),
        },
      )
      if (answer.kind !== 'written') return answer
      const payment = await readBack(side, { ...answer, ...order }, { operation: request.name, signal: call.signal })
      if (payment.id !== order.paymentId || payment.status !== 'CANCELED') {
        throw doubt(request.name, 'the record is not what was asked for')
      }
      return { kind: 'canceled' }
    },
  }
}

function assertOrder(order: Pick<PaymentOrder, 'reference' | 'amount'>, { context }: LanSide): void {
  assertReference(order.reference, MAX_REFERENCE_LENGTH)
  assertAmount(order, context)
}

function isAsKnown({ payment }: PaymentRow, order: CancelOrder): boolean {
  const isSame = payment.accountId === order.accountId && isSameMoney(payment.amount, order.amount)
  return isSame && payment.id === order.paymentId
}

/** The record that was named, by its receipt. It was sent and answered: whatever fails from here on leaves it in doubt. */
async function readBack(
  side: LanSide,
  { reference, recordId }: { readonly reference: string; readonly recordId: string },
  { operation, signal }: { readonly operation: string; readonly signal: AbortSignal },
): Promise<Payment> {
  const rows = await checkReceipt(side, reference, { signal, turn: 'EARLY' }).catch((cause: unknown) => {
    throw doubt(operation, 'the record cannot be read', cause)
  })
  const row = rows.find(({ payment }) => payment.id === recordId)
  if (row === undefined) throw doubt(operation, 'the record is not there')
  return row.payment
}

/** The content of ExternPayment. Zeros leave to the billing whose payment it is and in which currency. */
function writePayment(order: PaymentOrder, { number, operatorKey }: AgreementRow, side: LanSide): string {
  const { amount, reference, method, paidAt } = order
  const val = [
    writeElement('agrmid', 0),
    writeElement('modperson', 0),
    writeElement('currid', 0),
    writeElement('classid', codeOf(side.lists.paymentClasses, method) ?? 0),
    writeElement('amount', formatMoney(amount)),
    paidAt === null ? '' : writeElement('paydate', writeInstant(paidAt, side.context)),
    writeElement('receipt', reference),
  ]
  return [
    writeElement('id', BY_NUMBER),
    writeElement('str', number),
    writeElement('operid', operatorKey ?? 0),
    `<val>${val.join('')}</val>`,
    writeElement('notexists', 1),
  ].join('')
}

function writeCancel({ reference }: CancelOrder): string {
  return writeElement('receipt', reference) + writeElement('notexists', 1)
}

/** Local time of the billing's zone to the whole second, as its dates are. */
export function writeInstant(at: number, { timeZone }: Pick<LanContext, 'timeZone'>): string {
  if (!Number.isSafeInteger(at) || at < 0 || at > LAST_INSTANT) throw unwritable('an instant that is none')
  return formatInstant(at, timeZone).slice(0, 19).replace('T', ' ')
}

/** The year 9999 ends some hours later, in every zone. */
const LAST_INSTANT = Date.UTC(9999, 11, 30)
