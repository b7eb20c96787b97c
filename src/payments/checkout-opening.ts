import type { Acquirer, CreateVerdict } from '../acquiring/port.ts'
import type { Checkout } from '../domain/checkout.ts'
import { askAcquirer as ask, type CheckoutDesk, claimedAt, moveCheckout, pause } from './checkout-desk.ts'
import { findBegun, isKeyOld } from './checkout-lost.ts'
import { acquirerTermsOf } from './checkout-receipt.ts'
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

/** A whole list of the acquirer may have to be gone through, so that this takes a claim for longer. */
async function searchBegun(desk: CheckoutDesk, { acquirer, claimed, by }: Opening): Promise<Checkout | null> {
  const { searchMs, leaseMs } = desk.settings
  const held = await desk.checkouts.claim(claimed.id, { states: ['CREATED'], leaseMs: searchMs + leaseMs })
  if (held === null) return null
  const patient = { ...desk, settings: { ...desk.settings, requestTimeoutMs: searchMs } }
  const verdict = await ask(patient, held, (signal) => findBegun(desk, { acquirer, claimed: held, signal }))
  if (verdict === null) return pause(desk, { claimed: held, by })
  if (verdict.kind !== 'never') return takeBegun(desk, { claimed: held, by }, verdict)
  const change = { to: 'EXPIRED', failure: 'EXPIRED', attention: null, dueInMs: null } as const
  return moveCheckout(desk, held, { change, outcome: 'never begun', by })
}

function takeBegun(
  desk: CheckoutDesk,
  { claimed, by }: Omit<Opening, 'acquirer'>,
  verdict: CreateVerdict,
): Promise<Checkout | null> {
  reachCheckout('checkout-begun', claimed.id)
  if (verdict.kind === 'refused') {
    const change = { to: 'REFUSED', failure: verdict.reason, attention: null, dueInMs: null } as const
    return moveCheckout(desk, claimed, { change, outcome: verdict.reason, by })
  }
  // Whatever is said of it here, it is asked for: also the amount.
  const { acquirerId, redirectUrl, qrPayload, expiresAt } = verdict.payment
  const told = { acquirerId, redirectUrl, qrPayload, expiresAt, attention: null }
  const change = { to: 'OPEN', ...told, dueInMs: desk.settings.lookMinMs } as const
  return moveCheckout(desk, claimed, { change, outcome: 'begun', by })
}
