import type { GraphQLSchema } from 'graphql'
import type { Reads } from '../../src/billing/guard/read.ts'
import type { BillingSystem } from '../../src/billing/port.ts'
import type { Log } from '../../src/observability/log.ts'
import type { Checkouts } from '../../src/payments/checkouts.ts'
import type { Payments } from '../../src/payments/create.ts'
import { type RunningLive, runLive } from '../../src/running-live.ts'
import type { Store } from '../../src/store/store.ts'
import type { GatewayOptions } from './gateway.ts'

/** Subscriptions of a gateway in this process: they look, and check sockets, more often than in production. */
export function createTestLive(
  parts: Pick<GatewayOptions, 'billingTimeoutMs' | 'liveIntervalMs' | 'liveLimits' | 'operationTimeoutMs'> & {
    readonly billing: BillingSystem
    readonly partnerPayments: Payments['partnerPayments']
    readonly checkouts: Checkouts
    readonly reads: Reads
    readonly store: Store
    readonly schema: GraphQLSchema
    readonly production: boolean
    readonly log: Log
  },
): RunningLive {
  const { billing, partnerPayments, checkouts, reads, store, schema, production, log } = parts
  const { liveIntervalMs = 1_000, billingTimeoutMs = 5_000, operationTimeoutMs = 10_000 } = parts
  const config = { production, operationTimeoutMs, liveIntervalMs, billing: { timeoutMs: billingTimeoutMs } }
  const running = runLive({ config, store, billing, partnerPayments, checkouts, reads, schema, log })
  return { ...running, parts: { ...running.parts, limits: { checkIntervalMs: 500, ...parts.liveLimits } } }
}
