import { setTimeout as delay } from 'node:timers/promises'
import type { Checkout } from '../../domain/checkout.ts'
import { isCheckoutOver } from '../../domain/checkout.ts'
import type { PartnerPayment } from '../../payments/partner-payments.ts'
import { isFinal } from '../../payments/states.ts'
import { principalOf } from '../checkout/resolvers.ts'
import type { GraphqlContext } from '../context.ts'
import { ClientError } from '../errors.ts'
import { writeRequest } from '../partner-payment/request.ts'
import { requireViewer } from '../viewer.ts'

/** The gateway's own store is asked, which costs the billing nothing. */
const LOOK_EVERY_MS = 500

export type Progress = PartnerPayment | Checkout

/**
 * A payment as it is, then each other state of it, until nothing more can change: a partner's own by its id of it, and for
 * everybody else the one that was begun under a key.
 */
export async function watchPayment(key: string, context: GraphqlContext): Promise<AsyncGenerator<Progress, void>> {
  const viewer = requireViewer(context)
  if (viewer.role === 'PARTNER') {
    const { partnerPayments } = context
    const find = () => partnerPayments.findPayment(key, writeRequest(context))
    return watch(context, { find, stateOf: statesOf, isOver: isPaymentOver })
  }
  const find = () => context.checkouts.findByKey({ principal: principalOf(viewer), idempotencyKey: key }, context.call)
  return watch(context, { find, stateOf: ({ state }) => state, isOver: isCheckoutOver })
}

interface Watched<T> {
  readonly find: () => Promise<T | null>
  readonly stateOf: (found: T) => string
  readonly isOver: (found: T) => boolean
}

async function watch<T>(
  { call }: GraphqlContext,
  { find, stateOf, isOver }: Watched<T>,
): Promise<AsyncGenerator<T, void>> {
  const first = await find()
  if (first === null) throw new ClientError('OBJECT_NOT_FOUND')
  return look(first)

  async function* look(found: T): AsyncGenerator<T, void> {
    let seen = ''
    let now: T | null = found
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

function statesOf({ intent, cancellation }: PartnerPayment): string {
  return `${intent.state} ${cancellation?.state ?? ''}`
}

/** A payment that is done may still be taken back; nobody waits for that. */
function isPaymentOver({ intent, cancellation }: PartnerPayment): boolean {
  return isFinal(intent.state) && (cancellation === null || isFinal(cancellation.state))
}
