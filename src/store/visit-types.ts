import type { AccountId } from '../domain/account.ts'
import type { RegionId } from '../domain/region.ts'
import type { Visit, VisitSlot } from '../domain/visit.ts'
import type { AuditEntry, StoreCall } from './store.ts'

export type OpenSlotsVerdict =
  /** In the order given. Those that were open before are as they were. */
  | { readonly kind: 'opened'; readonly slots: readonly VisitSlot[] }
  /** The crew has another slot at that time, here or elsewhere, or the same at another price. Nothing was opened. */
  | { readonly kind: 'overlaps'; readonly startsAt: number }

export type BookVerdict =
  /** `isRepeat` when the same key has booked it before. */
  | { readonly kind: 'booked'; readonly visit: Visit; readonly isRepeat: boolean }
  /** The key was used for something else. */
  | { readonly kind: 'conflict' }
  /** Unknown, or it has begun. */
  | { readonly kind: 'no_slot' }
  /** Its crew does not come where the account is. */
  | { readonly kind: 'other_region' }
  | { readonly kind: 'taken' }
  | { readonly kind: 'price_changed' }
  | { readonly kind: 'too_many' }

export interface Booking {
  readonly id: string
  readonly slotId: string
  /** Where the account is; null where nobody knows. */
  readonly regionId: RegionId | null
  readonly accountId: AccountId
  readonly accountNumber: string
  readonly principal: string
  /** The client's own key; unique for a principal. */
  readonly externalId: string
  /** Tells whether a repeat asks for the same. */
  readonly fingerprint: string
  readonly comment: string | null
  readonly expectedMinorUnits: bigint
  readonly now: number
  /** Of visits that are still to come, for one account. */
  readonly maxOpen: number
}

export interface Cancellation {
  readonly id: string
  readonly now: number
  /** Nobody else shall book the slot. */
  readonly withdrawsSlot: boolean
}

export interface DayPage {
  readonly regionId: RegionId
  /** Half-open, by the beginning of a visit's slot. */
  readonly from: number
  readonly to: number
  /** The last visit of the page before, by the beginning of its slot. */
  readonly after: { readonly id: string; readonly startsAt: number } | null
  readonly limit: number
}

export interface SlotPage {
  readonly regionId: RegionId
  /** Half-open, by the beginning of a slot. */
  readonly from: number
  readonly to: number
  /** The last slot of the page before. */
  readonly after: Pick<VisitSlot, 'id' | 'startsAt'> | null
  readonly limit: number
}

/** Visits of masters. Every change is one transaction with its row of the trail. */
export interface VisitStore {
  /** Slots of one crew in one region. */
  openSlots(slots: readonly VisitSlot[], audit: AuditEntry, call?: StoreCall): Promise<OpenSlotsVerdict>
  /** It can be booked no more; visits that it had still tell when they would have been. `booked` while one stands. */
  removeSlot(id: string, audit: AuditEntry, call?: StoreCall): Promise<'removed' | 'booked' | 'unknown'>
  /** Those that nobody has booked, by their beginning. */
  listFreeSlots(page: SlotPage, call?: StoreCall): Promise<readonly VisitSlot[]>
  /** However many ask at once, in however many processes, one gets the slot. */
  book(booking: Booking, audit: AuditEntry, call?: StoreCall): Promise<BookVerdict>
  /** The visit as it is then; null when it was not booked any more, which is not audited. */
  cancel(cancellation: Cancellation, audit: AuditEntry, call?: StoreCall): Promise<Visit | null>
  find(id: string, call?: StoreCall): Promise<Visit | null>
  /** What the key was used for; null for a new one. */
  findByKey(
    key: Pick<Booking, 'principal' | 'externalId'>,
    call?: StoreCall,
  ): Promise<{ readonly visit: Visit; readonly fingerprint: string } | null>
  /** Newest first. */
  listOfAccount(
    page: {
      readonly accountId: AccountId
      readonly before: Pick<Visit, 'id' | 'createdAt'> | null
      readonly limit: number
    },
    call?: StoreCall,
  ): Promise<readonly Visit[]>
  /** Those that stand, by the beginning of their slots. */
  listOfDay(page: DayPage, call?: StoreCall): Promise<readonly Visit[]>
  setTicket(id: string, ticketId: string): Promise<void>
  /** The helpdesk knows of the cancellation. */
  setTold(id: string, now: number): Promise<void>
  /**
   * Visits booked in a span of time of which the helpdesk does not know everything yet and which are due: first those that were
   * due first, the oldest of them first.
   */
  listUntold(
    span: { readonly from: number; readonly to: number; readonly dueBy: number },
    limit: number,
  ): Promise<readonly UntoldVisit[]>
  /** It was, or will have been, told in vain once more. A cancellation is due at once all the same. */
  postponeTelling(id: string, until: number): Promise<void>
}

export interface UntoldVisit {
  readonly visit: Visit
  /** How often it was told in vain. */
  readonly tellings: number
}
