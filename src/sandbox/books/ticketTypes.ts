export interface TicketRow {
  readonly ticketId: number
  /** Null where somebody without an account asks. */
  readonly soapId: number | null
  /** 1 fault, 2 change, 3 consultation, 4 visit, 5 connection. */
  readonly classId: number
  /** 1 new, 2 in work, 3 waits for the subscriber, 9 closed. */
  readonly status: number
  readonly subject: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly manager: string | null
  /** What the program that opened it calls it; the helpdesk does not care whether it has it already. */
  readonly externalId: string | null
  readonly contact: TicketContact | null
  /** What the subscriber thought of it, 1 to 5; null where he has not said. */
  readonly mark: number | null
}

/** Whom to call where there is no account. */
export interface TicketContact {
  readonly name: string
  readonly phone: string
  readonly address: string
}

export interface TicketMessageRow {
  readonly messageId: number
  readonly ticketId: number
  readonly soapId: number | null
  /** 0 the subscriber, 1 the provider. */
  readonly side: 0 | 1
  readonly author: string | null
  readonly text: string
  readonly createdAt: number
  /** What the program that wrote it calls it. */
  readonly externalId: string | null
}

export interface TicketStateRow {
  readonly stateId: number
  readonly ticketId: number
  readonly soapId: number | null
  readonly status: number
  /** Who brought it about: 0 the subscriber, 1 the provider. */
  readonly side: 0 | 1
  readonly changedAt: number
}

/** What is set; the rest stays. */
export interface TicketChange {
  readonly ticketId: number
  readonly side: 0 | 1
  readonly status?: number
  readonly mark?: number
}

export interface NewTicketMessage {
  readonly side: 0 | 1
  readonly text: string
  readonly author?: string
  readonly externalId?: string
  /** The state of the ticket from now on; left out, an answer of either side has its usual effect. */
  readonly status?: number
}

export interface NewTicket extends Omit<NewTicketMessage, 'externalId'> {
  readonly soapId: number | null
  readonly classId: number
  readonly subject: string
  readonly manager?: string
  readonly externalId?: string
  readonly contact?: TicketContact
}

export interface TicketFilter {
  readonly soapIds?: readonly number[]
  readonly ticketIds?: readonly number[]
  readonly statuses?: readonly number[]
  readonly externalId?: string
  /** Those that belong to no account. */
  readonly isWithoutAccount?: true
  readonly beforeId?: number
  /** Rows per account. */
  readonly limit: number
}

export interface TicketMessageFilter {
  readonly ticketIds: readonly number[]
  readonly afterId?: number
  /** Rows per ticket. */
  readonly limit: number
}

/** All tickets, whosever they are. */
export interface TicketQueueFilter {
  readonly statuses: readonly number[]
  readonly classIds: readonly number[]
  readonly beforeId?: number
  readonly limit: number
}

/** A ticket with everything that was written in it, oldest first. */
export interface WholeTicket {
  readonly ticket: TicketRow
  readonly messages: readonly TicketMessageRow[]
}

/** The helpdesk's part of the books. */
export interface TicketBooks {
  /** Newest first within an account. */
  listTickets(filter: TicketFilter): TicketRow[]
  /** Oldest first within a ticket. */
  listTicketMessages(filter: TicketMessageFilter): TicketMessageRow[]
  /** All messages with that id of another program. */
  findTicketMessages(externalId: string): TicketMessageRow[]
  /** Oldest first within a ticket. */
  listTicketStates(filter: TicketMessageFilter): TicketStateRow[]
  /** Newest first; in books that are written on first touch, of the accounts touched so far. */
  listTicketQueue(filter: TicketQueueFilter): TicketRow[]
  /** The ticket with its first message. */
  addTicket(ticket: NewTicket): TicketRow
  changeTicket(change: TicketChange): TicketRow
  addTicketMessage(ticketId: number, message: NewTicketMessage): TicketMessageRow
}
