import type { Acquirer } from './acquiring/port.ts'
import { createReconcile } from './assembly.ts'
import type { BillingSystem } from './billing/port.ts'
import type { Config } from './config.ts'
import type { Log } from './observability/log.ts'
import { createMetrics, type Metrics } from './observability/metrics.ts'
import { thrownFields } from './observability/thrown.ts'
import { SYSTEM_CLOCK } from './payments/clock.ts'
import { createPayments, type Payments } from './payments/create.ts'
import type { PaymentEngine } from './payments/engine.ts'
import { createReadOnlyPayments, READ_ONLY_PROTOCOL } from './payments/read-only.ts'
import { readLastResult, startDaily } from './payments/reconcile-daily.ts'
import { startRecovery } from './payments/recovery.ts'
import { createPaymentReporter, reportReconciliation } from './payments/report.ts'
import { paymentSettings } from './payments/settings.ts'
import { createAccountTeller, tellAll } from './payments/tell-accounts.ts'
import { createTransferReporter } from './payments/transfer-observer.ts'
import type { Store } from './store/store.ts'
import type { TerminalPayments } from './terminals/speech.ts'

const RECOVERY_POLL_MS = 500
const DAILY_POLL_MS = 60_000

/** The numbers of this replica, with those that the store has of all. */
export function createStoreMetrics(
  store: Pick<Store, 'intents' | 'checkouts' | 'fiscalReceipts' | 'dailyRuns'>,
): Metrics {
  return createMetrics({
    countIntents: async () => ({ ...(await store.intents.count()) }),
    countCheckouts: () => store.checkouts.count(),
    countFiscalReceipts: () => store.fiscalReceipts.count(),
    readReconciliation: () => readLastResult(store.dailyRuns),
  })
}

export interface RunningPayments extends Payments {
  /** What networks of terminals can ask for. */
  readonly terminalPayments: TerminalPayments
  /** Resolves when this process works on no payment any more. */
  stop(): Promise<void>
}

/** The payment engine of this replica with what it does by itself: recovery, and the daily comparison of the books. */
export function runPayments(parts: {
  readonly config: Config
  readonly store: Store
  readonly billing: BillingSystem
  readonly acquirer: Acquirer | null
  readonly metrics: Metrics
  readonly log: Log
}): RunningPayments {
  const { config, store, billing, acquirer, metrics, log } = parts
  const { settleMs, timeZone } = config.billing
  // Of whoever serves a part, and has the account looked for before.
  const timeouts = [config.billing, ...[...config.cutover.slices.values()].map(({ settings }) => settings)]
  const requestTimeoutMs = Math.max(...timeouts.map(({ timeoutMs }) => timeoutMs))
  const settings = paymentSettings({ settleMs, requestTimeoutMs })
  const payments = createPayments({
    store,
    billing,
    acquirer,
    settings,
    observer: tellAll([createPaymentReporter({ log, metrics }), createAccountTeller(store.notices)]),
    now: Date.now,
    timeZone,
    operationTimeoutMs: config.operationTimeoutMs,
    allowance: config.transfers,
    transferObserver: createTransferReporter({ log, metrics }),
    ...(config.readOnly ? { protocol: READ_ONLY_PROTOCOL } : {}),
  })
  const recover = (engine: Pick<PaymentEngine, 'recover' | 'idle'>, what: string) =>
    startRecovery({
      engine,
      clock: SYSTEM_CLOCK,
      pollMs: RECOVERY_POLL_MS,
      random: Math.random,
      onFailure: (error) => {
        metrics.fail('recovery')
        log.error(thrownFields(error), `${what} that are due could not be read`)
      },
    })
  const recovery = recover(payments.engine, 'payments')
  // Transfers order of the engine: they are stopped before it. Where nothing is written, the next step of each waits.
  const transfers = config.readOnly ? null : recover(payments.saga, 'transfers')
  const daily = startDaily(
    {
      runs: store.dailyRuns,
      intents: store.intents,
      reconcile: createReconcile(store, billing, timeZone),
      timeZone,
      now: Date.now,
      onDone: (result) => reportReconciliation(log, result),
      onFailure: (error) => {
        metrics.fail('reconciliation')
        log.error(thrownFields(error), 'the day could not be compared with the billing')
      },
    },
    { pollMs: DAILY_POLL_MS },
  )
  const { partnerPayments } = payments
  return {
    ...payments,
    terminalPayments: config.readOnly ? createReadOnlyPayments(partnerPayments) : partnerPayments,
    async stop() {
      await transfers?.stop()
      await Promise.all([daily.stop(), recovery.stop()])
    },
  }
}
