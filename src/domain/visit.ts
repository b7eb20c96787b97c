import type { AccountId } from './account.ts'
import type { Money } from './money.ts'
import type { RegionId } from './region.ts'
import type { TicketId } from './ticket.ts'

/** When a crew can come, and what that costs. Instants are milliseconds since the epoch. */
export interface VisitSlot {
  readonly id: string
  readonly regionId: RegionId
  /** Who comes; slots of one crew do not overlap, also in different regions. */
  readonly crew: string
  readonly startsAt: number
  readonly endsAt: number
  readonly price: Money
}

export type VisitStatus = 'BOOKED' | 'CANCELLED'

/** A slot that somebody has taken (TMF646 appointment). */
export interface Visit {
  readonly id: string
  readonly slot: VisitSlot
  readonly accountId: AccountId
  readonly accountNumber: string
  /** Who has asked for it, as the audit trail names people. */
  readonly principal: string
  /** What the master should know; null where nothing was said. */
  readonly comment: string | null
  readonly status: VisitStatus
  /** Who has given it up, as the audit trail names people; null for one that stands. */
  readonly cancelledBy: string | null
  /** At the price that was agreed to. */
  readonly price: Money
  /** Of the billing's helpdesk; null while it is not opened yet. */
  readonly ticketId: TicketId | null
  readonly createdAt: number
}

export const MAX_SLOTS_PER_OPENING = 100
