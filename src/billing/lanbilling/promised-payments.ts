import type { AccountId } from '../../domain/account.ts'
import { formatMoney, isSameMoney, type Money } from '../../domain/money.ts'
import type { PromisedPaymentOffer } from '../../domain/promised-payment.ts'
import { assertAmount, assertReference } from '../adapter/writing.ts'
import type { BillingCall } from '../port.ts'
import {
  type FoundPromise,
  MAX_PROMISES_READ,
  type PromisedPaymentBilling,
  type PromiseOrder,
  type TakePromiseVerdict,
} from '../promised-payment-port.ts'
import type { SoapFault } from '../transport/soap.ts'
import { writeElement } from '../transport/xml.ts'
import { findAgreement, isClosed } from './agreement-rows.ts'
import { askEach, doubt } from './each.ts'
import { MAX_REFERENCE_LENGTH } from './posting-writes.ts'
import { readOffer, readPromises } from './promised-payment-rows.ts'
import { isId } from './rows.ts'
import type { LanSide } from './side.ts'

const TAKE = 'ClientPromisePayment'

/** getClientPPSettings, getClientPromisePayments and ClientPromisePayment. Who took a promise is not said, nor any reference. */
export function createPromisedPayments(side: LanSide): PromisedPaymentBilling {
  /** What can be promised, and what has been; undefined for an account that is not there. */
  async function look(accountId: AccountId, call: BillingCall) {
    const agreement = await findAgreement(side, accountId, call)
    if (agreement === undefined) return undefined
    const { balance, creditLimit } = agreement
    const promises = await readPromises(side, accountId, call)
    const standing = { accountId, isClosed: isClosed(agreement, side.context), balance, creditLimit, promises }
    return { promises, offer: await readOffer(side, standing, call) }
  }

  return {
    findPromiseOffers: (ids, call) => askEach(ids, async (id) => (await look(id, call))?.offer),

    listPromises: (ids, call) =>
      askEach(ids, async (id): Promise<readonly FoundPromise[] | undefined> => {
        if (!isId(id)) return undefined
        const promises = await readPromises(side, id, call)
        return promises
          .slice(0, MAX_PROMISES_READ)
          .map((promise) => ({ promise, reference: null, origin: 'unknown' as const }))
      }),

    async takePromise(order, call) {
      // It is not kept; one that could not be is a mistake all the same.
      assertReference(order.reference, MAX_REFERENCE_LENGTH)
      assertAmount(order, side.context)
      const { accountId, amount } = order
      const reading = { signal: call.signal }
      const found = await look(accountId, reading)
      if (found === undefined) return { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
      const reason = whyRefused(found.offer, amount)
      if (reason !== null) return { kind: 'refused', reason }
      const before = new Set(found.promises.map(({ id }) => id))
      const content = writeElement('agrm', accountId) + writeElement('summ', formatMoney(amount))
      const refusal = await side.soap.write<TakePromiseVerdict | null>({ name: TAKE, content }, call, {
        answer: () => null,
        refusal: (fault) => readRefusal(fault, order),
      })
      if (refusal !== null) return refusal
      // It answers that it was done, and not what: only what is new in the list can be it.
      const after = await readPromises(side, accountId, reading).catch((cause: unknown) => {
        throw doubt(TAKE, 'the promise cannot be read', cause)
      })
      const [promise, ...others] = after.filter(({ id }) => !before.has(id))
      if (promise === undefined || others.length > 0) throw doubt(TAKE, 'no new promise, or more than one')
      if (!isSameMoney(promise.amount, amount) || promise.status !== 'ACTIVE') {
        throw doubt(TAKE, 'the promise is not what was asked for')
      }
      return { kind: 'taken', promise }
    },
  }
}

/** What is not offered is not sent: the billing's own rule does not know what brings the services back. */
function whyRefused(offer: PromisedPaymentOffer, { minorUnits }: Money): Reason | null {
  if (offer.kind === 'not_offered') return offer.reason
  const isOffered = minorUnits >= offer.minAmount.minorUnits && minorUnits <= offer.maxAmount.minorUnits
  return isOffered ? null : 'AMOUNT_NOT_ACCEPTED'
}

/** What its faults answer; one about another agreement says nothing about this one. */
function readRefusal({ detail }: SoapFault, { accountId }: PromiseOrder): TakePromiseVerdict | null {
  const end = ` (${accountId})`
  const reason = detail.endsWith(end) ? REFUSALS.get(detail.slice(0, -end.length)) : undefined
  return reason === undefined ? null : { kind: 'refused', reason }
}

type Reason = Extract<TakePromiseVerdict, { kind: 'refused' }>['reason']

const REFUSALS: ReadonlyMap<string, Reason> = new Map<string, Reason>([
  ['Agreement not found', 'ACCOUNT_NOT_FOUND'],
  ['Agreement is closed', 'ACCOUNT_CLOSED'],
  ['Promise payment is not available', 'NOT_OFFERED'],
  ['Promise payment is already active', 'ALREADY_ACTIVE'],
  ['Promise payment amount is out of range', 'AMOUNT_NOT_ACCEPTED'],
])
