import { BillingError } from '../billing/error.ts'
import type { BillingCall, BillingSystem } from '../billing/port.ts'
import type { PostingKey } from '../billing/posting-port.ts'
import type { Payment, PaymentId } from '../domain/payment.ts'
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
      const verdict = await billing.postings.postPayment(order, { ...call, turn: 'EARLY' })
      if (verdict.kind !== 'posted') return verdict
      return { kind: 'applied', recordId: verdict.payment.id, registeredAt: verdict.payment.paidAt }
    },

    async lookUp(intent, signal) {
      const key = postingKeyOf(intent)
      const call = { signal, turn: turnOf(intent) }
      const postings = (await billing.postings.findPostings([key], call)).get(key) ?? []
      if (postings instanceof BillingError) throw postings
      if (reconcile !== 'statement') return judgePostings(intent, { postings, taken: new Set(), reconcile })
      const recordIds = postings.map(({ payment }) => payment.id)
      const query = { kinds: PAYMENT_KINDS, recordIds, except: intent.id }
      const taken = recordIds.length > 0 ? await intents.findTakenRecordIds(query) : new Set<PaymentId>()
      if (taken.size === 0 || intent.sentAt === null) return judgePostings(intent, { postings, taken, reconcile })
      const stale = await intents.findTakenRecordIds({ ...query, kinds: ['PAYMENT'], doneBefore: intent.sentAt })
      return judgePostings(intent, { postings, taken, stale, reconcile })
    },

    async readMark({ accountId }, signal) {
      const found = (await billing.postings.findMarks([accountId], { signal, turn: 'EARLY' })).get(accountId)
      if (found instanceof BillingError) throw found
      return found ?? NO_PAYMENTS
    },
  }
}

/**
 * Before its first byte somebody waits for it. One in doubt is not decided while a client waits, and one that is watched is
 * decided already: however many there are of those, they must not keep out what is new.
 */
function turnOf({ state }: Pick<Intent, 'state'>): 'EARLY' | 'LATE' {
  return state === 'ACCEPTED' ? 'EARLY' : 'LATE'
}

type SearchedIntent = Pick<Intent, 'accountId' | 'reference' | 'acceptedAt' | 'paidAt' | 'mark' | 'sentFor'>

/** Where the rows of a payment are. One that was paid long before it was asked for may stand there as long. */
export function postingKeyOf({ accountId, reference, acceptedAt, paidAt, mark, sentFor }: SearchedIntent): PostingKey {
  const after = mark === NO_PAYMENTS ? null : mark
  const by = sentFor === 'exact' || sentFor === 'comment' ? { by: sentFor } : {}
  return { accountId, reference, since: Math.min(acceptedAt, paidAt ?? acceptedAt) - LOOK_BACK_MS, after, ...by }
}

/** A posted payment that is taken back. Its record is known from the start, so that it can always be looked up. */
export function createCancellationDesk({ billing, intents }: PaymentDeskParts): KindDesk {
  return {
    trace: { reconcile: 'exact', honoursExternalId: false },

    async send(intent, call) {
      const { accountId, amount, reference } = intent
      const paymentId = paymentOf(intent)
      const verdict = await billing.postings.cancelPayment(
        { accountId, paymentId, amount, reference },
        { ...call, turn: 'EARLY' },
      )
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
      const call = { signal, turn: turnOf(intent) }
      const payment = (await billing.payments.findPayments([key], call)).get(key)
      if (payment instanceof BillingError) throw payment
      const isAnothers =
        payment !== undefined &&
        (!(await carriesReference(billing, { intent, payment, call })) || (await isShared(intents, intent)))
      return judgeCancellation(intent, { payment, isAnothers })
    },

    readMark() {
      throw new Error('A cancellation needs no mark.')
    },
  }
}

interface CanceledRow {
  readonly intent: Intent
  readonly payment: Payment
  readonly call: BillingCall
}

/** Whether the row carries the reference of the payment, where the billing keeps references. */
async function carriesReference(
  { capabilities: { reconcile }, postings }: PaymentSlices,
  { intent, payment, call }: CanceledRow,
): Promise<boolean> {
  if (reconcile === 'statement' || reconcile === 'none' || payment.externalId === intent.reference) return true
  if (reconcile === 'exact') return false
  // One from before the gateway may have a receipt of its own, and the reference in its comment.
  const key = postingKeyOf(intent)
  const found = (await postings.findPostings([key], call)).get(key) ?? []
  if (found instanceof BillingError) throw found
  return found.some((row) => row.payment.id === payment.id)
}

async function isShared(intents: PaymentDeskParts['intents'], intent: Intent): Promise<boolean> {
  const recordIds = [paymentOf(intent)]
  const query = { kinds: ['PAYMENT'], recordIds, except: intent.relatesTo ?? intent.id } as const
  return (await intents.findTakenRecordIds(query)).size > 0
}

function paymentOf({ id, recordId }: Intent): PaymentId {
  if (recordId === null) throw new Error(`The cancellation ${id} names no payment.`)
  return recordId
}
