import type { AccountId, AccountRef } from '../domain/account.ts'
import type { Channel } from '../domain/message.ts'
import type { NotificationPreferences } from '../domain/notification.ts'
import type { AuditedDelivery } from './access-types.ts'
import type { AuditNote } from './intent-store.ts'
import type { AuditEntry, StoreCall } from './store.ts'

/** Who is told of an account: "HOLDER", or role and subject of somebody who acts for the holder, as "MEMBER:7". */
export interface NotificationKey {
  readonly accountId: AccountId
  readonly person: string
}

/** What one person wants to hear of one account. */
export interface Notification {
  readonly id: string
  readonly account: AccountRef
  readonly person: string
  /** The account whose telephone and e-mail are the person's. */
  readonly contactAccount: AccountRef
  readonly preferences: NotificationPreferences
}

/** One that this process alone looks at until its lease ends. */
export interface WatchedNotification extends Notification {
  /** What has been seen so far, as its writer wrote it; null before the first look. */
  readonly state: string | null
  readonly claim: number
}

export interface NextLook {
  readonly state: string | null
  readonly dueInMs: number
  readonly messages: readonly AuditedDelivery[]
  /** What was seen and is not told, for the trail. */
  readonly notes: readonly AuditNote[]
  readonly maxWaiting: number
}

/** What people want to hear, and how far each account has been looked at; on the database's own clock. */
export interface NotificationStore {
  find(key: NotificationKey, call?: StoreCall): Promise<Notification | null>
  findById(id: string, call?: StoreCall): Promise<Notification | null>
  /**
   * Sets what is wanted to what `change` makes of what was wanted before, null where nobody has chosen yet; nobody else changes it
   * between. Null from `change` leaves everything as it is. `keepState` says what of the seen still counts under the new wishes; a look
   * that is under way ends without effect. The id is that of the first time. Both functions may be called again.
   */
  save(
    target: Omit<Notification, 'preferences'>,
    options: {
      readonly change: (before: NotificationPreferences | null) => NotificationPreferences | null
      readonly keepState: (
        state: string,
        wishes: { readonly before: NotificationPreferences; readonly after: NotificationPreferences },
      ) => string | null
      readonly audit: AuditEntry
    },
    call?: StoreCall,
  ): Promise<Notification | null>
  /** Wants nothing any more by this way. False when there is no such row; what changes nothing is not audited. */
  mute(
    end: { readonly id: string; readonly channel: Channel; readonly audit: AuditEntry },
    call?: StoreCall,
  ): Promise<boolean>
  /** Those that are due, longest first; nobody else gets them until `leaseMs` have passed. */
  claimDue(options: { readonly limit: number; readonly leaseMs: number }): Promise<readonly WatchedNotification[]>
  /**
   * Keeps what was seen together with the messages that tell it, or nothing of both: `lost` when somebody else holds it or it was
   * changed, `full` when `maxWaiting` messages wait. A message whose id is there already is left out with its row of the trail.
   */
  advance(claimed: Pick<WatchedNotification, 'id' | 'claim'>, next: NextLook): Promise<'advanced' | 'lost' | 'full'>
  /** What is watched of these accounts is due now, or as soon as the look that is under way has ended. */
  hasten(accountIds: readonly AccountId[]): Promise<void>
}
