import { BillingError } from '../billing/error.ts'
import type { BillingCall } from '../billing/port.ts'
import type { Order } from './engine.ts'
import type { PartnerDesk } from './partner-desk.ts'
import { postingKeyOf } from './payment-desk.ts'

/** Whether the billing can be asked for a payment that the gateway has never heard of. */
export function canBeHeld({ billing }: Pick<PartnerDesk, 'billing'>): boolean {
  const { reconcile } = billing.capabilities
  return reconcile === 'exact' || reconcile === 'comment'
}

/** Whether the billing has a row with the reference, whatever it says: what comes of that is for the engine to judge. */
export async function isHeld(
  { billing, now }: Pick<PartnerDesk, 'billing' | 'now'>,
  order: Order,
  call: BillingCall,
): Promise<boolean | 'unavailable'> {
  const key = postingKeyOf({ ...order, acceptedAt: now(), mark: null, sentFor: null })
  try {
    const found = (await billing.postings.findPostings([key], call)).get(key)
    if (found instanceof BillingError) return 'unavailable'
    return found !== undefined && found.length > 0
  } catch (error) {
    if (error instanceof BillingError) return 'unavailable'
    throw error
  }
}
