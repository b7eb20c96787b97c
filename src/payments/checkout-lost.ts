import type { Acquirer, CreateVerdict } from '../acquiring/port.ts'
import type { Checkout } from '../domain/checkout.ts'
import type { CheckoutDesk } from './checkout-desk.ts'

type Margin = { readonly settings: Pick<CheckoutDesk['settings'], 'keyMarginMs'> }

/** Whether the acquirer may have forgotten the key by now, so that sending it again could begin a second payment. */
export function isKeyOld({ settings }: Margin, { capabilities }: Acquirer, ageMs: number): boolean {
  return ageMs > capabilities.keysKeptMs - settings.keyMarginMs
}

/**
 * What the attempts began whose answers were lost: it is looked for where it must be, if it is anywhere. Nobody has seen the
 * page of one that never had an answer, so that one which is not there is over.
 */
export async function findBegun(
  { settings }: Margin,
  { acquirer, claimed, signal }: { acquirer: Acquirer; claimed: Checkout; signal: AbortSignal },
): Promise<CreateVerdict | { readonly kind: 'never' }> {
  const { id: idempotenceKey, createdAt } = claimed
  const from = createdAt - settings.keyMarginMs
  const to = createdAt + acquirer.capabilities.keysKeptMs + settings.keyMarginMs
  const payment = await acquirer.findCreated({ idempotenceKey, from, to }, { signal })
  return payment === null ? { kind: 'never' } : { kind: 'created', payment }
}
