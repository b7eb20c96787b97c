import type { Partner } from '../domain/partner.ts'
import type { PartnerPayment, PartnerPayments } from '../payments/partner-payments.ts'
import { createFeed, type Feed } from './feed.ts'

/** A payment by the id that its partner has given it. */
export interface WatchedPayment {
  readonly partner: Partner
  readonly externalId: string
}

/** The gateway's own store is asked, which costs the billing nothing. */
const LOOK_EVERY_MS = 500
const READ_GAP_MS = 50
/** Each is a query of its own; so many are sent at once. */
const KEYS_PER_READ = 20

/** The payments of partners, each looked at once however many watch it; told when its state, or that of its cancellation, is another. */
export function createPaymentFeed(options: {
  readonly payments: Pick<PartnerPayments, 'findPayment'>
  readonly maxKeys: number
  readonly timeoutMs: number
  readonly onFailure: (error: unknown) => void
}): Feed<WatchedPayment, PartnerPayment> {
  const { payments, maxKeys, timeoutMs, onFailure } = options
  return createFeed<WatchedPayment, PartnerPayment>({
    async read(keys, signal) {
      const found = new Map<WatchedPayment, PartnerPayment>()
      const find = async (key: WatchedPayment) => {
        const request = { partner: key.partner, requestId: 'live', call: { signal } }
        const payment = await payments.findPayment(key.externalId, request)
        if (payment !== null) found.set(key, payment)
      }
      await Promise.all(keys.map(find))
      return found
    },
    textOf: ({ partner, externalId }) => `${partner.id} ${externalId}`,
    fingerprintOf: ({ intent, cancellation }) => `${intent.state} ${cancellation?.state ?? ''}`,
    keysPerRead: KEYS_PER_READ,
    maxKeys,
    intervalMs: LOOK_EVERY_MS,
    readGapMs: READ_GAP_MS,
    timeoutMs,
    onFailure,
  })
}
