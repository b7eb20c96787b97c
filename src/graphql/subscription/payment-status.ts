import { setTimeout as delay } from 'node:timers/promises'
import type { PartnerPayment } from '../../payments/partner-payments.ts'
import { isFinal } from '../../payments/states.ts'
import type { GraphqlContext } from '../context.ts'
import { ClientError } from '../errors.ts'
import { writeRequest } from '../partner-payment/request.ts'

/** The gateway's own store is asked, which costs the billing nothing. */
const LOOK_EVERY_MS = 500

/** The payment as it is, then each other state of it, until nothing more can change. */
export async function watchPayment(
  externalId: string,
  context: GraphqlContext,
): Promise<AsyncGenerator<PartnerPayment, void>> {
  const { call, partnerPayments } = context
  const find = () => partnerPayments.findPayment(externalId, writeRequest(context))
  const first = await find()
  if (first === null) throw new ClientError('OBJECT_NOT_FOUND')
  return look(first)

  async function* look(payment: PartnerPayment): AsyncGenerator<PartnerPayment, void> {
    let seen = ''
    let now: PartnerPayment | null = payment
    while (now !== null && !call.signal.aborted) {
      const state = stateOf(now)
      if (state !== seen) yield now
      seen = state
      if (isOver(now)) return
      await delay(LOOK_EVERY_MS, undefined, { signal: call.signal }).catch(() => undefined)
      if (!call.signal.aborted) now = await find()
    }
  }
}

function stateOf({ intent, cancellation }: PartnerPayment): string {
  return `${intent.state} ${cancellation?.state ?? ''}`
}

/** A payment that is done may still be taken back; nobody waits for that. */
function isOver({ intent, cancellation }: PartnerPayment): boolean {
  return isFinal(intent.state) && (cancellation === null || isFinal(cancellation.state))
}
