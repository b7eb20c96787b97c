import { BillingError, type BillingErrorCode } from '../billing/error.ts'
import type { BillingSystem } from '../billing/port.ts'
import type { PostingCall } from '../billing/posting-port.ts'
import type { PaymentId } from '../domain/payment.ts'
import type { Intent, IntentRefusal } from '../domain/payment-intent.ts'
import type { Clock } from './clock.ts'
import { type Evidence, judgeCancellation, judgePostings } from './evidence.ts'

/** What came of one attempt. */
export type SendResult =
  | { readonly kind: 'applied'; readonly paymentId: PaymentId; readonly registeredAt: number | null }
  /** The billing decided before it wrote anything. */
  | { readonly kind: 'refused'; readonly reason: IntentRefusal }
  /** The billing says that it has done this already. */
  | { readonly kind: 'duplicate' }
  /** Nothing was applied and nothing will be. */
  | { readonly kind: 'unsent'; readonly code: BillingErrorCode }
  /** Nobody knows. */
  | { readonly kind: 'lost'; readonly code: BillingErrorCode }

/** The mark of an account that had no payments; null means that no mark was read yet. */
const NO_PAYMENTS = ''

export type LookUp = Evidence | { readonly kind: 'unread'; readonly code: BillingErrorCode }
/** The newest payment of an account, or NO_PAYMENTS. */
export type MarkReading =
  | { readonly kind: 'mark'; readonly mark: string }
  | { readonly kind: 'unread'; readonly code: BillingErrorCode }

/** The billing as the engine sees it. Nothing here rejects: each way of failing has its answer. */
export interface MoneyDesk {
  /** `mayStart` is asked as late as the client allows; when it says no, no byte leaves. */
  send(intent: Intent, mayStart: () => boolean): Promise<SendResult>
  lookUp(intent: Intent): Promise<LookUp>
  readMark(intent: Intent): Promise<MarkReading>
}

type Slices = Pick<BillingSystem, 'capabilities' | 'postings' | 'payments'>

interface DeskOptions {
  readonly billing: Slices
  readonly clock: Clock
  readonly requestTimeoutMs: number
  /** Which of these rows of the billing other intents have claimed. */
  readonly findTaken: (query: { paymentIds: readonly PaymentId[]; except: string }) => Promise<ReadonlySet<PaymentId>>
}

export function createDesk(options: DeskOptions): MoneyDesk {
  const { billing } = options
  return {
    send: (intent, mayStart) =>
      within(options, 'unknown', async (signal) => {
        const call = { signal, mayStart }
        return intent.kind === 'PAYMENT' ? post(billing, intent, call) : cancel(billing, intent, call)
      }).catch(readSendFailure),
    lookUp: (intent) =>
      within(options, 'not_applied', (signal) =>
        intent.kind === 'PAYMENT' ? findPosting(options, intent, signal) : findCanceled(billing, intent, signal),
      ).catch(readLookUpFailure),
    readMark: (intent) =>
      within(options, 'not_applied', async (signal): Promise<MarkReading> => {
        const found = (await billing.postings.findMarks([intent.accountId], { signal })).get(intent.accountId)
        if (found instanceof BillingError) throw found
        return { kind: 'mark', mark: found ?? NO_PAYMENTS }
      }).catch(readLookUpFailure),
  }
}

async function post(billing: Slices, intent: Intent, call: PostingCall): Promise<SendResult> {
  const { accountId, amount, reference, method, paidAt } = intent
  const verdict = await billing.postings.postPayment({ accountId, amount, reference, method, paidAt }, call)
  if (verdict.kind !== 'posted') return verdict
  return { kind: 'applied', paymentId: verdict.payment.id, registeredAt: verdict.payment.paidAt }
}

async function cancel(billing: Slices, intent: Intent, call: PostingCall): Promise<SendResult> {
  const { accountId, amount, reference } = intent
  const paymentId = paymentOf(intent)
  const verdict = await billing.postings.cancelPayment({ accountId, paymentId, amount, reference }, call)
  switch (verdict.kind) {
    case 'canceled':
      return { kind: 'applied', paymentId, registeredAt: null }
    case 'already':
      return { kind: 'duplicate' }
    case 'refused':
      return verdict
  }
}

async function findPosting(
  { billing, findTaken }: DeskOptions,
  intent: Intent,
  signal: AbortSignal,
): Promise<Evidence> {
  const { accountId, reference, acceptedAt, mark } = intent
  const { reconcile } = billing.capabilities
  const after = mark === NO_PAYMENTS ? null : mark
  const key = { accountId, reference, since: acceptedAt - LOOK_BACK_MS, after }
  const postings = (await billing.postings.findPostings([key], { signal })).get(key) ?? []
  if (postings instanceof BillingError) throw postings
  const isRead = reconcile === 'statement'
  const paymentIds = isRead ? postings.map(({ payment }) => payment.id) : []
  const taken = paymentIds.length > 0 ? await findTaken({ paymentIds, except: intent.id }) : new Set<PaymentId>()
  return judgePostings(intent, { postings, taken, reconcile })
}

/** Where look-ups go by day, a payment from before the cut-over may be this old. */
const LOOK_BACK_MS = 45 * 86_400_000

async function findCanceled(billing: Slices, intent: Intent, signal: AbortSignal): Promise<Evidence> {
  const key = { accountId: intent.accountId, paymentId: paymentOf(intent) }
  const payment = (await billing.payments.findPayments([key], { signal })).get(key)
  if (payment instanceof BillingError) throw payment
  return judgeCancellation(intent, payment)
}

function paymentOf({ id, paymentId }: Intent): PaymentId {
  if (paymentId === null) throw new Error(`The cancellation ${id} names no payment.`)
  return paymentId
}

/** One deadline for one call. What an adapter throws against its contract counts as the worst that it can mean. */
async function within<T>(
  { clock, requestTimeoutMs }: DeskOptions,
  outcome: 'unknown' | 'not_applied',
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = clock.deadline(requestTimeoutMs)
  try {
    return await call(deadline.signal)
  } catch (error) {
    if (error instanceof BillingError) throw error
    throw new BillingError('BILLING_FAILED', 'The adapter failed.', { outcome, cause: error })
  } finally {
    deadline.stop()
  }
}

function readSendFailure(error: unknown): SendResult {
  const { outcome, code } = billingErrorOf(error)
  return { kind: outcome === 'not_applied' ? 'unsent' : 'lost', code }
}

function readLookUpFailure(error: unknown): { kind: 'unread'; code: BillingErrorCode } {
  return { kind: 'unread', code: billingErrorOf(error).code }
}

function billingErrorOf(error: unknown): Pick<BillingError, 'outcome' | 'code'> {
  return error instanceof BillingError ? error : { outcome: 'unknown', code: 'BILLING_FAILED' }
}
