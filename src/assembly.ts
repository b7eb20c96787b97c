import type { BillingTools } from './billing/module.ts'
import type { BillingSystem } from './billing/port.ts'
import type { Config } from './config.ts'
import { isCheckoutReference } from './domain/checkout.ts'
import { isOfTemplate } from './domain/reference-template.ts'
import { TRANSFER_TEMPLATES } from './domain/transfer.ts'
import { tellOfBrokenRules } from './observability/broken-rules.ts'
import type { Log } from './observability/log.ts'
import { countOddities } from './observability/oddities.ts'
import { type ReconcileParts, reconcileDay } from './payments/reconcile-day.ts'
import type { Store } from './store/store.ts'

// What the gateway and the programs beside it assemble alike.

/** The configured billing, or the sandbox at `sandboxUrl`. */
export function connectBilling(
  { billing }: Pick<Config, 'billing'>,
  options: {
    readonly sandboxUrl: string | null
    readonly log: Log
    /** Hears of each finished call, beside the log. */
    readonly onCall?: BillingTools['onCall']
  },
): BillingSystem {
  const { sandboxUrl, log, onCall } = options
  const tools: BillingTools = {
    settings: billing,
    onCall: (report) => {
      onCall?.(report)
      const { system, operation, durationMs, code, outcome } = report
      if (code === null || code === 'BILLING_CANCELED') log.debug({ system, operation, durationMs }, 'billing call')
      else log.warn({ system, operation, durationMs, code, outcome: outcome ?? '' }, 'billing call failed')
    },
    onOddity: countOddities(log),
    onBroken: tellOfBrokenRules(log),
  }
  return billing.connect(tools, sandboxUrl)
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
