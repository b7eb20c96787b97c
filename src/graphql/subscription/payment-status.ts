import type { PartnerPayment } from '../../payments/partner-payments.ts'
import { isFinal } from '../../payments/states.ts'
import type { GraphqlContext } from '../context.ts'
import { ClientError } from '../errors.ts'
import { writeRequest } from '../partner-payment/request.ts'

/** The payment as it is, then each other state of it, until nothing more can change. */
export async function watchPayment(
  externalId: string,
  context: GraphqlContext,
): Promise<AsyncGenerator<PartnerPayment, void>> {
  const request = writeRequest(context)
  const payment = await context.partnerPayments.findPayment(externalId, request)
  if (payment === null) throw new ClientError('OBJECT_NOT_FOUND')
  const { partner, call } = request
  return untilOver(context.live.payments.watch({ partner, externalId }, call.signal))
}

async function* untilOver(payments: AsyncIterable<PartnerPayment>): AsyncGenerator<PartnerPayment, void> {
  for await (const payment of payments) {
    yield payment
    if (isOver(payment)) return
  }
}

/** A payment that is done may still be taken back; nobody waits for that. */
function isOver({ intent, cancellation }: PartnerPayment): boolean {
  return isFinal(intent.state) && (cancellation === null || isFinal(cancellation.state))
}
