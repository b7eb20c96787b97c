import { join } from 'node:path'
import type { Access } from './auth/access.ts'
import { createCodes } from './auth/codes.ts'
import { createAccess } from './auth/create-access.ts'
import type { Desk } from './auth/desk.ts'
import { createInvitations, type Invitations } from './auth/invitations.ts'
import { createNotices, type Notices } from './auth/notices.ts'
import { prepareMessage } from './auth/prepare.ts'
import type { BillingSystem } from './billing/port.ts'
import type { Config } from './config.ts'
import { createFileCourier } from './delivery/file.ts'
import { createHttpSmsCourier } from './delivery/http-sms.ts'
import { OUTBOX_SETTINGS, type OutboxSettings, startOutbox } from './delivery/outbox.ts'
import type { Courier } from './delivery/port.ts'
import { createSmtpCourier } from './delivery/smtp.ts'
import type { Channel } from './domain/message.ts'
import { NOTIFICATION_DELIVERY } from './notifications/order.ts'
import type { Log } from './observability/log.ts'
import type { NotificationWriting } from './running-notifications.ts'
import type { DeliveryEnd } from './store/access-types.ts'
import type { Store } from './store/store.ts'

const SEND_TIMEOUT_MS = 15_000

export type Couriers = Readonly<Partial<Record<Channel, Courier>>>

export interface RunningAccess {
  readonly access: Access
  readonly notices: Notices
  readonly invitations: Invitations
  /** By which ways people can be reached. */
  readonly channels: readonly Channel[]
  /** Something was put into the outbox. */
  readonly nudge: () => void
  /** Resolves when this process sends no message any more; what waits stays in the store. */
  stop(): Promise<void>
}

/** Getting in, with the outbox of this replica. */
export function runAccess(parts: {
  readonly desk: Desk
  readonly store: Pick<Store, 'codes' | 'deliveries'>
  readonly billing: BillingSystem
  /** A way that has none is not offered. */
  readonly couriers: Couriers
  readonly log: Log
  /** Notifications are sent by the same outbox. */
  readonly notifications: Pick<NotificationWriting, 'prepare'>
  readonly onEnd?: (kind: string, end: DeliveryEnd) => void
  readonly settings?: Partial<OutboxSettings>
}): RunningAccess {
  const { desk, store, billing, couriers, log, notifications, onEnd } = parts
  const channels = (['SMS', 'EMAIL'] as const).filter((channel) => couriers[channel])
  const codes = createCodes(desk.options.keys.subjectSecret)
  const outbox = startOutbox({
    store: store.deliveries,
    couriers,
    prepare: (delivery, call) =>
      delivery.kind === NOTIFICATION_DELIVERY
        ? notifications.prepare(delivery, call)
        : prepareMessage({ codes, billing }, delivery, call),
    log,
    patientKinds: [NOTIFICATION_DELIVERY],
    ...(onEnd === undefined ? {} : { onEnd }),
    settings: { ...OUTBOX_SETTINGS, ...parts.settings },
  })
  const nudge = () => outbox.nudge()
  const notices = createNotices(desk, { store, codes, channels, nudge })
  return {
    access: createAccess(desk, { billing, store, channels, nudge, notices }),
    notices,
    invitations: createInvitations({ codes, channels, nudge }),
    channels,
    nudge,
    async stop() {
      await outbox.stop()
      await Promise.all([...new Set(Object.values(couriers))].map((courier) => courier.close()))
    },
  }
}

/** What is configured; outside production a folder takes the place of what is not. */
export function createCouriers({ delivery, production, dataDir }: Config): Couriers {
  const { smtp, sms } = delivery
  const file = production ? null : createFileCourier(join(dataDir, 'outbox'))
  const email = smtp === null ? file : createSmtpCourier({ ...smtp, timeoutMs: SEND_TIMEOUT_MS })
  const phone = sms === null ? file : createHttpSmsCourier({ ...sms, timeoutMs: SEND_TIMEOUT_MS })
  return { ...(phone === null ? {} : { SMS: phone }), ...(email === null ? {} : { EMAIL: email }) }
}
