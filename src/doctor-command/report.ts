import type { BillingSettings } from '../billing/module.ts'
import type { Capabilities } from '../billing/port.ts'
import type { SeenConnection } from '../billing/transport/wire-watch.ts'
import type { Clock } from './clock.ts'
import type { SeenOddity } from './evidence.ts'
import type { FoundAccount } from './find-account.ts'
import type { Load, measureLatency } from './load.ts'
import type { QuirkFinding } from './quirks.ts'
import type { SliceResult } from './read-slices.ts'
import type { RowFinding } from './rows.ts'
import type { SignIn } from './sign-in.ts'
import type { WriteTrial } from './write.ts'

/** Everything that an examination has found. No value of the billing is in it but ids of its own trial payments. */
export interface Report {
  readonly billing: { readonly name: string } & BillingSettings
  readonly capabilities: Capabilities
  readonly connections: readonly SeenConnection[]
  readonly signIn: SignIn
  /** How the samples were found, or that they were not. Null where nobody was let in. */
  readonly samples: 'number' | 'ledger' | 'tickets' | 'unknown' | 'none' | null
  readonly slices: readonly SliceResult[]
  readonly quirks: readonly QuirkFinding[]
  readonly oddities: readonly SeenOddity[]
  readonly latency: Awaited<ReturnType<typeof measureLatency>>
  readonly load: Load | null
  readonly clock: Clock
  readonly write: WriteTrial | null
  readonly rows: readonly RowFinding[]
  /** What is wrong, one line each. */
  readonly problems: readonly string[]
}

export function samplesOf(found: FoundAccount): Report['samples'] {
  return found.kind === 'found' ? found.by : found.kind
}

/** 0, 1 or 3, as `--help` explains them. */
export function exitCodeOf({ signIn, problems }: Pick<Report, 'signIn' | 'problems'>): number {
  if (isUnreachable(signIn)) return 3
  return problems.length > 0 ? 1 : 0
}

export function isUnreachable({ state }: SignIn): boolean {
  return state === 'unreachable' || state === 'untrusted'
}
