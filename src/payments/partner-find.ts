import type { Intent } from '../domain/payment-intent.ts'
import { isExternalId } from '../domain/reference-template.ts'
import { type PartnerDesk, type PartnerRequest, principalOf } from './partner-desk.ts'
import type { PartnerPayment } from './partner-payments.ts'

export async function findPayment(
  desk: PartnerDesk,
  externalId: string,
  { partner }: PartnerRequest,
): Promise<PartnerPayment | null> {
  if (!isExternalId(externalId)) return null
  const key = { principal: principalOf(partner), kind: 'PAYMENT', externalId } as const
  const intent = await desk.store.intents.findByExternalId(key)
  return intent === null ? null : withCancellation(desk, intent)
}

export async function withCancellation(desk: PartnerDesk, intent: Intent): Promise<PartnerPayment> {
  const [payment] = await withCancellations(desk, [intent])
  return payment ?? { intent, cancellation: null }
}

/** In the order of the intents. Only what is done can be canceled. */
export async function withCancellations(
  { store }: PartnerDesk,
  intents: readonly Intent[],
): Promise<readonly PartnerPayment[]> {
  const ids = intents.filter(({ state }) => state === 'DONE').map(({ id }) => id)
  const cancellations = ids.length === 0 ? [] : await store.intents.findCancellations(ids)
  const byPayment = new Map(cancellations.map((cancellation) => [cancellation.relatesTo, cancellation]))
  return intents.map((intent) => ({ intent, cancellation: byPayment.get(intent.id) ?? null }))
}

export function isCanceled({ cancellation }: PartnerPayment): boolean {
  return cancellation?.state === 'DONE'
}
