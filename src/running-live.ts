import type { GraphQLSchema } from 'graphql'
import type { Reads } from './billing/guard/read.ts'
import type { BillingSystem } from './billing/port.ts'
import type { Config } from './config.ts'
import type { Viewer } from './domain/viewer.ts'
import type { GraphqlContext } from './graphql/context.ts'
import { createSubscriptions } from './graphql/subscriptions.ts'
import { createLive, type Live } from './live/live.ts'
import type { Log } from './observability/log.ts'
import { thrownFields } from './observability/thrown.ts'
import type { Checkouts } from './payments/checkouts.ts'
import type { PartnerPayments } from './payments/partner-payments.ts'
import type { LiveParts } from './server/live.ts'
import type { Store } from './store/store.ts'

/** What is watched at this replica, and how the server serves it. */
export interface RunningLive {
  readonly live: Live
  readonly parts: LiveParts<GraphqlContext>
}

export function runLive(parts: {
  readonly config: Pick<Config, 'liveIntervalMs' | 'operationTimeoutMs' | 'production'> & {
    readonly billing: Pick<Config['billing'], 'timeoutMs'>
  }
  readonly store: Pick<Store, 'notices'>
  readonly billing: BillingSystem
  readonly partnerPayments: Pick<PartnerPayments, 'findPayment'>
  readonly checkouts: Pick<Checkouts, 'findByKey'>
  readonly reads: Reads
  readonly schema: GraphQLSchema
  readonly log: Log
}): RunningLive {
  const { config, store, billing, partnerPayments, checkouts, reads, schema, log } = parts
  const { production, operationTimeoutMs: eventTimeoutMs } = config
  const subscriptions = createSubscriptions({ schema, production, log, eventTimeoutMs })
  const live = createLive({
    billing,
    reads,
    payments: partnerPayments,
    checkouts,
    notices: store.notices,
    intervalMs: config.liveIntervalMs,
    timeoutMs: config.billing.timeoutMs,
    onFailure: (operation, error) =>
      log.warn({ operation, ...thrownFields(error) }, 'what is watched could not be read'),
  })
  return {
    live,
    parts: {
      open: (request, subscriber) => subscriptions.open(request, subscriber),
      // Nothing is open to whoever has not signed in, who would only take up places.
      admit: ({ authentication }) =>
        authentication.kind === 'viewer' ? { subject: subjectOf(authentication.viewer) } : null,
    },
  }
}

/** An operator's program watches many accounts by one login; it is bounded by its address alone. */
function subjectOf({ role, subjectId }: Viewer): string | null {
  return role === 'OPERATOR' ? null : `${role}:${subjectId}`
}
