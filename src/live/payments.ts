import type { Checkout } from '../domain/checkout.ts'
import type { Partner } from '../domain/partner.ts'
import type { Checkouts } from '../payments/checkouts.ts'
import type { PartnerPayment, PartnerPayments } from '../payments/partner-payments.ts'
import { createFeed, type Feed } from './feed.ts'

/** A payment by the id that its partner has given it, or one of the cabinet by the key under which it was begun. */
export type WatchedPayment =
  | { readonly partner: Partner; readonly externalId: string }
  | Pick<Checkout, 'principal' | 'idempotencyKey'>

export type PaymentProgress = PartnerPayment | Checkout

/** The gateway's own store is asked, which costs the billing nothing. */
const LOOK_EVERY_MS = 500
const READ_GAP_MS = 50
/** Each is a query of its own; so many are sent at once. */
const KEYS_PER_READ = 20

export interface PaymentFeedParts {
  readonly payments: Pick<PartnerPayments, 'findPayment'>
  readonly checkouts: Pick<Checkouts, 'findByKey'>
}

/** Payments, each looked at once however many watch it; told when its state, or that of its cancellation, is another. */
export function createPaymentFeed(
  options: PaymentFeedParts & {
    readonly maxKeys: number
    readonly timeoutMs: number
    readonly onFailure: (error: unknown) => void
  },
): Feed<WatchedPayment, PaymentProgress> {
  const { maxKeys, timeoutMs, onFailure } = options
  return createFeed<WatchedPayment, PaymentProgress>({
    async read(keys, signal) {
      const found = new Map<WatchedPayment, PaymentProgress>()
      const find = async (key: WatchedPayment) => {
        const payment = await findPayment(options, key, signal)
        if (payment !== null) found.set(key, payment)
      }
      await Promise.all(keys.map(find))
      return found
    },
    textOf: (key) =>
      'partner' in key ? `PARTNER ${key.partner.id} ${key.externalId}` : `${key.principal} ${key.idempotencyKey}`,
    fingerprintOf: (payment) =>
      'intent' in payment ? `${payment.intent.state} ${payment.cancellation?.state ?? ''}` : payment.state,
    keysPerRead: KEYS_PER_READ,
    maxKeys,
    intervalMs: LOOK_EVERY_MS,
    readGapMs: READ_GAP_MS,
    timeoutMs,
    onFailure,
  })
}

function findPayment(
  { payments, checkouts }: PaymentFeedParts,
  key: WatchedPayment,
  signal: AbortSignal,
): Promise<PaymentProgress | null> {
  if (!('partner' in key)) return checkouts.findByKey(key, { signal })
  return payments.findPayment(key.externalId, { partner: key.partner, requestId: 'live', call: { signal } })
}
