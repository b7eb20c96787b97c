import { MAX_WAITING } from './auth/access-desk.ts'
import { createSealer } from './auth/sealing.ts'
import type { BillingSystem } from './billing/port.ts'
import type { Channel } from './domain/message.ts'
import type { Currency } from './domain/money.ts'
import { createNotificationDesk, type NotificationDesk } from './notifications/desk.ts'
import type { NotificationOrder } from './notifications/order.ts'
import { type PreparedNotification, prepareNotification } from './notifications/prepare.ts'
import { createUnsubscribeTokens, type UnsubscribeTokens } from './notifications/unsubscribe.ts'
import { startWatch } from './notifications/watch.ts'
import type { Log } from './observability/log.ts'
import { thrownFields } from './observability/thrown.ts'
import type { Store } from './store/store.ts'

/** A look makes four bulk calls, and fifty more for messages of tickets that have changed: thirty looks a minute at most. */
const LOOK_GAP_MS = 2_000

export interface NotificationOptions {
  readonly store: Store
  readonly billing: BillingSystem
  /** Orders are sealed, and tokens made, with keys that come of it. */
  readonly secret: Uint8Array
  readonly timeZone: string
  readonly currency: Currency
  /** Where people end their e-mails, with {token} in it; null where there is no such page. */
  readonly unsubscribeUrl: string | null
  readonly now: () => number
  readonly log: Log
}

/** How notifications are written, for the outbox that sends them. */
export interface NotificationWriting {
  readonly sealer: ReturnType<typeof createSealer<NotificationOrder>>
  readonly tokens: UnsubscribeTokens
  prepare(
    delivery: { readonly id: string; readonly payload: string },
    call: { readonly signal: AbortSignal },
  ): Promise<PreparedNotification>
}

export function createNotificationWriting(options: Omit<NotificationOptions, 'log' | 'currency'>): NotificationWriting {
  const sealer = createSealer<NotificationOrder>(options.secret, 'billing-gateway notifications')
  const tokens = createUnsubscribeTokens(options.secret)
  return {
    sealer,
    tokens,
    prepare: (delivery, call) => prepareNotification({ ...options, sealer, tokens }, delivery, call),
  }
}

export interface RunningNotifications {
  readonly desk: NotificationDesk
  /** Resolves when this process looks at nothing any more. */
  stop(): Promise<void>
}

/** What people choose to hear, and the looking for it, at this replica. */
export function runNotifications(
  options: NotificationOptions,
  parts: {
    readonly writing: NotificationWriting
    readonly channels: readonly Channel[]
    readonly nudge: () => void
    readonly intervalMs: number
    readonly timeoutMs: number
    readonly gapMs?: number
    readonly onDropped?: (kind: string, reason: string) => void
  },
): RunningNotifications {
  const { store, billing, log, timeZone, now, currency } = options
  const { writing, channels, nudge, intervalMs, timeoutMs, gapMs = LOOK_GAP_MS, onDropped = () => {} } = parts
  const watch = startWatch({
    store: store.notifications,
    billing,
    notices: store.notices,
    sealer: writing.sealer,
    channels,
    timeZone,
    now,
    intervalMs,
    gapMs,
    timeoutMs,
    // However many notifications wait, there is room for codes.
    maxWaiting: MAX_WAITING / 2,
    onMessages: nudge,
    onDropped,
    onFailure: (error) =>
      log.warn({ operation: 'notifications', ...thrownFields(error) }, 'accounts could not be read'),
  })
  const desk = createNotificationDesk({ store: store.notifications, tokens: writing.tokens, channels, currency, now })
  return { desk, stop: () => watch.stop() }
}
