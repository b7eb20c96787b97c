import { findUnservable, serveSlices } from './billing/cutover/serve.ts'
import type { Switch } from './billing/cutover/switches.ts'
import type { BillingSettings, BillingTools } from './billing/module.ts'
import type { BillingSystem } from './billing/port.ts'
import type { CallReport } from './billing/transport/http.ts'
import type { Config } from './config.ts'
import type { SecondBilling } from './cutover-config.ts'
import { isCheckoutReference } from './domain/checkout.ts'
import { isOfTemplate } from './domain/reference-template.ts'
import { TRANSFER_TEMPLATES } from './domain/transfer.ts'
import { ConfigError } from './environment.ts'
import { tellOfBrokenRules } from './observability/broken-rules.ts'
import type { Log } from './observability/log.ts'
import { countOddities } from './observability/oddities.ts'
import { type ReconcileParts, reconcileDay } from './payments/reconcile-day.ts'
import type { Store } from './store/store.ts'

// What the gateway and the programs beside it assemble alike.

interface Connecting {
  readonly sandboxUrl: string | null
  readonly log: Log
  /** Hears of each finished call, beside the log. */
  readonly onCall?: BillingTools['onCall']
}

/**
 * The configured billing, or the sandbox at `sandboxUrl`, with whoever serves parts of it instead. Throws a ConfigError when
 * one of those has nothing to serve.
 */
export function connectBilling(
  { billing, cutover }: Pick<Config, 'billing'> & Partial<Pick<Config, 'cutover'>>,
  connecting: Connecting,
): BillingSystem {
  const home = billing.connect(toolsOf(billing, connecting), connecting.sandboxUrl)
  const slices = cutover?.slices ?? new Map<Switch, SecondBilling>()
  if (slices.size === 0) return home
  const connected = new Map([...new Set(slices.values())].map((second) => [second, connectSecond(second, connecting)]))
  const serving = new Map([...slices].flatMap(([name, second]) => pairOf(name, connected.get(second))))
  const mistakes = findUnservable(serving)
  if (mistakes.length > 0) throw new ConfigError(mistakes.map((line) => `BILLING_SLICES: ${line}.`))
  return serveSlices(home, serving)
}

/** A billing beside the configured one. Its systems have its name before their own. */
export function connectSecond(second: SecondBilling, { log, onCall }: Connecting): BillingSystem {
  const named = (report: CallReport): CallReport => ({ ...report, system: `${second.name}-${report.system}` })
  const tools = toolsOf(second.settings, { sandboxUrl: null, log, ...(onCall && { onCall }) })
  return { ...second.connect({ ...tools, onCall: (report) => tools.onCall(named(report)) }, null), name: second.name }
}

/** Who serves each part that can be switched, as the audit trail calls them. */
export function servedBy({ billing, cutover }: Pick<Config, 'billing' | 'cutover'>, name: Switch): string {
  return cutover.slices.get(name)?.servesAs ?? billing.name
}

function toolsOf(settings: BillingSettings, { log, onCall }: Connecting): BillingTools {
  return {
    settings,
    onCall: (report) => {
      onCall?.(report)
      const { system, operation, durationMs, code, outcome } = report
      if (code === null || code === 'BILLING_CANCELED') log.debug({ system, operation, durationMs }, 'billing call')
      else log.warn({ system, operation, durationMs, code, outcome: outcome ?? '' }, 'billing call failed')
    },
    onOddity: countOddities(log),
    onBroken: tellOfBrokenRules(log),
  }
}

function pairOf<K, V>(key: K, value: V | undefined): [K, V][] {
  return value === undefined ? [] : [[key, value]]
}

/** Compares one day of the billing's ledger with the store. */
export function createReconcile(
  store: Pick<Store, 'intents' | 'partners'>,
  billing: ReconcileParts['billing'],
  timeZone: string,
) {
  return async (day: string, call: { readonly signal: AbortSignal }) => {
    const ofPartners = (await store.partners.list()).map(({ partner }) => partner.referenceTemplate)
    const templates = [...ofPartners, ...new Set(Object.values(TRANSFER_TEMPLATES))]
    const isPartnerReference = (reference: string) =>
      isCheckoutReference(reference) || templates.some((template) => isOfTemplate(template, reference))
    return reconcileDay({ intents: store.intents, billing, isPartnerReference, timeZone }, day, call)
  }
}
