import { formatMoney } from '../../domain/money.ts'
import type { PromisedPayment } from '../../domain/promised-payment.ts'
import { unwritable } from '../adapter/writing.ts'
import type { PromisedPaymentBilling, PromiseOrder, TakePromiseVerdict } from '../promised-payment-port.ts'
import { malformed } from '../transport/answer.ts'
import type { SoapFault } from '../transport/soap.ts'
import { element, writeElement, type XmlElement } from '../transport/xml.ts'
import { assertReference } from './posting-orders.ts'
import type { PostingHabits } from './posting-side.ts'
import { type PromiseSide, promiseKind } from './promised-payment-rows.ts'
import { readKey } from './soap-rows.ts'
import { findAgreementKey } from './soap-side.ts'

/** AddPromise, sent once; what it answers counts only when it is an answer to what was asked. */
export function createPromiseWrites(side: PromiseSide): Pick<PromisedPaymentBilling, 'takePromise'> {
  return {
    async takePromise(order, call) {
      const agreementKey = await findAgreementKey(side, order.accountId, call)
      if (agreementKey === null) return { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
      return await side.soap.write<TakePromiseVerdict>(
        { name: 'AddPromise', content: writeAddPromise(order, agreementKey, side) },
        call,
        {
          answer: (answer) => ({ kind: 'taken', promise: readEcho(answer, order, { side, agreementKey }) }),
          refusal: (fault) => readRefusal(fault, agreementKey),
        },
      )
    },
  }
}

/** Whether references are written beside promises: where those of payments are looked for. */
export function keepsPromiseReferences({ reconcile }: Pick<PostingHabits, 'reconcile'>): boolean {
  return reconcile === 'exact' || reconcile === 'comment'
}

function writeAddPromise(order: PromiseOrder, agreementKey: string, { context, habits }: PromiseSide): string {
  const { amount, reference } = order
  assertReference(reference)
  if (amount.minorUnits <= 0n) throw unwritable('amount: not more than zero')
  if (amount.currency !== context.currency) throw unwritable('amount: not in the currency of the billing')
  const parts = [
    writeElement('agrmid', agreementKey),
    writeElement('amount', formatMoney(amount)),
    keepsPromiseReferences(habits) ? writeElement('comment', reference) : '',
  ]
  return `<val>${parts.join('')}</val>`
}

function readEcho(
  answer: XmlElement,
  { accountId, amount, reference: asked }: PromiseOrder,
  { side, agreementKey }: { side: PromiseSide; agreementKey: string },
): PromisedPayment {
  const ret = element(answer, 'ret')
  if (readKey(ret, 'agrmid') !== agreementKey) throw malformed('agrmid: not the one asked for')
  const { reference, origin: _origin, ...promise } = promiseKind(side).read(ret)
  if (promise.amount.minorUnits !== amount.minorUnits) throw malformed('amount: not the one asked for')
  if (keepsPromiseReferences(side.habits) && reference !== asked) throw malformed('comment: not the one asked for')
  if (promise.status !== 'ACTIVE') throw malformed('status: not one that runs')
  return { ...promise, accountId }
}

/** billing.wsdl, AddPromise: all are decided before any write. A fault about another agreement says nothing about this one. */
function readRefusal({ detail }: SoapFault, agreementKey: string): TakePromiseVerdict | null {
  if (detail === 'Invalid amount') return { kind: 'refused', reason: 'AMOUNT_NOT_ACCEPTED' }
  const end = ` (${agreementKey})`
  const reason = detail.endsWith(end) ? REFUSALS.get(detail.slice(0, -end.length)) : undefined
  return reason === undefined ? null : { kind: 'refused', reason }
}

type Reason = Extract<TakePromiseVerdict, { kind: 'refused' }>['reason']

const REFUSALS: ReadonlyMap<string, Reason> = new Map<string, Reason>([
  ['Agreement not found', 'ACCOUNT_NOT_FOUND'],
  ['Agreement is closed', 'ACCOUNT_CLOSED'],
  ['Agreement has no debt', 'NO_DEBT'],
  ['Promised payment is active already', 'ALREADY_ACTIVE'],
  ['Promised payment too soon', 'TOO_SOON'],
  ['Promised payment is not offered', 'NOT_OFFERED'],
  ['Promised amount is not offered', 'AMOUNT_NOT_ACCEPTED'],
])
