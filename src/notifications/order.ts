import { createHash } from 'node:crypto'
import type { Sealer } from '../auth/sealing.ts'
import type { Channel } from '../domain/message.ts'
import type { NotificationPreferences } from '../domain/notification.ts'
import type { AuditedDelivery } from '../store/access-types.ts'
import type { WatchedNotification } from '../store/notification-types.ts'
import type { Happening } from './judge.ts'

/** What a message of this kind is made of; sealed while it waits, since it holds amounts. */
export interface NotificationOrder {
  readonly notificationId: string
  readonly channel: Channel
  readonly happening: Happening
}

export const NOTIFICATION_DELIVERY = 'notification'
/** Later than that nobody wants to know. Quiet hours are shorter than a day. */
const TTL_MS = 86_400_000

/** One message for each way that is wanted, with an id that is the same whoever finds it, and how often. */
export function writeOrders(
  { id: notificationId, preferences }: Pick<WatchedNotification, 'id' | 'preferences'>,
  happening: Happening,
  parts: { readonly sealer: Sealer<NotificationOrder>; readonly channels: readonly Channel[]; readonly now: number },
): readonly AuditedDelivery[] {
  return wantedChannels(preferences, happening, parts.channels).map((channel) => {
    const id = idOf([notificationId, happening.kind, happening.key, channel])
    const payload = parts.sealer.seal({ notificationId, channel, happening }, id)
    return {
      delivery: { id, kind: NOTIFICATION_DELIVERY, channel, payload, requestId: 'notifications', ttlMs: TTL_MS },
      audit: {
        at: parts.now,
        actor: 'gateway',
        act: 'notification',
        object: `notification:${id}`,
        outcome: 'requested',
        requestId: 'notifications',
      },
    }
  })
}

export function wantedChannels(
  { choices }: NotificationPreferences,
  { kind }: Pick<Happening, 'kind'>,
  channels: readonly Channel[],
): readonly Channel[] {
  return choices[kind].filter((channel) => channels.includes(channel))
}

/** A UUID made of the parts (RFC 9562, version 8). */
function idOf(parts: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
