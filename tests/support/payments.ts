import type { BillingSystem } from '../../src/billing/port.ts'
import { createPaymentEngine, createPaymentSupervision } from '../../src/payments/create.ts'
import type { PaymentEngine } from '../../src/payments/engine.ts'
import { DEAF_OBSERVER, type PaymentObserver } from '../../src/payments/observer.ts'
import { type PaymentSettings, paymentSettings } from '../../src/payments/settings.ts'
import type { PaymentSupervision } from '../../src/payments/supervision.ts'
import type { Store } from '../../src/store/store.ts'

/** A billing that carries out what was given up within a second. */
export const TEST_SETTINGS: PaymentSettings = {
  ...paymentSettings({ settleMs: 1_000, requestTimeoutMs: 2_000 }),
  recheckMs: 50,
  retryMinMs: 50,
  retryMaxMs: 200,
}

/** Everything that moves money over a store and a billing of a test's own; nothing runs by itself. */
export function createTestPayments(
  store: Pick<Store, 'audit' | 'intents'>,
  billing: BillingSystem,
  changes: { readonly settings?: Partial<PaymentSettings>; readonly observer?: PaymentObserver } = {},
): TestPayments {
  const settings = { ...TEST_SETTINGS, ...changes.settings }
  const { observer = DEAF_OBSERVER } = changes
  return {
    engine: createPaymentEngine({ intents: store.intents, billing, settings, observer }),
    supervision: createPaymentSupervision({ store, billing, settings, observer }),
  }
}

export interface TestPayments {
  readonly engine: PaymentEngine
  readonly supervision: PaymentSupervision
}
