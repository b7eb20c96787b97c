import type { Currency } from '../domain/money.ts'
import type { Reader } from '../environment.ts'
import type { Variable } from '../variables.ts'
import type { OnOddity } from './adapter/oddity.ts'
import type { BillingSystem } from './port.ts'
import type { BrokenRule } from './rules/check.ts'
import type { CallReport } from './transport/http.ts'

/** What every billing is told, whatever it is. */
export interface BillingSettings {
  /** IANA zone of the billing's dates. */
  readonly timeZone: string
  /** The one currency that accounts are kept in. */
  readonly currency: Currency
  /** The longest that one call may take, waiting for a connection included. */
  readonly timeoutMs: number
  /** Calls at once to each host. */
  readonly maxConcurrency: number
}

/** What a billing is connected with. */
export interface BillingTools {
  readonly settings: BillingSettings
  /** Hears of each finished call. */
  readonly onCall: (report: CallReport) => void
  /** Hears of what was read although it is odd. */
  readonly onOddity: OnOddity
  /** Hears of each rule of the port that a module of the provider's own has broken. */
  readonly onBroken?: ((broken: BrokenRule) => void) | undefined
}

/** A billing whose configuration is complete. */
export interface ConfiguredBilling {
  /**
   * Whether the sandbox that the gateway brings along is what is connected. Never in production. Then `connect` is told where
   * it listens.
   */
  readonly usesSandbox: boolean
  /** Opens no connection yet. */
  readonly connect: (tools: BillingTools, sandboxUrl: string | null) => BillingSystem
}

/**
 * How a billing is configured and made: what BILLING_MODULE names, either one of the gateway's own or a file of the
 * provider's, whose default export this is.
 */
export interface BillingModule {
  /** As metrics and logs call it: 1–32 letters, digits and hyphens. */
  readonly name: string
  /** The variables of its own, explained by `--help`. The settings of every billing have theirs already. */
  readonly variables: readonly Variable[]
  /** What suits this billing where nothing else is said. */
  readonly defaults?: Partial<Pick<BillingSettings, 'timeoutMs' | 'maxConcurrency'>>
  /**
   * Reads its variables. Mistakes go to `read`, which reports all of them at once with those of the gateway, and nothing is
   * connected then; what it throws is told as its own failure.
   */
  readonly configure: (read: Reader, gateway: { readonly production: boolean }) => ConfiguredBilling
}
