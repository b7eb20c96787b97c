import type { CallReport } from './billing/transport/http.ts'
import type { Config } from './config.ts'
import { createAtol } from './fiscal/atol/index.ts'
import { FiscalError } from './fiscal/error.ts'
import type { FiscalRegistrar } from './fiscal/port.ts'
import type { Log } from './observability/log.ts'
import type { Metrics } from './observability/metrics.ts'
import { thrownFields } from './observability/thrown.ts'
import { createFiscalReceipts, type FiscalReceipts } from './payments/fiscal-receipts.ts'
import { fiscalSettings } from './payments/fiscal-settings.ts'
import type { FiscalObserver } from './payments/fiscal-work.ts'
import { startFiscalWorker } from './payments/fiscal-worker.ts'
import type { FiscalReceiptStore } from './store/fiscal-types.ts'
import type { Store } from './store/store.ts'

/** What the sandbox's registrar lets everybody in by. */
const SANDBOX_ACCESS = { login: 'registrar', password: 'registrar', group: 'sandbox' } as const

/** The configured registrar, or null where receipts are somebody else's business. */
export function connectRegistrar(
  { fiscal, billing }: Pick<Config, 'fiscal' | 'billing'>,
  options: {
    readonly sandboxUrl: string | null
    readonly log: Log
    /** Hears of each finished call, beside the log. */
    readonly onCall?: (report: CallReport) => void
  },
): FiscalRegistrar | null {
  const { sandboxUrl, log, onCall } = options
  if (fiscal.kind === 'none') return null
  if (fiscal.kind === 'sandbox' && sandboxUrl === null) return null
  const access = fiscal.kind === 'sandbox' ? { url: `${sandboxUrl}/registrar/v4`, ...SANDBOX_ACCESS } : fiscal
  return createAtol({
    url: access.url,
    login: access.login,
    password: access.password,
    group: access.group,
    company: fiscal.company,
    timeZone: billing.timeZone,
    timeoutMs: fiscal.timeoutMs,
    onCall: (report) => {
      onCall?.(report)
      const { system, operation, durationMs, code, outcome } = report
      if (code === null) log.debug({ system, operation, durationMs }, 'registrar call')
      else log.warn({ system, operation, durationMs, code, outcome: outcome ?? '' }, 'registrar call failed')
    },
  })
}

export interface RunningFiscal {
  readonly fiscalReceipts: FiscalReceipts
  /** Resolves when this process works on no receipt any more. */
  stop(): Promise<void>
}

/** Receipts at this replica: what is shown of them, and their way to the registrar, where one is connected. */
export function runFiscal(parts: {
  readonly config: Pick<Config, 'fiscal' | 'receiptRules'>
  readonly store: Pick<Store, 'fiscalReceipts'>
  readonly registrar: FiscalRegistrar | null
  readonly metrics: Pick<Metrics, 'fail'>
  readonly log: Log
}): RunningFiscal {
  const { config, store, registrar, metrics, log } = parts
  const { fiscal } = config
  const settings = fiscalSettings({ requestTimeoutMs: fiscal.kind === 'none' ? 0 : fiscal.timeoutMs })
  const fiscalReceipts = createFiscalReceipts(store.fiscalReceipts, { ...settings, terms: config.receiptRules.terms })
  if (registrar === null || fiscal.kind === 'none') {
    void warnOfWaiting(store.fiscalReceipts, log)
    return { fiscalReceipts, stop: () => Promise.resolve() }
  }
  const worker = startFiscalWorker({
    registrar,
    receipts: store.fiscalReceipts,
    settings,
    itemName: fiscal.itemName,
    observer: createReporter(log, metrics),
  })
  async function stop(): Promise<void> {
    await worker.stop()
    await registrar?.close()
  }
  return { fiscalReceipts, stop }
}

/** Made while a registrar was connected, they wait for one for ever. */
async function warnOfWaiting(receipts: Pick<FiscalReceiptStore, 'count'>, log: Log): Promise<void> {
  const counts = await receipts.count().catch(() => ({}))
  const count = Object.values(counts).reduce((sum, one) => sum + one, 0)
  if (count > 0) log.warn({ count }, 'fiscal receipts wait, and no registrar is connected: set FISCAL_URL')
}

/** Neither a line nor a number has accounts, amounts or addresses in it. */
function createReporter(log: Log, metrics: Pick<Metrics, 'fail'>): FiscalObserver {
  return {
    moved({ id, state: from }, { to, failure }, outcome) {
      const fields = { receiptId: id, from, to, outcome }
      if (failure !== undefined) log.warn(fields, 'receipt needs a person')
      else if (from === to) log.debug(fields, 'receipt looked at')
      else log.info(fields, 'receipt moved')
    },
    unanswered({ id }, error) {
      const code = error instanceof FiscalError ? error.code : ''
      log.info({ receiptId: id, code }, 'registrar not answered')
    },
    failed(error) {
      metrics.fail('fiscal')
      log.error(thrownFields(error), 'a step of a receipt failed')
    },
  }
}
