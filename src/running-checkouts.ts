import { AcquirerError } from './acquiring/error.ts'
import type { Acquirer } from './acquiring/port.ts'
import { createSandboxAcquirer } from './acquiring/sandbox/index.ts'
import { YOOKASSA_NETWORKS } from './acquiring/yookassa/hint.ts'
import { createYookassa } from './acquiring/yookassa/index.ts'
import type { BillingSystem } from './billing/port.ts'
import type { CallReport } from './billing/transport/http.ts'
import type { Config } from './config.ts'
import { CHECKOUT_REFERENCE_LENGTH } from './domain/checkout.ts'
import type { Log } from './observability/log.ts'
import type { Metrics } from './observability/metrics.ts'
import { thrownFields } from './observability/thrown.ts'
import { type CheckoutObserver, checkoutSettings } from './payments/checkout-desk.ts'
import { startCheckoutDriver } from './payments/checkout-driver.ts'
import { type Checkouts, createCheckouts } from './payments/checkouts.ts'
import { SYSTEM_CLOCK } from './payments/clock.ts'
import type { PaymentEngine } from './payments/engine.ts'
import type { Store } from './store/store.ts'

const POLL_MS = 500

/** What the sandbox lets its only shop in by. */
const SANDBOX_SHOP_KEY = 'sandbox-shop'

/** The configured acquirer, or null where nothing is paid from the cabinet. */
export function connectAcquirer(
  { acquirer, billing }: Pick<Config, 'acquirer' | 'billing'>,
  options: {
    readonly sandboxUrl: string | null
    readonly log: Log
    readonly onCall?: (report: CallReport) => void
  },
): Acquirer | null {
  const { sandboxUrl, log, onCall } = options
  const { timeoutMs, yookassa } = acquirer
  const told = {
    timeoutMs,
    onCall: (report: CallReport) => {
      onCall?.(report)
      const { system, operation, durationMs, code, outcome } = report
      if (code === null) log.debug({ system, operation, durationMs }, 'acquirer call')
      else log.warn({ system, operation, durationMs, code, outcome: outcome ?? '' }, 'acquirer call failed')
    },
  }
  if (yookassa !== null) {
    const { onlyKnownSenders, makesReceipts: _kept, ...shop } = yookassa
    return createYookassa({ ...shop, ...told, notificationNetworks: onlyKnownSenders ? YOOKASSA_NETWORKS : [] })
  }
  if (acquirer.kind === 'none' || sandboxUrl === null) return null
  const { currency } = billing
  return createSandboxAcquirer({ url: `${sandboxUrl}/acquirer`, shopKey: SANDBOX_SHOP_KEY, currency, ...told })
}

export interface RunningCheckouts {
  readonly checkouts: Checkouts
  /** Where there is an acquirer, somebody is told by it. */
  readonly webhooks: Partial<Pick<Checkouts, 'takeHint'>>
  /** Resolves when this process works on no checkout any more. */
  stop(): Promise<void>
}

/** Payments of the cabinet at this replica: what people ask for, and the following of what they have begun. */
export function runCheckouts(parts: {
  readonly config: Pick<Config, 'acquirer' | 'receiptRules' | 'production' | 'operationTimeoutMs' | 'readOnly'> & {
    readonly billing: Pick<Config['billing'], 'currency'>
  }
  readonly store: Pick<Store, 'checkouts' | 'intents' | 'tries'>
  readonly acquirer: Acquirer | null
  readonly billing: Pick<BillingSystem, 'capabilities' | 'payments'>
  readonly engine: PaymentEngine
  readonly metrics: Pick<Metrics, 'checkout' | 'fail'>
  readonly log: Log
}): RunningCheckouts {
  const { config, store, acquirer, billing, engine, metrics, log } = parts
  if (acquirer !== null && billing.capabilities.maxReferenceLength < CHECKOUT_REFERENCE_LENGTH) {
    throw new Error('The references of this billing are too short for payments from the cabinet. Set ACQUIRER=none.')
  }
  const { checkouts: rows, intents, tries } = store
  const desk = {
    acquirer,
    checkouts: rows,
    intents,
    payments: billing.payments,
    tries,
    engine,
    clock: SYSTEM_CLOCK,
    settings: checkoutSettings({ requestTimeoutMs: config.acquirer.timeoutMs }),
    observer: createReporter(log, metrics),
    receiptRules: config.receiptRules,
    returnUrls: { origins: config.acquirer.returnOrigins, allowsLocalhost: !config.production },
  }
  const drive = () =>
    startCheckoutDriver(desk, {
      pollMs: POLL_MS,
      random: Math.random,
      onFailure: (error) => {
        metrics.fail('checkout')
        log.error(thrownFields(error), 'checkouts that are due could not be read')
      },
    })
  // What is paid meanwhile waits at the acquirer, and a hint is kept.
  const driver = config.readOnly ? null : drive()
  const { operationTimeoutMs } = config
  const checkouts = createCheckouts(desk, { operationTimeoutMs, currency: config.billing.currency })
  const takeHint: Checkouts['takeHint'] = (hint, call) => checkouts.takeHint(hint, call)
  return { checkouts, webhooks: acquirer === null ? {} : { takeHint }, stop: async () => driver?.stop() }
}

/** Neither a line nor a number has accounts, amounts, contacts or addresses in it. */
function createReporter(log: Log, metrics: Pick<Metrics, 'checkout' | 'fail'>): CheckoutObserver {
  return {
    moved({ id, state: to, attention }, from, outcome) {
      const fields = { checkoutId: id, from: from ?? '', to, outcome }
      if (from !== to) metrics.checkout({ from: from ?? '', to })
      if (attention !== null) log.warn({ ...fields, attention }, 'checkout needs a person')
      else if (from === to) log.debug(fields, 'checkout looked at')
      else log.info(fields, 'checkout moved')
    },
    unanswered({ id }, error) {
      if (error instanceof AcquirerError) return log.info({ checkoutId: id, code: error.code }, 'acquirer not answered')
      metrics.fail('checkout')
      log.error({ checkoutId: id, ...thrownFields(error) }, 'the adapter of the acquirer failed')
    },
    misdated({ id }, field) {
      metrics.fail('checkout')
      log.warn({ checkoutId: id, field }, 'the acquirer has told a time that cannot be')
    },
    failed(id, error) {
      metrics.fail('checkout')
      log.error({ checkoutId: id, ...thrownFields(error) }, 'a step of a checkout failed')
    },
  }
}
