import { BillingError } from '../billing/error.ts'
import type { AccountId } from '../domain/account.ts'
import type { Checkout, CheckoutId } from '../domain/checkout.ts'
import { isSameMoney } from '../domain/money.ts'
import type { Payment, PaymentId } from '../domain/payment.ts'
import type { Intent } from '../domain/payment-intent.ts'
import { isUuid } from '../domain/uuid.ts'
import { StoreError } from '../store/error.ts'
import type { CheckoutRequest } from './checkout-begin.ts'
import { type CheckoutDesk, moveCheckout } from './checkout-desk.ts'
import { creditKeyOf } from './checkout-refund.ts'
import { findRefund } from './checkout-refund-follow.ts'
import { findTaken, goneBackOf, judgeTaken, type Taken } from './checkout-taken.ts'
import { PAYMENT_KINDS } from './payment-desk.ts'
import { readReason } from './resolution.ts'

export interface CloseInput {
  readonly checkoutId: CheckoutId
  /** The payment by which the money is on the account; null where the checkout is done and only has to be seen. */
  readonly payment: { readonly accountId: AccountId; readonly paymentId: PaymentId } | null
  /** For the audit trail. */
  readonly reason: string
  /** Whether the person has considered that amounts differ, or that something has gone back at the acquirer. */
  readonly acknowledgesDoubt: boolean
}

export type CheckoutCloseRefusal =
  | 'CHECKOUT_NOT_FOUND'
  | 'INVALID_VALUE'
  /** Nothing of it waits for a person, or it is going back. */
  | 'NOT_WAITING'
  /** The gateway's own order is not decided: the money may still come by it. */
  | 'CREDIT_NOT_SETTLED'
  | 'PAYMENT_NOT_FOUND'
  /** It is the money of something else. */
  | 'PAYMENT_TAKEN'
  /** It does not count, is of another account or currency, or of another amount or an earlier day and nobody said that this has been considered. */
  | 'PAYMENT_DIFFERS'
  /** Something has gone back at the acquirer, and nobody said that this has been considered. */
  | 'REFUNDED_ELSEWHERE'
  /**
   * The acquirer cannot be asked any more, or says something else now than before, or the billing has the gateway's own order
   * beside the payment, and nobody said that this has been considered.
   */
  | 'IN_DOUBT'
  | 'BILLING_UNAVAILABLE'
  | 'ACQUIRER_UNAVAILABLE'
  | 'CHANGED_MEANWHILE'

export type CloseVerdict =
  | { readonly kind: 'closed'; readonly checkout: Checkout }
  | {
      readonly kind: 'refused'
      readonly reason: CheckoutCloseRefusal
      readonly retryable: boolean
      readonly field: 'checkoutId' | 'paymentId' | 'reason' | null
      readonly checkout: Checkout | null
    }

/**
 * Ends what waits for a person without giving anything back: the money is on the account by a payment that somebody names, or
 * what was refunded at the acquirer, or refused, has been seen. The same again answers the same.
 */
export async function closeCheckout(
  desk: CheckoutDesk,
  input: CloseInput,
  { principal, requestId, call }: CheckoutRequest,
): Promise<CloseVerdict> {
  const { checkoutId, payment: named } = input
  const reason = readReason(input.reason)
  if (reason === null) return refuse('INVALID_VALUE', { field: 'reason' })
  const found = isUuid(checkoutId) ? await desk.checkouts.find(checkoutId, call) : null
  if (found === null) return refuse('CHECKOUT_NOT_FOUND', { field: 'checkoutId' })
  const closing = { reason, by: { actor: principal, requestId }, acknowledgesDoubt: input.acknowledgesDoubt }
  if (found.state === 'DONE' && found.attention !== null) return seeRefund(desk, found, closing)
  if (found.state === 'REFUSED') return seeRefused(desk, found, closing)
  if (found.state === 'DONE' && isClosedWith(found, named)) return { kind: 'closed', checkout: found }
  if (found.state !== 'OPERATOR') return refuse('NOT_WAITING', { checkout: found })
  if (named === null) return refuse('INVALID_VALUE', { field: 'paymentId', checkout: found })
  if (named.accountId !== found.accountId) return refuse('PAYMENT_DIFFERS', { field: 'paymentId', checkout: found })
  return leaveOnAccount(desk, found, { ...closing, paymentId: named.paymentId })
}

interface Closing {
  readonly reason: string
  readonly by: { readonly actor: string; readonly requestId: string }
  readonly acknowledgesDoubt: boolean
}

function isClosedWith({ paymentId }: Checkout, named: CloseInput['payment']): boolean {
  return named === null || named.paymentId === paymentId
}

/** What has been refunded by now has been seen; what goes back later is shown again. */
async function seeRefund(
  desk: CheckoutDesk,
  found: Checkout,
  { reason, by, acknowledgesDoubt }: Closing,
): Promise<CloseVerdict> {
  const claimed = await claim(desk, found)
  if (claimed === null) return refuse('CHANGED_MEANWHILE', { retryable: true, checkout: found })
  const isElsewhere = desk.acquirer?.name !== claimed.acquirer
  const payment = isElsewhere ? null : await findTaken(desk, claimed)
  // Of one that nobody can ask a person's word is all there is.
  if (payment === null && !isElsewhere) return refuse('ACQUIRER_UNAVAILABLE', { retryable: true, checkout: found })
  if (payment === null && !acknowledgesDoubt) return refuse('IN_DOUBT', { checkout: found })
  // More than was taken cannot have gone back: kept as seen, it would hide all that goes back later.
  const whole = (claimed.captured ?? claimed.amount).minorUnits
  const goneBack = payment === null ? null : goneBackOf(payment, claimed)
  const seen = goneBack === null ? {} : { seenRefundMinorUnits: goneBack > whole ? whole : goneBack }
  const change = { to: 'DONE', attention: null, dueInMs: null, ...seen } as const
  const moved = await moveCheckout(desk, claimed, { change, outcome: `seen: ${reason}`, by })
  return moved === null ? refuse('CHANGED_MEANWHILE', { retryable: true }) : { kind: 'closed', checkout: moved }
}

/** Nothing of it was ever shown to anybody who could pay. */
async function seeRefused(desk: CheckoutDesk, found: Checkout, { reason, by }: Closing): Promise<CloseVerdict> {
  if (found.attention === null) return { kind: 'closed', checkout: found }
  const claimed = await claim(desk, found)
  const change = { to: 'REFUSED', attention: null, dueInMs: null } as const
  const moved = claimed && (await moveCheckout(desk, claimed, { change, outcome: `seen: ${reason}`, by }))
  return moved === null ? refuse('CHANGED_MEANWHILE', { retryable: true }) : { kind: 'closed', checkout: moved }
}

async function leaveOnAccount(
  desk: CheckoutDesk,
  found: Checkout,
  closing: Closing & { readonly paymentId: PaymentId },
): Promise<CloseVerdict> {
  const { reason, by, paymentId } = closing
  const credit = await desk.intents.findByExternalId(creditKeyOf(found))
  if (credit !== null && !isDecided(credit)) return refuse('CREDIT_NOT_SETTLED', { checkout: found })
  const claimed = await claim(desk, found)
  if (claimed === null) return refuse('CHANGED_MEANWHILE', { retryable: true, checkout: found })
  const payment = await findTaken(desk, claimed)
  if (payment === null) return refuse('ACQUIRER_UNAVAILABLE', { retryable: true, checkout: found })
  const taken = judgeTaken(payment, claimed)
  if (taken === null) return refuse('IN_DOUBT', { checkout: found })
  const row = await findRow(desk, claimed, paymentId)
  if (row === 'unread') return refuse('BILLING_UNAVAILABLE', { retryable: true, checkout: found })
  // As late as can be: whoever has decided to give it back before this claim may order that after it.
  if ((await findRefund(desk, claimed)) !== null) return refuse('NOT_WAITING', { checkout: found })
  const refusal =
    judge(row, { taken, claimed }, closing) ??
    (await judgeCredit(desk, credit, closing)) ??
    ((await isTaken(desk, claimed, { paymentId, credit })) ? 'PAYMENT_TAKEN' : null)
  if (refusal !== null) {
    const field = OF_THE_PAYMENT.includes(refusal) ? 'paymentId' : null
    return refuse(refusal, { field, retryable: refusal === 'BILLING_UNAVAILABLE', checkout: found })
  }
  const { amount: captured, goneBackMinorUnits: seenRefundMinorUnits, left: amount } = taken
  const change = {
    to: 'DONE',
    paymentId,
    attention: null,
    captured,
    seenRefundMinorUnits,
    // What is refunded at the acquirer in this moment comes to light by one look more.
    dueInMs: desk.settings.lookMinMs,
    // Of what has gone back altogether there is nothing to register.
    ...(claimed.receiptMaker === 'GATEWAY' && amount.minorUnits > 0n
      ? { fiscal: { operation: 'SELL', amount, paymentId } as const }
      : {}),
  } as const
  const outcome = `left on the account, ${paymentId}: ${reason}`
  try {
    const moved = await moveCheckout(desk, claimed, { change, outcome, by })
    return moved === null ? refuse('CHANGED_MEANWHILE', { retryable: true }) : { kind: 'closed', checkout: moved }
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'STORE_DUPLICATE') throw error
    // Another checkout was closed with it in this moment.
    return refuse('PAYMENT_TAKEN', { field: 'paymentId', checkout: found })
  }
}

const OF_THE_PAYMENT: readonly CheckoutCloseRefusal[] = ['PAYMENT_NOT_FOUND', 'PAYMENT_DIFFERS', 'PAYMENT_TAKEN']

/** What was refused for good, or carried out after all by a person's word. */
function isDecided({ state }: Intent): boolean {
  return state === 'REJECTED' || state === 'DONE'
}

function judge(
  row: Payment | undefined,
  { taken: { amount, goneBackMinorUnits }, claimed }: { readonly taken: Taken; readonly claimed: Checkout },
  { acknowledgesDoubt }: Closing,
): CheckoutCloseRefusal | null {
  if (row === undefined) return 'PAYMENT_NOT_FOUND'
  const isAnother = claimed.captured === null || !isSameMoney(amount, claimed.captured)
  if (isAnother && !acknowledgesDoubt) return 'IN_DOUBT'
  if (row.status !== 'DONE' || row.amount.currency !== amount.currency) return 'PAYMENT_DIFFERS'
  // The office may write it by the day alone; what was paid on an earlier one is other money.
  const isEarlier = row.paidAt !== null && row.paidAt < claimed.createdAt - DAY_MS
  if ((row.amount.minorUnits !== amount.minorUnits || isEarlier) && !acknowledgesDoubt) return 'PAYMENT_DIFFERS'
  return goneBackMinorUnits > 0n && !acknowledgesDoubt ? 'REFUNDED_ELSEWHERE' : null
}

/** What the billing has refused it may have written all the same: beside another payment it would be there twice. */
async function judgeCredit(
  { engine }: CheckoutDesk,
  credit: Intent | null,
  { paymentId, acknowledgesDoubt }: Closing & { readonly paymentId: PaymentId },
): Promise<Extract<CheckoutCloseRefusal, 'IN_DOUBT' | 'BILLING_UNAVAILABLE'> | null> {
  if (credit === null || acknowledgesDoubt) return null
  const found = await engine.lookUp(credit)
  if (found.kind === 'unread') return 'BILLING_UNAVAILABLE'
  const isBeside = found.kind === 'doubled' || (found.kind === 'ours' && found.recordId !== paymentId)
  return isBeside ? 'IN_DOUBT' : null
}

const DAY_MS = 86_400_000

async function isTaken(
  { intents, checkouts }: CheckoutDesk,
  { id, accountId }: Checkout,
  { paymentId, credit }: { readonly paymentId: PaymentId; readonly credit: Intent | null },
): Promise<boolean> {
  const except = credit?.id ?? ''
  const taken = await intents.findTakenRecordIds({ kinds: PAYMENT_KINDS, recordIds: [paymentId], except })
  return taken.has(paymentId) || (await checkouts.isPaymentTaken({ accountId, paymentId, except: id }))
}

async function findRow(
  { payments, clock, settings }: CheckoutDesk,
  { accountId }: Checkout,
  paymentId: PaymentId,
): Promise<Payment | undefined | 'unread'> {
  const key = { accountId, paymentId }
  const deadline = clock.deadline(settings.requestTimeoutMs)
  try {
    const row = (await payments.findPayments([key], { signal: deadline.signal })).get(key)
    return row instanceof BillingError ? 'unread' : row
  } catch (error) {
    if (error instanceof BillingError) return 'unread'
    throw error
  } finally {
    deadline.stop()
  }
}

function claim({ checkouts, settings }: CheckoutDesk, { id, state }: Checkout): Promise<Checkout | null> {
  return checkouts.claim(id, { states: [state], leaseMs: settings.leaseMs })
}

function refuse(
  reason: CheckoutCloseRefusal,
  told: Partial<Omit<Extract<CloseVerdict, { kind: 'refused' }>, 'kind' | 'reason'>> = {},
): CloseVerdict {
  const { retryable = false, field = null, checkout = null } = told
  return { kind: 'refused', reason, retryable, field, checkout }
}
