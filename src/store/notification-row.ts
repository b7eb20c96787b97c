import type { Generated, Selectable } from 'kysely'
import type { Currency } from '../domain/money.ts'
import type { NotificationPreferences } from '../domain/notification.ts'
import type { Notification } from './notification-types.ts'
import { readAccountRef } from './session-row.ts'

/** `account` and `contact_account` are what a session keeps of one, `preferences` and `state` are JSON. */
export interface NotificationsTable {
  id: string
  account_id: string
  person: string
  account: string
  contact_account: string
  preferences: string
  /** What has been seen of the account; null before the first look. */
  state: string | null
  changed_at: number
  /** When it is looked at next. */
  due_at: number | null
  /** Counts claims and changes. */
  claim: number
  /** Whether somebody looks at it until `due_at`, and whether it has changed since. */
  is_claimed: Generated<number>
  is_touched: Generated<number>
}

export function readNotification(row: Selectable<NotificationsTable>): Notification {
  return {
    id: row.id,
    account: readAccountRef(row.account),
    person: row.person,
    contactAccount: readAccountRef(row.contact_account),
    preferences: readPreferences(row.preferences),
  }
}

type WrittenPreferences = Omit<NotificationPreferences, 'lowBalance'> & {
  readonly lowBalance: { readonly minorUnits: string; readonly currency: Currency }
}

export function writePreferences({ choices, lowBalance, quietHours, language }: NotificationPreferences): string {
  const { minorUnits, currency } = lowBalance
  const written: WrittenPreferences = {
    choices,
    lowBalance: { minorUnits: String(minorUnits), currency },
    quietHours,
    language,
  }
  return JSON.stringify(written)
}

function readPreferences(text: string): NotificationPreferences {
  // What stands there was written above.
  const written: WrittenPreferences = JSON.parse(text)
  const { minorUnits, currency } = written.lowBalance
  return { ...written, lowBalance: { minorUnits: BigInt(minorUnits), currency } }
}
