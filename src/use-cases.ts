import type { Acquirer } from './acquiring/port.ts'
import type { Auth } from './auth/auth.ts'
import { createAuthAt } from './auth/create.ts'
import { createDesk, type Desk } from './auth/desk.ts'
import type { SigningKeys } from './auth/keys.ts'
import { createTerminalAccess, type TerminalAccess } from './auth/terminal-access.ts'
import type { BillingSystem } from './billing/port.ts'
import { type Cabinet, createCabinet } from './cabinet/cabinet.ts'
import type { Config } from './config.ts'
import type { FiscalRegistrar } from './fiscal/port.ts'
import { NOTIFICATION_DELIVERY } from './notifications/order.ts'
import type { Log } from './observability/log.ts'
import type { Metrics } from './observability/metrics.ts'
import { createCouriers, type RunningAccess, runAccess } from './running-access.ts'
import { type RunningCheckouts, runCheckouts } from './running-checkouts.ts'
import { type RunningFiscal, runFiscal } from './running-fiscal.ts'
import { type RunningHelpdesk, runHelpdesk } from './running-helpdesk.ts'
import { createNotificationWriting, type RunningNotifications, runNotifications } from './running-notifications.ts'
import { type RunningPayments, runPayments } from './running-payments.ts'
import { type RunningReports, runReports } from './running-reports.ts'
import type { Store } from './store/store.ts'
import { createTerminals, type Terminals } from './terminals/terminals.ts'

const MAX_REFRESH_CHECK_MS = 5_000

/** Ring 2 of this replica: what the edge can ask for, over the same store and billing. */
export interface UseCases {
  readonly auth: Auth
  readonly access: RunningAccess
  readonly notifications: Pick<RunningNotifications, 'stop'>
  readonly payments: RunningPayments
  /** Networks of terminals: who is let in, and what it is answered. */
  readonly terminals: { readonly access: TerminalAccess; readonly terminals: Terminals }
  readonly checkouts: RunningCheckouts
  readonly fiscal: RunningFiscal
  readonly cabinet: Cabinet
  readonly helpdesk: RunningHelpdesk
  readonly reports: RunningReports
}

export function createUseCases(parts: {
  readonly config: Config
  readonly store: Store
  readonly billing: BillingSystem
  readonly acquirer: Acquirer | null
  readonly registrar: FiscalRegistrar | null
  readonly keys: SigningKeys
  readonly metrics: Metrics
  readonly log: Log
  readonly acceptsDemoPartner: boolean
}): UseCases {
  const { config, store, billing, acquirer, registrar, keys, metrics, log, acceptsDemoPartner } = parts
  const { operationTimeoutMs, tokens } = config
  const payments = runPayments({ config, store, billing, acquirer, metrics, log })
  const { engine } = payments
  const checkouts = runCheckouts({ config, store, acquirer, billing, engine, metrics, log })
  const fiscal = runFiscal({ config, store, registrar, metrics, log })
  const desk = createDesk({
    store,
    billing,
    keys,
    issuer: tokens.issuer,
    audience: tokens.issuer,
    now: Date.now,
    // Half of an operation's time, so that a refresh can still answer when the billing hangs.
    refreshCheckMs: Math.min(MAX_REFRESH_CHECK_MS, operationTimeoutMs / 2),
    acceptsDemoPartner,
    log,
  })
  const { access, notifications } = runMessages({ ...parts, desk })
  const helpdesk = runHelpdesk({
    store,
    dataDir: config.dataDir,
    secret: keys.subjectSecret,
    scanner: config.attachmentScanner,
    tellVisits: async () => (config.readOnly ? undefined : cabinet.tellUntoldVisits()),
    log,
  })
  const cabinet: Cabinet = createCabinet({
    attachments: helpdesk.attachments,
    billing,
    store,
    access: access.access,
    notices: access.notices,
    invitations: access.invitations,
    engine: payments.engine,
    notifications: notifications.desk,
    now: Date.now,
    secret: keys.subjectSecret,
    currency: config.billing.currency,
    timeZone: config.billing.timeZone,
    operationTimeoutMs,
  })
  const reports = runReports({
    store,
    billing,
    secret: keys.subjectSecret,
    dataDir: config.dataDir,
    timeZone: config.billing.timeZone,
    receiptCharset: config.receiptCharset,
    log,
  })
  const terminals = {
    access: createTerminalAccess(desk),
    terminals: createTerminals({ payments: payments.terminalPayments, timeZone: config.billing.timeZone, log }),
  }
  const auth = createAuthAt(desk)
  return { auth, terminals, access, notifications, payments, checkouts, fiscal, cabinet, helpdesk, reports }
}

/** Everything that sends something to people, over one outbox. */
function runMessages(
  parts: Pick<Parameters<typeof createUseCases>[0], 'config' | 'store' | 'billing' | 'keys' | 'metrics' | 'log'> & {
    readonly desk: Desk
  },
): Pick<UseCases, 'access'> & { readonly notifications: RunningNotifications } {
  const { config, store, billing, keys, metrics, log, desk } = parts
  const options = {
    store,
    billing,
    log,
    now: Date.now,
    secret: keys.subjectSecret,
    unsubscribeUrl: config.unsubscribeUrl,
    timeZone: config.billing.timeZone,
    currency: config.billing.currency,
  }
  const writing = createNotificationWriting(options)
  const couriers = createCouriers(config)
  const onEnd = (kind: string, end: string) => metrics.deliver({ kind, end })
  const access = runAccess({ desk, store, billing, couriers, log, notifications: writing, onEnd })
  const notifications = runNotifications(options, {
    writing,
    channels: access.channels,
    nudge: access.nudge,
    intervalMs: config.notificationIntervalMs,
    timeoutMs: config.billing.timeoutMs,
    onDropped: (_kind, reason) => metrics.deliver({ kind: NOTIFICATION_DELIVERY, end: reason }),
  })
  return { access, notifications }
}
