import type { BillingSettings } from '../../src/billing/module.ts'
import type { BillingSystem } from '../../src/billing/port.ts'
import { loadBillingModule } from '../../src/billing-modules.ts'
import { type Environment, reader } from '../../src/environment.ts'

/**
 * Connects a billing as the gateway does when BILLING_MODULE names it: `module` is a name or a path, `environment` holds the
 * variables of the module. Throws a ConfigError that names every mistake.
 */
export async function connectModule(
  module: string,
  environment: Environment,
  settings: BillingSettings,
): Promise<BillingSystem> {
  const { configure } = await loadBillingModule({ BILLING_MODULE: module })
  const read = reader(environment)
  const { connect } = configure(read, { production: false })
  read.finish()
  return connect({ settings, onCall: () => {}, onOddity: () => {} }, null)
}
