import { type Money, parseMoney } from '../../domain/money.ts'
import type { PartnerRequest } from '../../payments/partner-desk.ts'
import type { GraphqlContext } from '../context.ts'
import { requirePartner } from '../viewer.ts'

/** The request of the partner behind a field whose rule has let nobody else pass. */
export function writeRequest(context: GraphqlContext): PartnerRequest {
  return { partner: requirePartner(context), requestId: context.caller.requestId, call: context.call }
}

/** An amount in the partner's currency; the scalar has let nothing pass that is no decimal of two places. */
export function readAmount(amount: string, { partner }: PartnerRequest): Money {
  return parseMoney(amount, partner.limits.minAmount.currency)
}
