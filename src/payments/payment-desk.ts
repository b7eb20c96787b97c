import { BillingError } from '../billing/error.ts'
import type { BillingSystem } from '../billing/port.ts'
import type { PostingKey } from '../billing/posting-port.ts'
import type { PaymentId } from '../domain/payment.ts'
import type { Intent, IntentKind } from '../domain/payment-intent.ts'
import type { IntentStore } from '../store/intent-store.ts'
import type { KindDesk } from './desk.ts'
import { judgeCancellation, judgePostings } from './evidence.ts'

/** The kinds whose records are payments. */
export const PAYMENT_KINDS: readonly IntentKind[] = ['PAYMENT', 'CANCELLATION']

/** The mark of an account that had no payments; null means that no mark was read yet. */
const NO_PAYMENTS = ''

/** Where look-ups go by day, a payment from before the cut-over may be this old. */
const LOOK_BACK_MS = 45 * 86_400_000

export type PaymentSlices = Pick<BillingSystem, 'capabilities' | 'postings' | 'payments'>

interface PaymentDeskParts {
  readonly billing: PaymentSlices
  readonly intents: Pick<IntentStore, 'findTakenRecordIds'>
}

/** Money that is posted to an account. */
export function createPaymentDesk({ billing, intents }: PaymentDeskParts): KindDesk {
  const { reconcile } = billing.capabilities
  return {
    trace: billing.capabilities,

    async send({ accountId, amount, reference, method, paidAt }, call) {
      const order = { accountId, amount, reference, method: method ?? ('UNKNOWN' as const), paidAt }
      const verdict = await billing.postings.postPayment(order, call)
      if (verdict.kind !== 'posted') return verdict
      return { kind: 'applied', recordId: verdict.payment.id, registeredAt: verdict.payment.paidAt }
    },

    async lookUp(intent, signal) {
      const key = postingKeyOf(intent)
      const postings = (await billing.postings.findPostings([key], { signal })).get(key) ?? []
      if (postings instanceof BillingError) throw postings
      const recordIds = reconcile === 'statement' ? postings.map(({ payment }) => payment.id) : []
      const query = { kinds: PAYMENT_KINDS, recordIds, except: intent.id }
      const taken = recordIds.length > 0 ? await intents.findTakenRecordIds(query) : new Set<PaymentId>()
      return judgePostings(intent, { postings, taken, reconcile })
    },

    async readMark({ accountId }, signal) {
      const found = (await billing.postings.findMarks([accountId], { signal })).get(accountId)
      if (found instanceof BillingError) throw found
      return found ?? NO_PAYMENTS
    },
  }
}

type SearchedIntent = Pick<Intent, 'accountId' | 'reference' | 'acceptedAt' | 'paidAt' | 'mark' | 'sentFor'>

/** Where the rows of a payment are. One that was paid long before it was asked for may stand there as long. */
export function postingKeyOf({ accountId, reference, acceptedAt, paidAt, mark, sentFor }: SearchedIntent): PostingKey {
  const after = mark === NO_PAYMENTS ? null : mark
  const by = sentFor === 'exact' || sentFor === 'comment' ? { by: sentFor } : {}
  return { accountId, reference, since: Math.min(acceptedAt, paidAt ?? acceptedAt) - LOOK_BACK_MS, after, ...by }
}

/** A posted payment that is taken back. Its record is known from the start, so that it can always be looked up. */
export function createCancellationDesk(billing: PaymentSlices): KindDesk {
  return {
    trace: { reconcile: 'exact', honoursExternalId: false },

    async send(intent, call) {
      const { accountId, amount, reference } = intent
      const paymentId = paymentOf(intent)
      const verdict = await billing.postings.cancelPayment({ accountId, paymentId, amount, reference }, call)
      switch (verdict.kind) {
        case 'canceled':
          return { kind: 'applied', recordId: paymentId, registeredAt: null }
        case 'already':
          return { kind: 'duplicate' }
        case 'refused':
          return verdict
      }
    },

    async lookUp(intent, signal) {
      const key = { accountId: intent.accountId, paymentId: paymentOf(intent) }
      const payment = (await billing.payments.findPayments([key], { signal })).get(key)
      if (payment instanceof BillingError) throw payment
      return judgeCancellation(intent, payment)
    },

    readMark() {
      throw new Error('A cancellation needs no mark.')
    },
  }
}

function paymentOf({ id, recordId }: Intent): PaymentId {
  if (recordId === null) throw new Error(`The cancellation ${id} names no payment.`)
  return recordId
}
