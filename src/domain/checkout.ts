import type { AccountId } from './account.ts'
import type { FiscalTerms, ReceiptMaker } from './fiscal-terms.ts'
import type { Money } from './money.ts'
import type { PaymentId, PaymentMethod } from './payment.ts'
import type { IntentId } from './payment-intent.ts'

/** A UUID. */
export type CheckoutId = string

/** What can be paid by from the cabinet: on a page of an acquirer. */
export type CheckoutMethod = Extract<PaymentMethod, 'BANK_CARD' | 'E_WALLET' | 'MOBILE' | 'SBP'>

export const CHECKOUT_METHODS: readonly CheckoutMethod[] = ['BANK_CARD', 'E_WALLET', 'MOBILE', 'SBP']

/** Where the fiscal receipt goes to. */
export interface ReceiptContact {
  readonly kind: 'EMAIL' | 'PHONE'
  /** An address with its domain in small letters, or a number in E.164. */
  readonly value: string
}

/**
 * How far a payment that was begun in the cabinet has come.
 *
 * - `CREATED`: durable; the acquirer was not asked yet, or its answer was lost;
 * - `OPEN`: it can be paid at the acquirer, or could be until a short time ago;
 * - `CAPTURED`: the acquirer has the payer's money, and it is on its way to the account;
 * - `DONE`: it is on the account;
 * - `REFUSED`: the acquirer would not begin it;
 * - `DECLINED`, `CANCELED`, `EXPIRED`: nothing was taken: the bank said no, the payer did, or nobody paid in time;
 * - `OPERATOR`: money was taken and could not be put on the account as it should: a person decides;
 * - `REFUNDING`, `REFUNDED`: it goes back to the payer, or has gone.
 */
export type CheckoutState =
  | 'CREATED'
  | 'OPEN'
  | 'CAPTURED'
  | 'DONE'
  | 'REFUSED'
  | 'DECLINED'
  | 'CANCELED'
  | 'EXPIRED'
  | 'OPERATOR'
  | 'REFUNDING'
  | 'REFUNDED'

/**
 * Every move that a checkout may make; what is not here does not happen. An acquirer's no is final by its own word. Should it
 * have taken the money all the same, that counts: nothing that was taken is ever dropped.
 */
const CHECKOUT_MOVES: Readonly<Record<CheckoutState, readonly CheckoutState[]>> = {
  CREATED: ['OPEN', 'REFUSED', 'EXPIRED'],
  OPEN: ['CAPTURED', 'DECLINED', 'CANCELED', 'EXPIRED', 'OPERATOR'],
  CAPTURED: ['DONE', 'OPERATOR'],
  DONE: [],
  REFUSED: [],
  DECLINED: ['CAPTURED', 'OPERATOR'],
  CANCELED: ['CAPTURED', 'OPERATOR'],
  EXPIRED: ['CAPTURED', 'OPERATOR'],
  // A person may find that the money is on the account by another payment.
  OPERATOR: ['REFUNDING', 'REFUNDED', 'DONE'],
  REFUNDING: ['REFUNDED', 'OPERATOR'],
  REFUNDED: [],
}

/** Whether nothing more is to be expected, but for what no acquirer should ever do. */
export function isCheckoutOver({ state }: Pick<Checkout, 'state'>): boolean {
  return OVER.includes(state)
}

const OVER: readonly CheckoutState[] = ['DONE', 'REFUSED', 'DECLINED', 'CANCELED', 'EXPIRED', 'REFUNDED']

/** Whether somebody who comes to its page at this time can pay, by the time that the acquirer has told at the beginning. */
export function isPayable({ state, expiresAt }: Pick<Checkout, 'state' | 'expiresAt'>, now: number): boolean {
  return state === 'OPEN' && (expiresAt === null || now < expiresAt)
}

/** A note within one state is no move. */
export function isCheckoutMove(from: CheckoutState, to: CheckoutState): boolean {
  return from === to || CHECKOUT_MOVES[from].includes(to)
}

/** Why nothing was taken. */
export type CheckoutFailure =
  | 'METHOD_NOT_AVAILABLE'
  | 'AMOUNT_NOT_ACCEPTED'
  | 'RECEIPT_CONTACT_NOT_ACCEPTED'
  | 'NOT_ACCEPTED'
  | 'CANCELED_BY_PAYER'
  | 'INSUFFICIENT_FUNDS'
  | 'DECLINED_BY_BANK'
  | 'EXPIRED'
  | 'UNKNOWN'

/** Why a person must look. */
export type CheckoutAttention =
  /** The billing has refused the money for good. */
  | 'CREDIT_REFUSED'
  /** The acquirer has taken another amount, or another currency, than was asked for. */
  | 'AMOUNT_DIFFERS'
  /** Somebody has refunded it at the acquirer before it was on the account. */
  | 'REFUNDED_ELSEWHERE'
  /** The account's reference is taken by something that is not this payment. */
  | 'CREDIT_CONFLICT'
  /** The acquirer has refused to give the money back. */
  | 'REFUND_REFUSED'
  /** The acquirer does not know the payment that it began. It is asked on. */
  | 'NOT_KNOWN_TO_ACQUIRER'
  /** Somebody has refunded it at the acquirer, or a part of it, after it was credited. */
  | 'REFUNDED_AFTER_CREDIT'
  /** The acquirer has given it the id of another payment. It is refused, and not sent again. */
  | 'ACQUIRER_ID_TAKEN'
  /** It was begun at an acquirer that the gateway is not connected to any more. */
  | 'OTHER_ACQUIRER'

/** A payment begun in the cabinet and paid at an acquirer. Instants are milliseconds of the store's clock. */
export interface Checkout {
  readonly id: CheckoutId
  /** Who began it: role and id. */
  readonly principal: string
  /** The client's own key; unique for a principal. */
  readonly idempotencyKey: string
  /** Tells whether a repeat asks for the same. */
  readonly fingerprint: string
  readonly accountId: AccountId
  readonly accountNumber: string
  readonly amount: Money
  readonly method: CheckoutMethod
  readonly returnUrl: string
  /** Its value is empty once no receipt can follow. */
  readonly receiptContact: ReceiptContact
  /** Decided when it was begun. */
  readonly receiptMaker: ReceiptMaker
  /** What its receipts say, those of its refunds too: as on the day on which the money came, or an acquirer's receipt was begun. */
  readonly receiptTerms: FiscalTerms
  /** `Acquirer.name`. */
  readonly acquirer: string
  /** The acquirer's own id; null until it has answered. */
  readonly acquirerId: string | null
  readonly redirectUrl: string | null
  readonly qrPayload: string | null
  /** Until when it can be paid, by the acquirer; null when it does not say. */
  readonly expiresAt: number | null

  readonly state: CheckoutState
  /** Counts claims. Who wants to write must hold the last one. */
  readonly fence: number
  readonly failure: CheckoutFailure | null
  readonly attention: CheckoutAttention | null
  /** What the acquirer says that it has taken; null until it has. */
  readonly captured: Money | null
  readonly capturedAt: number | null
  /** The intent that puts the money on the account. */
  readonly creditId: IntentId | null
  /** The last intent that gives it back. */
  readonly refundId: IntentId | null
  /** The payment in the billing by which it is on the account, where a person has named it; null where `creditId` leads to it. */
  readonly paymentId: PaymentId | null
  /** How much of it is known to have been refunded at the acquirer, by a look before it was credited or by a person. */
  readonly seenRefundMinorUnits: bigint
  readonly createdAt: number
  /** When its state changed last. */
  readonly changedAt: number
  /** When it is looked at next; null when never by itself. */
  readonly dueAt: number | null
}

/**
 * What the billing keeps beside the payment of a checkout. No partner's template can have the sign behind the first word, so
 * that no partner's payment ever gets the same; and no two ids make the same one.
 */
export function checkoutReference(id: CheckoutId): string {
  return `${REFERENCE_PREFIX}${id.replaceAll('-', '')}`
}

export function isCheckoutReference(reference: string): boolean {
  return reference.startsWith(REFERENCE_PREFIX) && /^[0-9a-f]{32}$/.test(reference.slice(REFERENCE_PREFIX.length))
}

const REFERENCE_PREFIX = 'cab~'
export const CHECKOUT_REFERENCE_LENGTH = REFERENCE_PREFIX.length + 32
