import type { Acquirer, AcquirerCapabilities } from '../../src/acquiring/port.ts'
import type { BillingSystem } from '../../src/billing/port.ts'
import type { ReceiptRules } from '../../src/domain/fiscal-terms.ts'
import { type CheckoutSettings, checkoutSettings } from '../../src/payments/checkout-desk.ts'
import { startCheckoutDriver } from '../../src/payments/checkout-driver.ts'
import { type Checkouts, createCheckouts } from '../../src/payments/checkouts.ts'
import { SYSTEM_CLOCK } from '../../src/payments/clock.ts'
import type { PaymentEngine } from '../../src/payments/engine.ts'
import type { Store } from '../../src/store/store.ts'
import { connectTestAcquirer } from './acquirer.ts'
import { TERMS } from './receipt-rules.ts'

export interface CheckoutOptions extends Partial<CheckoutSettings> {
  readonly hasAcquirer?: boolean
  readonly capabilities?: Partial<AcquirerCapabilities>
  /** Of what is begun at this gateway. */
  readonly receiptRules?: ReceiptRules
  /** Another one than the sandbox's. */
  readonly acquirer?: Acquirer
}

export function chooseAcquirer(sandboxUrl: string, options: CheckoutOptions = {}): Acquirer | null {
  if (options.hasAcquirer === false) return null
  return options.acquirer ?? connectTestAcquirer(sandboxUrl, options.capabilities)
}

/** Payments of the cabinet at a gateway of a test, which looks at them often. */
export function runTestCheckouts(parts: {
  readonly acquirer: Acquirer | null
  readonly store: Pick<Store, 'checkouts' | 'intents' | 'tries'>
  readonly billing: Pick<BillingSystem, 'payments'>
  readonly engine: PaymentEngine
  readonly operationTimeoutMs: number
  readonly settings?: Partial<CheckoutSettings & { receiptRules: ReceiptRules }> | undefined
  /** Hears what failed unexpectedly. */
  readonly onFailure?: (error: unknown) => void
}): { readonly checkouts: Checkouts; readonly takeHint: Checkouts['takeHint']; stop(): Promise<void> } {
  const { acquirer, store, billing, engine, operationTimeoutMs, onFailure = () => {} } = parts
  const { receiptRules = { maker: 'GATEWAY', terms: TERMS }, ...settings } = parts.settings ?? {}
  const desk = {
    acquirer,
    checkouts: store.checkouts,
    intents: store.intents,
    payments: billing.payments,
    tries: store.tries,
    engine,
    clock: SYSTEM_CLOCK,
    settings: {
      ...checkoutSettings({ requestTimeoutMs: 2_000 }),
      lookMinMs: 300,
      quietMs: 100,
      othersAfterMs: 300,
      ...settings,
    },
    observer: { moved() {}, unanswered() {}, misdated() {}, failed: (_id: string, error: unknown) => onFailure(error) },
    receiptRules,
    returnUrls: { origins: ['https://cabinet.example'], allowsLocalhost: true },
  }
  const driver = startCheckoutDriver(desk, { pollMs: 50, random: Math.random, onFailure })
  const checkouts = createCheckouts(desk, { operationTimeoutMs, currency: 'RUB' })
  return { checkouts, takeHint: (hint, call) => checkouts.takeHint(hint, call), stop: () => driver.stop() }
}
