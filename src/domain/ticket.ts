import type { AccountId } from './account.ts'

export type TicketId = string

export type TicketCategory = 'FAULT' | 'CHANGE_REQUEST' | 'CONSULTATION' | 'VISIT' | 'CONNECTION' | 'UNKNOWN'

/** What somebody may open a ticket as. */
export type OpenableCategory = Exclude<TicketCategory, 'UNKNOWN'>

export type TicketStatus = 'OPEN' | 'IN_PROGRESS' | 'WAITING' | 'CLOSED' | 'UNKNOWN'

/** A matter that the provider's people deal with (TMF621 trouble ticket). Instants are milliseconds since the epoch. */
export interface Ticket {
  readonly id: TicketId
  readonly accountId: AccountId
  /** What to name on the telephone. */
  readonly number: string
  readonly subject: string
  readonly category: TicketCategory
  readonly status: TicketStatus
  readonly createdAt: number | null
  readonly updatedAt: number | null
  /** What the subscriber thought of it, 1 to 5; null where he has not said. */
  readonly rating: number | null
}

/** A state that a ticket has had since an instant. */
export interface TicketStatusChange {
  readonly id: string
  readonly status: TicketStatus
  /** Who brought it about. */
  readonly author: TicketAuthor
  readonly changedAt: number | null
}

/** Why the helpdesk took no message. */
export type MessageRefusal = 'TICKET_NOT_FOUND' | 'TICKET_CLOSED'

/** What may be set of a ticket. */
export interface TicketChange {
  readonly status?: Extract<TicketStatus, 'OPEN' | 'CLOSED'>
  /** 1 to 5. */
  readonly rating?: number
}

export type TicketAuthor = 'SUBSCRIBER' | 'OPERATOR' | 'UNKNOWN'

export interface TicketMessage {
  readonly id: string
  readonly author: TicketAuthor
  readonly authorName: string | null
  readonly text: string
  readonly createdAt: number | null
  /** What the program that wrote it calls it; null for one that was written in the helpdesk itself. */
  readonly reference: string | null
}

/** The tickets of one account, newest first. */
export interface TicketPage {
  readonly tickets: readonly Ticket[]
  readonly hasMore: boolean
}

/** The states of one ticket, oldest first. */
export interface TicketHistoryPage {
  readonly changes: readonly TicketStatusChange[]
  readonly hasMore: boolean
}

/** The messages of one ticket, oldest first. */
export interface TicketMessagePage {
  readonly messages: readonly TicketMessage[]
  readonly hasMore: boolean
}
