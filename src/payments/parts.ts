import type { Intent, IntentId, IntentKind } from '../domain/payment-intent.ts'
import type { AuditNote, IntentStore } from '../store/intent-store.ts'
import type { Clock } from './clock.ts'
import type { IntentDesk } from './desk.ts'
import type { PaymentObserver } from './observer.ts'
import type { Protocol } from './protocol.ts'
import type { PaymentSettings } from './settings.ts'

/** Everything that the engine touches comes in here, so that the same code runs in a simulation. */
export interface EngineParts {
  readonly intents: IntentStore
  readonly desk: IntentDesk
  readonly clock: Clock
  readonly settings: PaymentSettings
  readonly observer: PaymentObserver
  readonly protocol?: Protocol
}

/** Who asks, for the audit trail. */
export interface Orderer {
  readonly actor: string
  readonly requestId: string
}

/** How the audit trail calls what is done with a kind of intent. */
const ACTS: Readonly<Record<IntentKind, string>> = {
  PAYMENT: 'payment',
  CANCELLATION: 'payment-cancellation',
  SERVICE_ORDER: 'service-order',
  TICKET: 'ticket',
  TICKET_MESSAGE: 'ticket-message',
  PROMISED_PAYMENT: 'promised-payment',
  REFUND: 'refund',
  DEBIT: 'debit',
}

export function actOf(kind: IntentKind): string {
  return ACTS[kind]
}

/** How the audit trail calls an intent. */
export function objectOf(id: IntentId): string {
  return `intent:${id}`
}

export function noteOf(
  { id }: Pick<Intent, 'id'>,
  { by, act, outcome }: { by: Orderer; act: string; outcome: string },
): AuditNote {
  return { actor: by.actor, act, object: objectOf(id), outcome, requestId: by.requestId }
}
