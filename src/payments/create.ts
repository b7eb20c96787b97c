import type { Acquirer } from '../acquiring/port.ts'
import type { IntentStore } from '../store/intent-store.ts'
import type { Store } from '../store/store.ts'
import { type Clock, SYSTEM_CLOCK } from './clock.ts'
import { createDebitDesk, type DebitSlices } from './debit-desk.ts'
import { createDesk, type IntentDesk } from './desk.ts'
import { createEngine, type PaymentEngine } from './engine.ts'
import type { PaymentObserver } from './observer.ts'
import type { PartnerDesk } from './partner-desk.ts'
import { createPartnerPayments, type PartnerPayments } from './partner-payments.ts'
import { createCancellationDesk, createPaymentDesk, type PaymentSlices } from './payment-desk.ts'
import { createPromiseDesk, type PromiseSlices } from './promised-desk.ts'
import { createPromisedPayments, type PromisedPayments } from './promised-payments.ts'
import type { Protocol } from './protocol.ts'
import { createRefundDesk } from './refund-desk.ts'
import { createServiceOrderDesk, type OrderSlices } from './service-order-desk.ts'
import { createServiceOrders, type ServiceOrders } from './service-orders.ts'
import type { PaymentSettings } from './settings.ts'
import { createSupervision, type PaymentSupervision } from './supervision.ts'
import { createTicketDesk, type TicketSlices } from './ticket-desk.ts'
import { createTicketMessageDesk, type TicketMessageSlices } from './ticket-message-desk.ts'
import { DEAF_TRANSFER_OBSERVER, type TransferObserver } from './transfer-observer.ts'
import { createTransferSaga, type TransferSaga } from './transfer-saga.ts'
import { createTransferSupervision, type TransferSupervision } from './transfer-supervision.ts'
import { DEFAULT_ALLOWANCE, type TransferAllowance } from './transfer-terms.ts'
import { createTransfers, type Transfers } from './transfers.ts'

/** What the engine needs of a billing, over all kinds of intents. */
export type EngineSlices = PaymentSlices &
  TicketSlices &
  TicketMessageSlices &
  OrderSlices &
  PromiseSlices &
  DebitSlices

/** The engine over a billing and a store, as production and the simulation run it. */
export function createPaymentEngine(options: {
  readonly billing: EngineSlices
  readonly intents: IntentStore
  readonly settings: PaymentSettings
  readonly observer: PaymentObserver
  /** Who gives money back; none where nothing is paid at an acquirer. */
  readonly acquirer?: Acquirer | null
  readonly clock?: Clock
  readonly protocol?: Protocol
}): PaymentEngine {
  const { billing, intents, settings, observer, acquirer = null, clock = SYSTEM_CLOCK, protocol } = options
  return createEngine({
    intents,
    desk: createIntentDesk({ billing, intents, settings, acquirer, clock }),
    clock,
    settings,
    observer,
    ...(protocol ? { protocol } : {}),
  })
}

/** What operators decide, over the same billing and store as the engine. */
export function createPaymentSupervision(options: {
  readonly billing: EngineSlices
  readonly store: Pick<Store, 'audit' | 'intents'>
  readonly settings: PaymentSettings
  readonly observer: PaymentObserver
  readonly acquirer?: Acquirer | null
  readonly clock?: Clock
}): PaymentSupervision {
  const { billing, store, settings, observer, acquirer = null, clock = SYSTEM_CLOCK } = options
  const { audit, intents } = store
  const desk = createIntentDesk({ billing, intents, settings, acquirer, clock })
  return createSupervision({ intents, audit, desk, billing, settings, observer, clock })
}

/** Every kind of intent has its desk here. */
export function createIntentDesk(parts: {
  billing: EngineSlices
  intents: Pick<IntentStore, 'findTakenRecordIds'>
  settings: Pick<PaymentSettings, 'requestTimeoutMs'>
  acquirer?: Acquirer | null
  clock: Clock
}): IntentDesk {
  const { billing, intents, settings, acquirer = null, clock } = parts
  return createDesk({
    kinds: {
      PAYMENT: createPaymentDesk({ billing, intents }),
      CANCELLATION: createCancellationDesk({ billing, intents }),
      SERVICE_ORDER: createServiceOrderDesk(billing),
      TICKET: createTicketDesk(billing),
      TICKET_MESSAGE: createTicketMessageDesk(billing),
      PROMISED_PAYMENT: createPromiseDesk({ billing, intents }),
      REFUND: createRefundDesk(acquirer),
      DEBIT: createDebitDesk(billing),
    },
    clock,
    requestTimeoutMs: settings.requestTimeoutMs,
  })
}

export interface Payments {
  readonly engine: PaymentEngine
  readonly partnerPayments: PartnerPayments
  readonly serviceOrders: ServiceOrders
  readonly promisedPayments: PromisedPayments
  readonly supervision: PaymentSupervision
  readonly transfers: Transfers
  readonly transferSupervision: TransferSupervision
  /** What carries transfers on by itself. */
  readonly saga: Pick<TransferSaga, 'recover' | 'idle'>
}

/** The engine with everything that gives it orders. */
export function createPayments(options: {
  readonly billing: PartnerDesk['billing'] & EngineSlices
  readonly store: PartnerDesk['store'] & Pick<Store, 'audit' | 'wishes' | 'transfers'>
  readonly settings: PaymentSettings
  readonly observer: PaymentObserver
  readonly acquirer?: Acquirer | null
  readonly now: () => number
  readonly timeZone: string
  /** How long a client waits for the answer to one operation. */
  readonly operationTimeoutMs: number
  readonly allowance?: TransferAllowance
  readonly transferObserver?: TransferObserver
  readonly clock?: Clock
  readonly protocol?: Protocol
}): Payments {
  const { billing, store, settings, observer, now, timeZone, operationTimeoutMs, clock = SYSTEM_CLOCK } = options
  const { acquirer = null, protocol } = options
  const engine = createPaymentEngine({
    billing,
    intents: store.intents,
    settings,
    observer,
    acquirer,
    clock,
    ...(protocol ? { protocol } : {}),
  })
  const partnerPayments = createPartnerPayments({ billing, store, engine, clock, now, timeZone, operationTimeoutMs })
  const supervision = createPaymentSupervision({ billing, store, settings, observer, acquirer, clock })
  const { intents, wishes } = store
  const promisedPayments = createPromisedPayments({ billing, intents, engine, clock, operationTimeoutMs })
  const serviceOrders = createServiceOrders({ billing, intents, wishes, engine, clock, operationTimeoutMs })
  return {
    engine,
    partnerPayments,
    promisedPayments,
    serviceOrders,
    supervision,
    ...createTransferPayments({ ...options, engine, clock }),
  }
}

/** Transfers, which are orders of the same engine. */
function createTransferPayments(
  options: Parameters<typeof createPayments>[0] & { readonly engine: PaymentEngine; readonly clock: Clock },
): Pick<Payments, 'transfers' | 'transferSupervision' | 'saga'> {
  const { billing, store, settings, engine, clock, now, timeZone, operationTimeoutMs } = options
  const { transferObserver: observer = DEAF_TRANSFER_OBSERVER, allowance = DEFAULT_ALLOWANCE } = options
  const { transfers, intents } = store
  const saga = createTransferSaga({ transfers, intents, engine, clock, settings, observer })
  const desk = createIntentDesk({ billing, intents, settings, acquirer: options.acquirer ?? null, clock })
  const shared = { billing, store, saga, observer, clock, settings, allowance, now, timeZone, operationTimeoutMs }
  return {
    saga,
    transfers: createTransfers(shared),
    transferSupervision: createTransferSupervision({ transfers, intents, desk, observer }),
  }
}
