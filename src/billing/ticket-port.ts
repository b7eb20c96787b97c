import type { AccountId } from '../domain/account.ts'
import type {
  MessageRefusal,
  OpenableCategory,
  Ticket,
  TicketAuthor,
  TicketCategory,
  TicketChange,
  TicketId,
  TicketStatus,
} from '../domain/ticket.ts'
import type { BillingCall, Bulk } from './port.ts'
import type { PostingCall } from './posting-port.ts'

/** The writing half of the tickets slice, with what is needed to find out what became of a write. */
export interface TicketOpening {
  /**
   * Opens one ticket for each call that reaches the helpdesk: most helpdesks do not mind a reference that they have
   * already. `opened` only when the answer names the account, the category and the reference that were asked for; any other
   * answer that is no listed refusal is `unknown`.
   */
  openTicket(order: TicketOrder, call: PostingCall): Promise<OpenTicketVerdict>
  /**
   * All tickets that carry a reference, oldest first, by the key object itself. Every key has a list. A helpdesk that can
   * be searched by the reference alone names those of other accounts as well; elsewhere it is the account's that are looked
   * through, and those of nobody where it is null.
   */
  findTicketsByReference(
    keys: readonly TicketReferenceKey[],
    call: BillingCall,
  ): Promise<Bulk<TicketReferenceKey, readonly FoundTicket[]>>
}

/** The writing half for tickets that are open already. */
export interface TicketWriting {
  /** As `openTicket`, for one message of a ticket. A foreign ticket is refused as one that is not there. */
  postTicketMessage(order: TicketMessageOrder, call: PostingCall): Promise<PostMessageVerdict>
  /** As `findTicketsByReference`, for messages: of any ticket, or of the one that the key names. */
  findMessagesByReference(
    keys: readonly MessageReferenceKey[],
    call: BillingCall,
  ): Promise<Bulk<MessageReferenceKey, readonly FoundMessage[]>>
  /**
   * Sets what is named and leaves the rest; twice does no harm. `accepted` says that the system took the request, not that
   * it changed anything: the ticket is read again.
   */
  changeTicket(order: TicketChangeOrder, call: BillingCall): Promise<ChangeTicketVerdict>
}

export interface TicketReferenceKey extends Pick<TicketOrder, 'accountId' | 'reference'> {}

export interface MessageReferenceKey extends Pick<TicketMessageOrder, 'accountId' | 'ticketId' | 'reference'> {}

/** Tickets of everybody, for the provider's people. */
export interface TicketQueueBilling {
  /** Newest first. Tickets that belong to no account are left out. */
  listTicketQueue(key: TicketQueueKey, call: BillingCall): Promise<TicketQueuePage>
}

export interface TicketQueueKey {
  /** 1–100. */
  readonly first: number
  /** Only tickets opened before this one; null for the newest. */
  readonly before: TicketId | null
  /** Never UNKNOWN; null for all. */
  readonly statuses: readonly TicketStatus[] | null
  readonly categories: readonly TicketCategory[] | null
}

export interface TicketQueuePage {
  readonly tickets: readonly Ticket[]
  readonly hasMore: boolean
}

export interface TicketMessageOrder {
  readonly accountId: AccountId
  readonly ticketId: TicketId
  readonly author: Extract<TicketAuthor, 'SUBSCRIBER' | 'OPERATOR'>
  /** How the provider shows the writer, at most 100 characters in one line; null for nothing. */
  readonly authorName: string | null
  /** As that of `TicketOrder`. */
  readonly text: string
  readonly reference: string
}

export interface FoundMessage {
  readonly id: string
  readonly ticketId: TicketId
}

export type PostMessageVerdict =
  | { readonly kind: 'posted'; readonly message: FoundMessage }
  /** Decided before any write. */
  | { readonly kind: 'refused'; readonly reason: MessageRefusal }

export interface TicketChangeOrder {
  readonly accountId: AccountId
  readonly ticketId: TicketId
  readonly author: Extract<TicketAuthor, 'SUBSCRIBER' | 'OPERATOR'>
  readonly change: TicketChange
}

export type ChangeTicketVerdict =
  | { readonly kind: 'accepted' }
  /** Decided before any write. */
  | { readonly kind: 'refused'; readonly reason: 'TICKET_NOT_FOUND' | 'TICKET_NOT_CLOSED' }

export interface TicketOrder {
  /** Null for somebody who has no account yet; then `contact` must be there. */
  readonly accountId: AccountId | null
  readonly contact: TicketContact | null
  readonly category: OpenableCategory
  /** 1–120 characters in one line, with no blank at either end. */
  readonly subject: string
  /** 1–2000 characters, with no blank at either end; lines end with "\n". */
  readonly text: string
  /** As that of a payment: what the helpdesk stores beside the ticket, the same on every attempt. */
  readonly reference: string
}

/** Whom to call where there is no account. Each is 1–255 characters in one line. */
export interface TicketContact {
  readonly name: string
  /** E.164. */
  readonly phone: string
  readonly address: string
}

export interface FoundTicket {
  readonly id: TicketId
  /** What to name on the telephone. */
  readonly number: string
  /** Null for a ticket of somebody without an account. */
  readonly accountId: AccountId | null
}

export type OpenTicketVerdict =
  | { readonly kind: 'opened'; readonly ticket: FoundTicket }
  /** Decided before any write. */
  | { readonly kind: 'refused'; readonly reason: 'ACCOUNT_NOT_FOUND' }
