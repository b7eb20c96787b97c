import type { Desk } from '../../src/auth/desk.ts'
import type { SigningKeys } from '../../src/auth/keys.ts'
import type { BillingSystem } from '../../src/billing/port.ts'
import { createFileCourier } from '../../src/delivery/file.ts'
import type { NotificationDesk } from '../../src/notifications/desk.ts'
import type { Log } from '../../src/observability/log.ts'
import { type Couriers, type RunningAccess, runAccess } from '../../src/running-access.ts'
import { createNotificationWriting, runNotifications } from '../../src/running-notifications.ts'
import type { Store } from '../../src/store/store.ts'

export interface AccessOptions {
  /** Other ways to send messages than files. */
  readonly couriers?: Couriers
  /** How often accounts are looked at of which somebody wants to hear; five times a second by default. */
  readonly notificationIntervalMs?: number
  /** By which it is quiet or not, and by which days are told apart; noon by default. */
  readonly notificationClock?: () => number
  readonly unsubscribeUrl?: string
}

/** Nobody sleeps, whenever a test runs: it is noon when it begins. */
const NOON = Date.UTC(2026, 10, 28, 9)
const noon = () => Math.round(NOON + performance.now())

export interface LookedAt {
  /** How many looks at an account have begun. */
  readonly countLooks: (accountId: string) => number
}

/** Getting in and notifications of a gateway of a test, with its outbox, which becomes files. */
export function runTestAccess(
  parts: AccessOptions & {
    readonly desk: Desk
    readonly store: Store
    readonly billing: BillingSystem
    readonly keys: Pick<SigningKeys, 'subjectSecret'>
    readonly log: Log
    readonly outboxFolder: string
  },
): RunningAccess & LookedAt & { readonly notifications: NotificationDesk } {
  const { desk, store, billing, log, keys, outboxFolder } = parts
  const options = {
    store,
    billing,
    log,
    secret: keys.subjectSecret,
    timeZone: 'Europe/Moscow',
    currency: 'RUB',
    now: parts.notificationClock ?? noon,
    unsubscribeUrl: parts.unsubscribeUrl ?? null,
  } as const
  const writing = createNotificationWriting(options)
  const file = createFileCourier(outboxFolder)
  const couriers = parts.couriers ?? { SMS: file, EMAIL: file }
  const settings = { pollMs: 50, firstPauseMs: 50 }
  const access = runAccess({ desk, store, billing, couriers, log, notifications: writing, settings })
  const { channels, nudge } = access
  const intervalMs = parts.notificationIntervalMs ?? 200
  const watch = { writing, channels, nudge, intervalMs, gapMs: 50, timeoutMs: 5_000 }
  const looks: string[] = []
  const identity: BillingSystem['identity'] = {
    ...billing.identity,
    remember(accounts) {
      looks.push(...accounts.map(({ id }) => id))
      billing.identity.remember(accounts)
    },
  }
  const notifications = runNotifications({ ...options, billing: { ...billing, identity } }, watch)
  return {
    ...access,
    notifications: notifications.desk,
    countLooks: (accountId) => looks.filter((id) => id === accountId).length,
    async stop() {
      await notifications.stop()
      await access.stop()
    },
  }
}
