import type { Acquirer, CreateVerdict } from '../acquiring/port.ts'
import type { Checkout } from '../domain/checkout.ts'

/** Keys are used a good while before the acquirer forgets them; and clocks differ. */
const KEY_MARGIN_MS = 3_600_000

/** Whether the acquirer may have forgotten the key by now, so that sending it again could begin a second payment. */
export function isKeyOld({ capabilities }: Acquirer, ageMs: number): boolean {
  return ageMs > capabilities.keysKeptMs - KEY_MARGIN_MS
}

/**
 * What the attempts began whose answers were lost: it is looked for where it must be, if it is anywhere. Nobody has seen the
 * page of one that never had an answer, so that one which is not there is over.
 */
export async function findBegun(
  acquirer: Acquirer,
  { id: idempotenceKey, createdAt }: Checkout,
  signal: AbortSignal,
): Promise<CreateVerdict | { readonly kind: 'never' }> {
  const from = createdAt - KEY_MARGIN_MS
  const to = createdAt + acquirer.capabilities.keysKeptMs + KEY_MARGIN_MS
  const payment = await acquirer.findCreated({ idempotenceKey, from, to }, { signal })
  return payment === null ? { kind: 'never' } : { kind: 'created', payment }
}
