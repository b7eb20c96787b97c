export const METHODS = ['bank_card', 'wallet', 'mobile', 'sbp'] as const
export type Method = (typeof METHODS)[number]

/** What can come of a payment on its page; `capture` takes the money whatever has been said before. */
export const CHOICES = ['pay', 'insufficient_funds', 'decline', 'cancel', 'capture'] as const
export type Choice = (typeof CHOICES)[number]

export interface ShopPayment {
  readonly id: string
  /** That the shop has begun it with. */
  readonly key: string
  readonly status: 'open' | 'captured' | 'canceled'
  readonly cancelReason: string | null
  readonly minorUnits: bigint
  readonly currency: string
  readonly refundedMinorUnits: bigint
  readonly method: Method
  readonly description: string
  readonly returnUrl: string
  readonly receipt: string
  readonly metadata: string
  /** Instants are milliseconds since the epoch. */
  readonly createdAt: number
  readonly expiresAt: number
  readonly capturedAt: number | null
}

export interface ShopRefund {
  readonly id: string
  readonly key: string
  readonly paymentId: string
  readonly minorUnits: bigint
  readonly status: 'pending' | 'done' | 'canceled'
  readonly refundedAt: number | null
}

export interface NewPayment extends Pick<ShopPayment, 'minorUnits' | 'currency' | 'method'> {
  readonly key: string
  /** Tells whether a repeat of the key asks for the same. */
  readonly body: string
  readonly description: string
  readonly returnUrl: string
  readonly receipt: string
  readonly metadata: string
}

/** What is said to a shop that asks for what cannot be; `code` stands in the answer. */
export interface ShopRefusal {
  readonly status: number
  readonly code: string
}

/** How the acquirer behaves; kept over restarts. */
export interface Settings {
  /** Where hints go; null for nowhere. */
  readonly webhookUrl: string | null
  readonly paymentTtlMs: number
  /** `reordered` holds a hint back until the next one has gone, or for a while. */
  readonly hints: 'now' | 'late' | 'twice' | 'reordered' | 'never'
  readonly hintDelayMs: number
  /** What becomes of a refund that is asked for. */
  readonly refunds: 'done' | 'pending' | 'canceled' | 'not_enough_money'
}

export const DEFAULT_SETTINGS: Settings = {
  webhookUrl: null,
  paymentTtlMs: 3_600_000,
  hints: 'now',
  hintDelayMs: 1_000,
  refunds: 'done',
}

/** Something has happened to a payment. */
export interface ShopEvent {
  readonly event: 'payment.captured' | 'payment.canceled' | 'refund.done'
  readonly paymentId: string
}
