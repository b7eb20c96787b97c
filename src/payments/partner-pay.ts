import { randomUUIDv7 } from 'node:crypto'
import { BillingError } from '../billing/error.ts'
import type { Account } from '../domain/account.ts'
import { judgeAmount, referenceFor } from '../domain/partner.ts'
import type { IntentRefusal } from '../domain/payment-intent.ts'
import { isExternalId } from '../domain/reference-template.ts'
import type { IntentLimits } from '../store/intent-store.ts'
import { dayOf, rangeOfDay } from './day.ts'
import type { Order } from './engine.ts'
import { fingerprintOf, waitLeftMs } from './keyed-order.ts'
import {
  fitsBilling,
  isAccountNumber,
  ordererOf,
  type PartnerDesk,
  type PartnerRequest,
  principalOf,
  waitOf,
} from './partner-desk.ts'
import { withCancellation } from './partner-find.ts'
import { canBeHeld, isHeld } from './partner-held.ts'
import type { PartnerPayment, PayField, PayInput, PayRefusal, PayVerdict } from './partner-payments.ts'
import { takeMiss, takeRefused } from './partner-tries.ts'

const MINUTE_MS = 60_000

/** A terminal's clock may be wrong, and a terminal may have been without a line; beyond this it is no time of a payment. */
const MAX_AHEAD_MS = 24 * 60 * MINUTE_MS
const MAX_AGE_MS = 45 * 24 * 60 * MINUTE_MS

/**
 * Takes a payment. A known id comes first, and its answer costs no call of the billing: whatever has changed since (limits,
 * the account, the billing's health), a repeat hears what became of the first.
 */
export async function pay(desk: PartnerDesk, input: PayInput, request: PartnerRequest): Promise<PayVerdict> {
  const startedAtMs = desk.clock.elapsedMs()
  const malformed = findMalformed(input)
  if (malformed === 'externalId') return refuse('INVALID_VALUE', { field: malformed })
  const order = { input, request, startedAtMs, fingerprint: fingerprintOf(wordsOf(input)) }
  const known = await findKnown(desk, order)
  if (known !== null) return known
  if (malformed !== null) return refuse('INVALID_VALUE', { field: malformed })

  if (!fitsBilling(desk, request.partner, input.externalId)) return refuse('INVALID_VALUE', { field: 'externalId' })
  const objection = objectTo(desk, input, request)
  if (objection !== null) {
    if (!canBeHeld(desk)) return objection
    if (!(await takeRefused(desk, request))) return refuse('TOO_MANY_TRIES', { retryable: true })
  }
  const account = await findAccount(desk, order)
  if (account === 'unavailable') return refuse('BILLING_UNAVAILABLE', { retryable: true })
  if (account === null) return objection ?? missed(desk, order)
  const intent = orderFor(order, account)
  if (objection !== null) return takeIfHeld(desk, { order, intent, objection })
  // Whether a closed account takes money is for the billing to say: it may hold this payment already.
  const verdict = await carryOut(desk, order, intent)
  const isFinal = verdict.kind === 'refused' && verdict.payment === null && !verdict.retryable
  if (!isFinal || !canBeHeld(desk)) return verdict
  if (!(await takeRefused(desk, request))) return refuse('TOO_MANY_TRIES', { retryable: true })
  return takeIfHeld(desk, { order, intent, objection: verdict })
}

interface PayOrder {
  readonly input: PayInput
  readonly request: PartnerRequest
  readonly startedAtMs: number
  readonly fingerprint: string
  /** The billing has a row with the reference. */
  readonly isHeld?: true
}

function wordsOf({ accountNumber, amount }: PayInput): readonly string[] {
  return ['payment', accountNumber, String(amount.minorUnits), amount.currency]
}

/** What no payment can have, whenever it is asked for. */
function findMalformed({ externalId, accountNumber, amount }: PayInput): PayField | null {
  if (!isExternalId(externalId)) return 'externalId'
  if (!isAccountNumber(accountNumber)) return 'accountNumber'
  return amount.minorUnits <= 0n ? 'amount' : null
}

/** What speaks against a new payment; one that was taken in time may be repeated when its time is long ago. */
function objectTo(desk: PartnerDesk, { amount, paidAt }: PayInput, { partner }: PartnerRequest): PayVerdict | null {
  const ageMs = typeof paidAt === 'number' ? desk.now() - paidAt : 0
  if (paidAt === 'unusable' || ageMs > MAX_AGE_MS || ageMs < -MAX_AHEAD_MS)
    return refuse('INVALID_VALUE', { field: 'paidAt' })
  const tooMuch = judgeAmount(partner, amount)
  return tooMuch === null ? null : refuse(tooMuch)
}

/**
 * A final no lets a terminal give the money back. A payment from before the gateway, of which it never heard, is on the
 * account all the same: what would be refused for good is looked up first, and what is there is taken, whatever its amount
 * and the day's sum. While that was looked up, a twin that met no objection may have been let in: its answer is the answer.
 */
async function takeIfHeld(
  desk: PartnerDesk,
  { order, intent, objection }: { order: PayOrder; intent: Order; objection: PayVerdict },
): Promise<PayVerdict> {
  const isThere = await isHeld(desk, intent, order.request.call)
  if (isThere === 'unavailable') return refuse('BILLING_UNAVAILABLE', { retryable: true })
  if (isThere) return carryOut(desk, { ...order, isHeld: true }, intent)
  return (await findKnown(desk, order)) ?? objection
}

/** Whether the billing has a row under the id of a payment of which nobody has said yet how much it is. */
export async function isHeldOf(
  desk: PartnerDesk,
  { externalId, accountNumber }: Pick<PayInput, 'externalId' | 'accountNumber'>,
  request: PartnerRequest,
): Promise<boolean | 'unavailable'> {
  if (!canBeHeld(desk) || !isAccountNumber(accountNumber) || !fitsBilling(desk, request.partner, externalId))
    return false
  // Numbers are not tried out by it either.
  if (!(await takeRefused(desk, request))) return 'unavailable'
  const input = { externalId, accountNumber, amount: request.partner.limits.minAmount, paidAt: null }
  const order = { input, request, startedAtMs: desk.clock.elapsedMs(), fingerprint: '' }
  const account = await findAccount(desk, order)
  if (account === null || account === 'unavailable') return account === null ? false : account
  return isHeld(desk, orderFor(order, account), request.call)
}

async function findKnown(desk: PartnerDesk, order: PayOrder): Promise<PayVerdict | null> {
  const { input, request, fingerprint } = order
  const { externalId } = input
  const key = { principal: principalOf(request.partner), kind: 'PAYMENT', externalId } as const
  const known = await desk.store.intents.findByExternalId(key)
  if (known === null) return null
  if (known.fingerprint !== fingerprint) return { kind: 'conflict', payment: await withCancellation(desk, known) }
  request.onKept?.()
  // One that is under way is waited for as the first was; one in doubt will not be decided while a terminal waits.
  if (known.state !== 'ACCEPTED' && known.state !== 'SENDING') return verdictOf(await withCancellation(desk, known))
  return carryOut(desk, order, known)
}

/** Judged in the very transaction that accepts: a twin that was let in before is known by then, and never limited. */
function limitsOf(desk: PartnerDesk, { request: { partner }, isHeld }: PayOrder): IntentLimits {
  const { maxAmountPerDay, maxPaymentsPerMinute } = partner.limits
  return {
    dayStart: rangeOfDay(dayOf(desk.now(), desk.timeZone), desk.timeZone).from,
    // What the billing has already was paid on some other day.
    maxMinorUnitsPerDay: isHeld ? null : maxAmountPerDay.minorUnits,
    maxPerMinute: maxPaymentsPerMinute,
  }
}

async function findAccount(
  { billing }: PartnerDesk,
  { input: { accountNumber }, request: { call } }: PayOrder,
): Promise<Account | null | 'unavailable'> {
  // A payer stands there: it goes with the sends that it comes before.
  const early = { ...call, turn: 'EARLY' } as const
  try {
    const found = (await billing.accounts.findAccountsByNumber([accountNumber], early)).get(accountNumber) ?? null
    return found instanceof BillingError ? 'unavailable' : found
  } catch (error) {
    if (error instanceof BillingError) return 'unavailable'
    throw error
  }
}

/** Paying is no way to try out numbers. */
async function missed(desk: PartnerDesk, { request }: PayOrder): Promise<PayVerdict> {
  const take = await takeMiss(desk, request)
  return take.kind === 'taken' ? refuse('ACCOUNT_NOT_FOUND') : refuse('TOO_MANY_TRIES', { retryable: true })
}

function orderFor({ input, request: { partner }, fingerprint }: PayOrder, account: Account): Order {
  return {
    id: randomUUIDv7(),
    kind: 'PAYMENT',
    principal: principalOf(partner),
    externalId: input.externalId,
    fingerprint,
    reference: referenceFor(partner, input.externalId),
    accountId: account.id,
    accountNumber: input.accountNumber,
    amount: input.amount,
    method: partner.paymentMethod,
    paidAt: input.paidAt === 'unusable' ? null : input.paidAt,
    relatesTo: null,
    details: null,
    recordId: null,
  }
}

async function carryOut(desk: PartnerDesk, order: PayOrder, intent: Order): Promise<PayVerdict> {
  const { input, request, startedAtMs } = order
  const waitMs = waitLeftMs(waitOf(desk, request), startedAtMs)
  const options = { by: ordererOf(request), waitMs, onKept: request.onKept }
  const verdict = await desk.engine.submitWithin(intent, { ...options, limits: limitsOf(desk, order) })
  switch (verdict.kind) {
    case 'limited':
      if (verdict.limit === 'DAY') return refuse('DAY_LIMIT_REACHED')
      return refuse('TOO_MANY_PAYMENTS', { retryable: true })
    case 'accepted':
      // Nobody can have taken back what was not there when this request came.
      if (!verdict.isRepeat) return verdictOf({ intent: verdict.intent, cancellation: null })
      return verdictOf(await withCancellation(desk, verdict.intent))
    case 'overloaded':
      return refuse('OVERLOADED', { retryable: true })
    case 'conflict': {
      const { principal, externalId } = verdict.intent
      const isOwn = principal === principalOf(request.partner) && externalId === input.externalId
      return { kind: 'conflict', payment: isOwn ? await withCancellation(desk, verdict.intent) : null }
    }
  }
}

/** What a repeat of its order hears of a payment. */
export function verdictOf(payment: PartnerPayment): PayVerdict {
  const { intent } = payment
  switch (intent.state) {
    case 'DONE':
      return { kind: 'accepted', payment }
    case 'REJECTED':
      return { kind: 'refused', reason: reasonOf(intent.refusal), retryable: false, field: null, payment }
    case 'ACCEPTED':
    case 'SENDING':
    case 'UNKNOWN':
    case 'OPERATOR':
      return { kind: 'pending', payment }
  }
}

function reasonOf(refusal: IntentRefusal | null): PayRefusal {
  const isOfPayment =
    refusal === 'ACCOUNT_NOT_FOUND' || refusal === 'ACCOUNT_CLOSED' || refusal === 'AMOUNT_NOT_ACCEPTED'
  return isOfPayment ? refusal : 'CLOSED_BY_OPERATOR'
}

function refuse(
  reason: PayRefusal,
  { retryable = false, field = null }: { retryable?: boolean; field?: PayField | null } = {},
): PayVerdict {
  return { kind: 'refused', reason, retryable, field, payment: null }
}
