import type { NotificationKind, NotificationPreferences } from '../domain/notification.ts'
import type { ServiceOrderStatus } from '../domain/service-order.ts'

/** How far one person has been told of one account. A kind that was never looked at is absent: its first look tells nothing. */
export interface WatchState {
  readonly balance?: {
    readonly isLow: boolean
    /** How often it fell below the threshold. */
    readonly crossings: number
  }
  /** The newest payments by their ids, newest first. */
  readonly payments?: readonly string[]
  /** The newest orders with their states, newest first. */
  readonly orders?: readonly (readonly [id: string, status: ServiceOrderStatus])[]
  /** The newest tickets, newest first. */
  readonly tickets?: readonly SeenTicket[]
  /** How often something was told on this day of the billing. */
  readonly told?: { readonly day: string; readonly count: number }
  /** When it was looked at last. */
  readonly lookedAt?: number
}

export interface SeenTicket {
  readonly id: string
  readonly updatedAt: number | null
  /** The last message that was read; null when there was none. */
  readonly after: string | null
  /** While the messages from before the first look are read. */
  readonly isOld: boolean
  /**
   * When it was seen to have changed: its messages are read again until that is some seconds ago, since an old billing counts no less
   * than a second. Null afterwards.
   */
  readonly changedAt: number | null
}

export function readState(text: string | null): WatchState {
  if (text === null) return {}
  // What stands there was written below.
  const state: WatchState = JSON.parse(text)
  return state
}

export function writeState(state: WatchState): string {
  return JSON.stringify(state)
}

/** What still counts when something else is wanted: what was not wanted before is not told late. */
export function keepState(
  text: string,
  { before, after }: { readonly before: NotificationPreferences; readonly after: NotificationPreferences },
): string {
  const { balance, payments, orders, tickets, ...always } = readState(text)
  const isKept = (kind: NotificationKind) => before.choices[kind].length > 0 && after.choices[kind].length > 0
  const isSameThreshold = before.lowBalance.minorUnits === after.lowBalance.minorUnits && isKept('LOW_BALANCE')
  return writeState({
    ...always,
    // The crossings are counted on, so that none has the number of one before; the next one comes after the balance was above.
    ...(balance ? { balance: isSameThreshold ? balance : { ...balance, isLow: true } } : {}),
    ...(payments && isKept('PAYMENT_RECEIVED') ? { payments } : {}),
    ...(orders && isKept('ORDER_DONE') ? { orders } : {}),
    ...(tickets && isKept('TICKET_ANSWERED') ? { tickets } : {}),
  })
}
