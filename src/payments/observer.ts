import type { Intent, IntentId, IntentState } from '../domain/payment-intent.ts'

/** Hears what happens to intents, for logs and metrics. Decides nothing. */
export interface PaymentObserver {
  accepted(intent: Intent): void
  /** A change of state, or a note within one, is durable. */
  moved(intent: Intent, from: IntentState, outcome: string): void
  /** Somebody else holds the intent by now. */
  fenceLost(id: IntentId): void
  /** The store failed, or a step did; recovery takes the intent up again. */
  failed(id: IntentId, error: unknown): void
}

export const DEAF_OBSERVER: PaymentObserver = { accepted() {}, moved() {}, fenceLost() {}, failed() {} }
