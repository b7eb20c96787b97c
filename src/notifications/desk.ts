import { randomUUID } from 'node:crypto'
import type { AccountRef } from '../domain/account.ts'
import type { TextLanguage } from '../domain/localized-text.ts'
import type { Channel } from '../domain/message.ts'
import type { Currency } from '../domain/money.ts'
import type { NotificationPreferences } from '../domain/notification.ts'
import { findOwnAccount, ownsAccount, seesEveryAccount, type Viewer } from '../domain/viewer.ts'
import type { NotificationStore } from '../store/notification-types.ts'
import type { AuditEntry, StoreCall } from '../store/store.ts'
import { HOLDER, personOf } from './prepare.ts'
import { keepState } from './state.ts'
import type { UnsubscribeTokens } from './unsubscribe.ts'

/** Who asks, and with which request. */
export interface NotificationRequest {
  readonly viewer: Viewer
  readonly requestId: string
  readonly call: StoreCall
}

export type PreferencesRefusal =
  /** There is no such account, or not of the viewer's. */
  | 'ACCOUNT_NOT_FOUND'
  /** Nobody knows where to reach somebody who acts for the holder and has no account of his own. */
  | 'NO_CONTACT'
  /** There is no such way to reach people here. */
  | 'CHANNEL_NOT_SUPPORTED'

export type PreferencesVerdict =
  | { readonly kind: 'known'; readonly preferences: NotificationPreferences }
  | { readonly kind: 'refused'; readonly reason: PreferencesRefusal }

/** What people choose to be told. */
export interface NotificationDesk {
  /** By which ways people can be reached here. */
  readonly channels: readonly Channel[]
  /** Where nothing was chosen yet, nothing is told. Null for an account that is not the viewer's. */
  find(account: AccountRef | null, request: NotificationRequest): Promise<NotificationPreferences | null>
  /** Sets what `change` makes of what was wanted before. It may be called again. */
  update(
    account: AccountRef | null,
    change: (before: NotificationPreferences) => NotificationPreferences,
    request: NotificationRequest,
  ): Promise<PreferencesVerdict>
  /** Ends the e-mails of whoever got the token; false for a token that is none. Anybody may bring it. */
  unsubscribe(token: string, request: Pick<NotificationRequest, 'requestId' | 'call'>): Promise<boolean>
}

export interface NotificationDeskParts {
  readonly store: NotificationStore
  readonly tokens: UnsubscribeTokens
  readonly channels: readonly Channel[]
  readonly currency: Currency
  readonly now: () => number
}

export function createNotificationDesk(parts: NotificationDeskParts): NotificationDesk {
  const { store, tokens, channels, now } = parts
  return {
    channels,
    async find(account, { viewer, call }) {
      const target = account && findTarget(viewer, account)
      if (!target) return null
      return (await store.find(target.key, call))?.preferences ?? nothingWanted(parts.currency)
    },
    async update(account, change, request) {
      const { viewer, call } = request
      const target = account && findTarget(viewer, account)
      if (!target || account === null) return { kind: 'refused', reason: 'ACCOUNT_NOT_FOUND' }
      if (target.contactAccount === null) return { kind: 'refused', reason: 'NO_CONTACT' }
      const { contactAccount, key } = target
      const audit: AuditEntry = {
        at: now(),
        actor: `${viewer.role}:${viewer.subjectId}`,
        act: 'notification-preferences',
        object: `account:${account.id}`,
        outcome: 'changed',
        requestId: request.requestId,
      }
      const saved = await store.save(
        { id: randomUUID(), account, person: key.person, contactAccount },
        {
          change(before) {
            const preferences = change(before ?? nothingWanted(parts.currency))
            const wanted = Object.values(preferences.choices).flat()
            return wanted.every((channel) => channels.includes(channel)) ? preferences : null
          },
          keepState,
          audit,
        },
        call,
      )
      if (saved === null) return { kind: 'refused', reason: 'CHANNEL_NOT_SUPPORTED' }
      return { kind: 'known', preferences: saved.preferences }
    },
    async unsubscribe(token, { requestId, call }) {
      const id = tokens.read(token)
      if (id === null) return false
      const entry = { act: 'unsubscribe', object: `notifications:${id}`, outcome: 'EMAIL', requestId }
      const audit = { at: now(), actor: 'anonymous', ...entry }
      return store.mute({ id, channel: 'EMAIL', audit }, call)
    },
  }
}

/** Operators choose for the holder; whoever acts for the holder chooses for himself, and is reached where his own account says. */
function findTarget(viewer: Viewer, account: AccountRef) {
  if (ownsAccount(viewer, account.id)) {
    return { key: { accountId: account.id, person: HOLDER }, contactAccount: account }
  }
  if (seesEveryAccount(viewer) || findOwnAccount(viewer, account.id) === null) return null
  const contactAccount = viewer.accounts.find(({ id }) => ownsAccount(viewer, id)) ?? null
  return { key: { accountId: account.id, person: personOf(viewer) }, contactAccount }
}

function nothingWanted(currency: Currency, language: TextLanguage = 'ru'): NotificationPreferences {
  return {
    choices: { LOW_BALANCE: [], PAYMENT_RECEIVED: [], ORDER_DONE: [], TICKET_ANSWERED: [] },
    lowBalance: { minorUnits: 10_000n, currency },
    quietHours: { from: 22 * 60, until: 8 * 60 },
    language,
  }
}
