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
}

export type TicketAuthor = 'SUBSCRIBER' | 'OPERATOR' | 'UNKNOWN'

export interface TicketMessage {
  readonly id: string
  readonly author: TicketAuthor
  readonly authorName: string | null
  readonly text: string
  readonly createdAt: number | null
}

/** The tickets of one account, newest first. */
export interface TicketPage {
  readonly tickets: readonly Ticket[]
  readonly hasMore: boolean
}

/** The messages of one ticket, oldest first. */
export interface TicketMessagePage {
  readonly messages: readonly TicketMessage[]
  readonly hasMore: boolean
}
