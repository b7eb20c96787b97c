import type { Sealer } from '../auth/sealing.ts'
import { BillingError } from '../billing/error.ts'
import type { BillingCall, BillingSystem } from '../billing/port.ts'
import type { Account } from '../domain/account.ts'
import type { Channel, Message } from '../domain/message.ts'
import { quietForMs } from '../domain/notification.ts'
import type { MemberStore } from '../store/member-types.ts'
import type { Notification, NotificationStore } from '../store/notification-types.ts'
import { type NotificationOrder, wantedChannels } from './order.ts'
import { writeNotification, writeUnsubscribing } from './texts.ts'
import type { UnsubscribeTokens } from './unsubscribe.ts'

export type PreparedNotification =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'dropped'; readonly reason: string }
  /** It is quiet there now. */
  | { readonly kind: 'later'; readonly delayMs: number }

export interface PrepareParts {
  readonly sealer: Sealer<NotificationOrder>
  readonly store: { readonly notifications: NotificationStore; readonly members: MemberStore }
  readonly billing: Pick<BillingSystem, 'accounts' | 'profiles'>
  readonly tokens: UnsubscribeTokens
  readonly unsubscribeUrl: string | null
  readonly timeZone: string
  readonly now: () => number
}

/**
 * Makes a message of what waits, as things are now: whoever wants it no more, or may see the account no more, gets none. A
 * rejection means that it may be tried again.
 */
export async function prepareNotification(
  parts: PrepareParts,
  { id, payload }: { readonly id: string; readonly payload: string },
  call: BillingCall,
): Promise<PreparedNotification> {
  const order = parts.sealer.open(payload, id)
  if (order === null) return dropped('sealed with another key')
  const { channel, happening } = order
  const wanted = await parts.store.notifications.findById(order.notificationId, call)
  if (wanted === null || wantedChannels(wanted.preferences, happening, [channel]).length === 0) {
    return dropped('not wanted any more')
  }
  if (!(await maySee(parts, wanted, call))) return dropped('may not see the account any more')
  const { language, quietHours } = wanted.preferences
  const delayMs = quietForMs(quietHours, parts.now(), parts.timeZone)
  if (delayMs > 0) return { kind: 'later', delayMs }
  const to = await findContact(parts, wanted, { channel, call })
  if (to === null) return dropped(channel === 'SMS' ? 'no phone' : 'no e-mail')
  const { subject, text } = writeNotification(happening, { language, number: wanted.account.number })
  const ending =
    channel === 'EMAIL'
      ? `\n\n${writeUnsubscribing(language, parts.tokens.write(wanted.id), parts.unsubscribeUrl)}`
      : ''
  return { kind: 'message', message: { id, channel, to, subject, text: `${text}${ending}` } }
}

async function maySee({ store }: PrepareParts, { account, person }: Notification, call: BillingCall): Promise<boolean> {
  if (person === HOLDER) return true
  const members = await store.members.listOfAccount(account.id, call)
  return members.some(({ role, subjectId }) => personOf({ role, subjectId }) === person)
}

/** Of an agreement in force. */
async function findContact(
  { billing }: PrepareParts,
  { account, contactAccount }: Notification,
  { channel, call }: { readonly channel: Channel; readonly call: BillingCall },
): Promise<string | null> {
  const [accounts, profiles] = await Promise.all([
    billing.accounts.findAccounts([account.id], call),
    billing.profiles.findProfiles([contactAccount.id], call),
  ])
  const found = accounts.get(account.id)
  const profile = profiles.get(contactAccount.id)
  if (found instanceof BillingError) throw found
  if (profile instanceof BillingError) throw profile
  if (!isInForce(found) || profile === undefined) return null
  return channel === 'SMS' ? profile.phone : profile.email
}

function isInForce(account: Account | undefined): boolean {
  return account !== undefined && account.status !== 'TERMINATED'
}

/** Whoever holds the account, by whichever login. */
export const HOLDER = 'HOLDER'

export function personOf({ role, subjectId }: { readonly role: string; readonly subjectId: string }): string {
  return `${role}:${subjectId}`
}

function dropped(reason: string): PreparedNotification {
  return { kind: 'dropped', reason }
}
