import type { Checkout } from '../domain/checkout.ts'
import { type CheckoutDesk, claimedAt } from './checkout-desk.ts'

type Reading = {
  readonly settings: CheckoutDesk['settings']
  readonly observer: Pick<CheckoutDesk['observer'], 'misdated'>
}
type Timed = Pick<Checkout, 'id' | 'createdAt' | 'changedAt' | 'dueAt'>

const YEAR_MS = 366 * 86_400_000

/**
 * When the money was taken, by the acquirer: between the beginning and now, with room for clocks that differ. Another time
 * is none. It is told and passed over, since the payer's money does not wait for a clock.
 */
export function readCapturedAt(desk: Reading, claimed: Timed, at: number | null): number | null {
  const { keyMarginMs } = desk.settings
  const latest = claimedAt(desk, claimed) + keyMarginMs
  return readWithin(desk, claimed, { name: 'capturedAt', at, latest })
}

/** Until when it can be paid, by the acquirer: after the beginning, and within a year. */
export function readExpiresAt(desk: Reading, claimed: Timed, at: number | null): number | null {
  return readWithin(desk, claimed, { name: 'expiresAt', at, latest: claimed.createdAt + YEAR_MS })
}

function readWithin(
  { settings, observer }: Reading,
  claimed: Timed,
  { name, at, latest }: { readonly name: string; readonly at: number | null; readonly latest: number },
): number | null {
  const isPossible = at === null || (at >= claimed.createdAt - settings.keyMarginMs && at <= latest)
  if (!isPossible) observer.misdated(claimed, name)
  return isPossible ? at : null
}
