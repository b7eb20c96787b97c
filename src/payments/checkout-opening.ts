import type { Acquirer, CreatedPayment, CreateVerdict } from '../acquiring/port.ts'
import type { Checkout } from '../domain/checkout.ts'
import { isSameMoney } from '../domain/money.ts'
import type { CheckoutChange } from '../store/checkout-types.ts'
import { StoreError } from '../store/error.ts'
import { askAcquirer as ask, type CheckoutDesk, claimedAt, lookPauseMs, moveCheckout, pause } from './checkout-desk.ts'
import { findBegun, isKeyOld } from './checkout-lost.ts'
import { acquirerTermsOf } from './checkout-receipt.ts'
import { readExpiresAt } from './checkout-times.ts'
import type { Orderer } from './parts.ts'
import { reachCheckout } from './points.ts'

interface Opening {
  readonly acquirer: Acquirer
  readonly claimed: Checkout
  readonly by: Orderer
}

/** Begins it at the acquirer under its key, or looks for what was begun under it when the key may be forgotten. */
export async function beginAtAcquirer(desk: CheckoutDesk, step: Opening): Promise<Checkout | null> {
  const { acquirer, claimed, by } = step
  if (isKeyOld(desk, acquirer, claimedAt(desk, claimed) - claimed.createdAt)) return searchBegun(desk, step)
  const { id, accountNumber, amount, method, returnUrl, receiptContact } = claimed
  const description = `Оплата услуг связи, лицевой счёт ${accountNumber}`
  const order = {
    idempotenceKey: id,
    amount,
    method,
    description: description.slice(0, acquirer.capabilities.maxDescriptionLength),
    returnUrl,
    receiptContact,
    receipt: acquirerTermsOf(claimed),
    metadata: { checkoutId: id, accountNumber },
  }
  const verdict = await ask(desk, claimed, (signal) => acquirer.createPayment(order, { signal }))
  return verdict === null ? pause(desk, { claimed, by }) : takeBegun(desk, { claimed, by }, verdict)
}

async function searchBegun(desk: CheckoutDesk, step: Opening): Promise<Checkout | null> {
  const { claimed, by } = step
  const held = await holdForSearch(desk, claimed)
  if (held === null) return null
  const verdict = await searchByKey(desk, { ...step, claimed: held })
  if (verdict === null) return pause(desk, { claimed: held, by })
  if (verdict.kind !== 'never') return takeBegun(desk, { claimed: held, by }, verdict)
  const change = { to: 'EXPIRED', failure: 'EXPIRED', attention: null, dueInMs: null } as const
  return moveCheckout(desk, held, { change, outcome: 'never begun', by })
}

/** A whole list of the acquirer may have to be gone through, so that this takes a claim for longer. */
function holdForSearch({ checkouts, settings }: CheckoutDesk, { id, state }: Checkout): Promise<Checkout | null> {
  return checkouts.claim(id, { states: [state], leaseMs: settings.searchMs + settings.leaseMs })
}

function searchByKey(desk: CheckoutDesk, { acquirer, claimed }: Opening) {
  const patient = { ...desk, settings: { ...desk.settings, requestTimeoutMs: desk.settings.searchMs } }
  return ask(patient, claimed, (signal) => findBegun(desk, { acquirer, claimed, signal }))
}

async function takeBegun(
  desk: CheckoutDesk,
  { claimed, by }: Omit<Opening, 'acquirer'>,
  verdict: CreateVerdict,
): Promise<Checkout | null> {
  reachCheckout('checkout-begun', claimed.id)
  if (verdict.kind === 'refused') {
    const change = { to: 'REFUSED', failure: verdict.reason, attention: null, dueInMs: null } as const
    return moveCheckout(desk, claimed, { change, outcome: verdict.reason, by })
  }
  const change = { to: 'OPEN', ...toldOf(desk, claimed, verdict.payment), dueInMs: desk.settings.lookMinMs } as const
  try {
    return await moveCheckout(desk, claimed, { change, outcome: 'begun', by })
  } catch (error) {
    if (!isOfAnother(error)) throw error
    // Nobody has seen a page of it, and none is shown: whoever paid there would pay for the other one.
    const outcome = 'ACQUIRER_ID_TAKEN'
    const taken = { to: 'REFUSED', failure: 'NOT_ACCEPTED', attention: outcome, dueInMs: null } as const
    return moveCheckout(desk, claimed, { change: taken, outcome, by })
  }
}

/** Where it can be paid, unless that would be another amount: one that was found by its key alone is only asked for then. */
function toldOf(
  desk: CheckoutDesk,
  claimed: Checkout,
  payment: CreatedPayment,
): Omit<CheckoutChange, 'to' | 'dueInMs'> {
  const { acquirerId } = payment
  const expiresAt = readExpiresAt(desk, claimed, payment.expiresAt)
  const page = isSameMoney(payment.amount, claimed.amount)
    ? { redirectUrl: payment.redirectUrl, qrPayload: payment.qrPayload }
    : { redirectUrl: null, qrPayload: null }
  return { acquirerId, ...page, expiresAt, attention: null }
}

/**
 * The acquirer does not know the id that it gave, which was not the payment's then: that is looked for by our key. A list
 * may have to be gone through for it, so that later looks do it seldom. A person sees what is not found.
 */
export async function seekUnknown(desk: CheckoutDesk, step: Opening): Promise<Checkout | null> {
  const { claimed, by } = step
  const { state, attention, acquirerId } = claimed
  const dueInMs = lookPauseMs(desk, claimed)
  const outcome = 'NOT_KNOWN_TO_ACQUIRER'
  const unknown = { change: { to: state, dueInMs, attention: outcome }, outcome, by } as const
  if (attention === outcome && dueInMs < desk.settings.lookMaxMs) return moveCheckout(desk, claimed, unknown)
  const held = await holdForSearch(desk, claimed)
  if (held === null) return null
  const verdict = await searchByKey(desk, { ...step, claimed: held })
  const payment = verdict?.kind === 'created' && verdict.payment.acquirerId !== acquirerId ? verdict.payment : null
  if (payment === null) return moveCheckout(desk, held, unknown)
  const change = { to: state, ...toldOf(desk, held, payment), dueInMs: desk.settings.lookMinMs }
  try {
    return await moveCheckout(desk, held, { change, outcome: 'found by its key', by })
  } catch (error) {
    if (!isOfAnother(error)) throw error
    return moveCheckout(desk, held, unknown)
  }
}

/** The payment belongs to another checkout. */
function isOfAnother(error: unknown): boolean {
  return error instanceof StoreError && error.code === 'STORE_DUPLICATE'
}
