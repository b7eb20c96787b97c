import type { PartnerPayments } from './partner-payments.ts'
import { type Decision, PROTOCOL, type Protocol } from './protocol.ts'

/**
 * The protocol of a gateway that must not write: what the billing can be asked is decided as ever, and what is due to be sent
 * stays as it is and is looked at again. When the mode ends, it goes on from there.
 */
export const READ_ONLY_PROTOCOL: Protocol = {
  ...PROTOCOL,
  decideAccepted: (found, known) => hold(PROTOCOL.decideAccepted(found, known), known),
  decideUnknown: (found, known) => hold(PROTOCOL.decideUnknown(found, known), known),
}

function hold(decision: Decision, { intent, settings }: Parameters<Protocol['decideUnknown']>[1]): Decision {
  if (decision.kind !== 'send') return decision
  return { kind: 'write', change: { to: intent.state, dueInMs: settings.retryMaxMs }, outcome: 'read only' }
}

type Told = Pick<PartnerPayments, 'cancelPayment' | 'findPayment' | 'pay'>

/**
 * What networks of terminals hear meanwhile. A payment that is known is told of, as ever; a new one is neither looked at nor
 * kept, and may be repeated, which every network does by itself.
 */
export function createReadOnlyPayments<T extends Told>(payments: T): T {
  return {
    ...payments,
    async pay(input, request) {
      const known = await payments.findPayment(input.externalId, request)
      if (known !== null) return payments.pay(input, request)
      return { kind: 'refused', reason: 'BILLING_UNAVAILABLE', retryable: true, field: null, payment: null }
    },
    async cancelPayment({ externalId }, request) {
      const payment = await payments.findPayment(externalId, request)
      return { kind: 'refused', reason: 'OVERLOADED', retryable: true, field: null, payment }
    },
  }
}
