import type { Acquirer } from '../../src/acquiring/port.ts'
import type { CheckoutDesk } from '../../src/payments/checkout-desk.ts'
import type { Clock } from '../../src/payments/clock.ts'
import type { IntentDesk } from '../../src/payments/desk.ts'
import type { Protocol } from '../../src/payments/protocol.ts'
import type { ResolveParts } from '../../src/payments/resolve.ts'
import type { TransferRules } from '../../src/payments/transfer-rules.ts'
import type { SagaParts } from '../../src/payments/transfer-saga.ts'
import type { IntentStore } from '../../src/store/intent-store.ts'
import type { Books } from './billing.ts'
import type { Plan } from './plan.ts'

interface Tools {
  readonly clock: Clock
  readonly plan: Plan
}

/** A mistake built into the engine by its arguments alone, to see that the simulation finds it. */
export interface Planted {
  readonly name: string
  /** What is wrong, in a sentence. */
  readonly mistake: string
  readonly protocol?: (right: Protocol) => Protocol
  readonly desk?: (right: IntentDesk, tools: Tools) => IntentDesk
  readonly intents?: (right: IntentStore, tools: Tools) => IntentStore
  readonly books?: (right: Books) => Books
  readonly rules?: (right: TransferRules) => TransferRules
  readonly acquirer?: (right: Acquirer, tools: Tools) => Acquirer
  readonly checkouts?: (right: CheckoutDesk) => CheckoutDesk
  readonly saga?: (right: SagaParts) => SagaParts
  /** What a person's decisions are held against. */
  readonly resolve?: (right: ResolveParts) => ResolveParts
}
