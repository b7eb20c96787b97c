import type { BillingSystem } from '../billing/port.ts'
import type { Store } from '../store/store.ts'
import { type Clock, SYSTEM_CLOCK } from './clock.ts'
import { createDesk } from './desk.ts'
import { createEngine, type PaymentEngine } from './engine.ts'
import type { PaymentObserver } from './observer.ts'
import type { PaymentSettings } from './settings.ts'
import { createSupervision, type PaymentSupervision } from './supervision.ts'

interface PaymentParts {
  readonly store: Pick<Store, 'audit' | 'intents'>
  readonly billing: Pick<BillingSystem, 'capabilities' | 'payments' | 'postings'>
  readonly settings: PaymentSettings
  readonly observer: PaymentObserver
  readonly clock?: Clock
}

export interface Payments {
  readonly engine: PaymentEngine
  readonly supervision: PaymentSupervision
}

/** Everything that moves money, over one store and one billing. Nothing runs by itself yet: see `startRecovery`. */
export function createPayments({ store, billing, settings, observer, clock = SYSTEM_CLOCK }: PaymentParts): Payments {
  const { intents, audit } = store
  const { capabilities } = billing
  const desk = createDesk({
    billing,
    clock,
    requestTimeoutMs: settings.requestTimeoutMs,
    findTaken: (query) => intents.findTakenPaymentIds(query),
  })
  return {
    engine: createEngine({ intents, desk, capabilities, clock, settings, observer }),
    supervision: createSupervision({ intents, audit, desk, billing, capabilities, settings, observer }),
  }
}
