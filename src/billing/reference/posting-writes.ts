import type { Money } from '../../domain/money.ts'
import type { Payment } from '../../domain/payment.ts'
import type { CancelOrder, CancelVerdict, PaymentOrder, PostingBilling, PostVerdict } from '../posting-port.ts'
import { malformed } from '../transport/answer.ts'
import { element, type XmlElement } from '../transport/xml.ts'
import { readCancelRefusal, readPostRefusal } from './faults.ts'
import { writeAddPayment, writeCancelPayment } from './posting-orders.ts'
import { carries, postingKind, toPosting } from './posting-rows.ts'
import type { PostingSide } from './posting-side.ts'
import { isRestId } from './rest.ts'
import { readKey } from './soap-rows.ts'
import { findAgreementKey } from './soap-side.ts'

/** AddPayment and CancelPayment. Each is sent once; what it answers counts only when it is an answer to what was asked. */
export function createPostingWrites(side: PostingSide): Pick<PostingBilling, 'postPayment' | 'cancelPayment'> {
  const { soap } = side
  return {
    async postPayment(order, call) {
      const agreementKey = await findAgreementKey(side, order.accountId, call)
      // Nothing needs to be sent to learn that.
      if (agreementKey === null) return { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
      const asked = { ...order, agreementKey, status: 'DONE' } as const
      return await soap.write<PostVerdict>(
        { name: 'AddPayment', content: writeAddPayment(order, agreementKey, side) },
        call,
        {
          answer: (answer) => ({ kind: 'posted', payment: readEcho(answer, asked, side) }),
          refusal: (fault) => readPostRefusal(fault, agreementKey),
        },
      )
    },

    async cancelPayment(order, call) {
      const agreementKey = await findAgreementKey(side, order.accountId, call)
      if (agreementKey === null || !isRestId(order.paymentId)) return { kind: 'refused', reason: 'PAYMENT_NOT_FOUND' }
      const asked = { ...order, agreementKey, status: 'CANCELED' } as const
      return await soap.write<CancelVerdict>(
        { name: 'CancelPayment', content: writeCancelPayment(order, agreementKey, side) },
        call,
        {
          answer(answer) {
            const { id } = readEcho(answer, asked, side)
            if (id !== order.paymentId) throw malformed('recordid: not the one asked for')
            return { kind: 'canceled' }
          },
          refusal: (fault) => readCancelRefusal(fault, order.paymentId),
        },
      )
    },
  }
}

type Asked = Pick<PaymentOrder & CancelOrder, 'accountId' | 'amount' | 'reference'> & {
  readonly agreementKey: string
  readonly status: 'DONE' | 'CANCELED'
}

/** The one `ret` of an answer to a write: the row as it is now. One that is not what was asked for says nothing. */
function readEcho(answer: XmlElement, asked: Asked, { context, habits }: PostingSide): Payment {
  const ret = element(answer, 'ret')
  if (readKey(ret, 'agrmid') !== asked.agreementKey) throw malformed('agrmid: not the one asked for')
  const row = postingKind('GetPayments', context).read(ret)
  if (!isSame(row.payment.amount, asked.amount)) throw malformed('amount: not the one asked for')
  if (!carries(row, asked.reference, habits)) throw malformed('receipt: not the one asked for')
  if (row.payment.status !== asked.status) throw malformed('status: not the one asked for')
  return toPosting(row, asked.accountId, habits).payment
}

function isSame(one: Money, other: Money): boolean {
  return one.minorUnits === other.minorUnits && one.currency === other.currency
}
