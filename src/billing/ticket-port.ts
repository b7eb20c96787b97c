import type { AccountId } from '../domain/account.ts'
import type { OpenableCategory, TicketId } from '../domain/ticket.ts'
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
  /** All tickets that carry a reference, oldest first, whatever account they belong to. Every reference has a list. */
  findTicketsByReference(
    references: readonly string[],
    call: BillingCall,
  ): Promise<Bulk<string, readonly FoundTicket[]>>
}

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
