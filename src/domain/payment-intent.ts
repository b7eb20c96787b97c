import type { AccountId } from './account.ts'
import type { Money } from './money.ts'
import type { PaymentId, PaymentMethod } from './payment.ts'
import type { NoPromiseReason } from './promised-payment.ts'
import type { OrderRefusal } from './service-order.ts'
import type { MessageRefusal } from './ticket.ts'

export type IntentId = string

/**
 * What the billing is to do: post money to an account, take one posted payment back, take an order, open a ticket, write into one,
 * lend services for a promise, or take money from an account for another one. A REFUND goes to an acquirer instead, which gives a
 * payer's money back.
 */
export type IntentKind =
  | 'PAYMENT'
  | 'CANCELLATION'
  | 'SERVICE_ORDER'
  | 'TICKET'
  | 'TICKET_MESSAGE'
  | 'PROMISED_PAYMENT'
  | 'REFUND'
  | 'DEBIT'

/**
 * How far an intent has come.
 *
 * - `ACCEPTED`: durable, and not sent yet;
 * - `SENDING`: one attempt is under way, or its process died in it;
 * - `UNKNOWN`: an attempt was made and nobody knows what came of it;
 * - `DONE`, `REJECTED`: final; a correction is an intent of its own that names this one;
 * - `OPERATOR`: only a person can tell.
 */
export type IntentState = 'ACCEPTED' | 'SENDING' | 'UNKNOWN' | 'DONE' | 'REJECTED' | 'OPERATOR'

/** Why the billing said no, before it wrote anything. */
export type IntentRefusal =
  | PaymentRefusal
  | DebitRefusal
  | OrderRefusal
  | NoPromiseReason
  | MessageRefusal
  | RefundRefusal

/** Of money that is to be taken for another account, besides those of a payment. */
export type DebitRefusal = 'ACCOUNT_FROZEN' | 'NOT_ENOUGH_MONEY'

/** Of money that an acquirer is to give back; `NOT_ENOUGH_MONEY` is the shop's own there. */
export type RefundRefusal = 'PAYMENT_NOT_FOUND' | 'ALREADY_REFUNDED' | 'NOT_ENOUGH_MONEY' | 'NOT_REFUNDABLE'

/** Of money that is posted or taken back. */
export type PaymentRefusal =
  | 'ACCOUNT_NOT_FOUND'
  | 'ACCOUNT_CLOSED'
  | 'AMOUNT_NOT_ACCEPTED'
  | 'PAYMENT_NOT_FOUND'
  | 'ALREADY_SPENT'
  | 'TOO_LATE'
  /** An operator has found that it was not carried out and will not be. */
  | 'CLOSED_BY_OPERATOR'

/** Why a person must look. */
export type IntentAttention =
  /** The billing holds this reference with another account, another amount, or canceled. */
  | 'CONFLICT'
  /** The billing holds this reference more than once. */
  | 'DOUBLED'
  /** The billing's rows do not tell whether one of them is this payment. */
  | 'AMBIGUOUS'
  /** The billing cannot be asked what came of an attempt. */
  | 'CANNOT_LOOK_UP'
  /** Attempt after attempt was lost. */
  | 'TOO_MANY_ATTEMPTS'
  /** The billing could not be reached for too long. */
  | 'TOO_OLD'
  /** For too long no attempt has left the gateway. Nothing was sent. */
  | 'CANNOT_SEND'
  /** Another payment that is done names the same record of the billing: one of the two is not there. */
  | 'RECORD_SHARED'
  /** It was refused, and the billing has it all the same. */
  | 'APPLIED_AFTER_REFUSAL'

/** One order to move money, durable before the billing hears of it. Instants are milliseconds of the store's clock. */
export interface Intent {
  readonly id: IntentId
  readonly kind: IntentKind
  /** Who ordered it: a partner, or a subject of the cabinet. */
  readonly principal: string
  /** The orderer's own id; unique for a principal and kind. */
  readonly externalId: string
  /** Tells whether a repeat asks for the same. */
  readonly fingerprint: string
  /** What the billing stores, the same on every attempt; unique for a kind, except among the rejected. */
  readonly reference: string
  readonly accountId: AccountId
  readonly accountNumber: string
  /** What moves; zero for an order that costs nothing. */
  readonly amount: Money
  /** How the payer paid; null for what is no payment. */
  readonly method: PaymentMethod | null
  /** When the payer paid, by the orderer; null when it did not say. */
  readonly paidAt: number | null
  /** What is asked for, as JSON that only the desk of its kind reads; null where the fields above say it all. */
  readonly details: string | null
  /** The intent that this one corrects: a cancellation names its payment. */
  readonly relatesTo: IntentId | null
  /** Set where the billing knows no references, so that money of one account moves one by one. */
  readonly serialKey: string | null

  readonly state: IntentState
  /** Counts claims. Who wants to write must hold the last one. */
  readonly fence: number
  /** Sends begun. */
  readonly attempt: number
  readonly acceptedAt: number
  /** When the last attempt was begun. */
  readonly sentAt: number | null
  /** When the last change of state was written. */
  readonly changedAt: number
  /** When recovery may look at it again; null when never. */
  readonly dueAt: number | null
  /** From here on absence in the billing means that the last attempt was not and will not be applied. */
  readonly settledAt: number | null
  /** Look-ups since then that found nothing. */
  readonly absences: number
  /** Until when a final intent is looked up again for a second row. */
  readonly watchUntil: number | null
  /**
   * Where the billing knows no references: the newest payment of the account before the first attempt, "" when it had
   * none, and null while that was not read.
   */
  readonly mark: PaymentId | null
  /** How the billing could be asked when the last attempt was begun, and so where its record is; null before the first. */
  readonly sentFor: 'exact' | 'comment' | 'statement' | 'none' | null
  /** The billing's own record of it: of a payment or its cancellation the payment. */
  readonly recordId: string | null
  /** When the billing registered it first. */
  readonly registeredAt: number | null
  readonly refusal: IntentRefusal | null
  readonly attention: IntentAttention | null
}
