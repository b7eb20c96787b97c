import { type Checkout, isCheckoutOver } from '../../domain/checkout.ts'
import type { PaymentProgress } from '../../live/payments.ts'
import type { PartnerPayment } from '../../payments/partner-payments.ts'
import { isFinal } from '../../payments/states.ts'
import { principalOf } from '../checkout/resolvers.ts'
import type { GraphqlContext } from '../context.ts'
import { ClientError } from '../errors.ts'
import { writeRequest } from '../partner-payment/request.ts'
import { requireViewer } from '../viewer.ts'

/**
 * A payment as it is, then each other state of it, until nothing more can change: a partner's own by its id of it, and for
 * everybody else the one that was begun under a key.
 */
export async function watchPayment(
  key: string,
  context: GraphqlContext,
): Promise<AsyncGenerator<PaymentProgress, void>> {
  const viewer = requireViewer(context)
  const { call, live } = context
  if (viewer.role === 'PARTNER') {
    const request = writeRequest(context)
    await found(context.partnerPayments.findPayment(key, request))
    return untilOver(live.payments.watch({ partner: request.partner, externalId: key }, call.signal))
  }
  const begun = { principal: principalOf(viewer), idempotencyKey: key }
  await found(context.checkouts.findByKey(begun, call))
  return untilOver(live.payments.watch(begun, call.signal))
}

async function found(payment: Promise<PartnerPayment | Checkout | null>): Promise<void> {
  if ((await payment) === null) throw new ClientError('OBJECT_NOT_FOUND')
}

async function* untilOver(payments: AsyncIterable<PaymentProgress>): AsyncGenerator<PaymentProgress, void> {
  for await (const payment of payments) {
    yield payment
    if (isOver(payment)) return
  }
}

/** A payment that is done may still be taken back; nobody waits for that. */
function isOver(payment: PaymentProgress): boolean {
  if (!('intent' in payment)) return isCheckoutOver(payment)
  const { intent, cancellation } = payment
  return isFinal(intent.state) && (cancellation === null || isFinal(cancellation.state))
}
