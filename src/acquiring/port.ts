import type { CheckoutMethod, ReceiptContact } from '../domain/checkout.ts'
import type { FiscalTerms } from '../domain/fiscal-terms.ts'
import type { Money } from '../domain/money.ts'
import type { RefundRefusal } from '../domain/payment-intent.ts'

/**
 * What we need of an acquirer: payments that are begun here and paid on its own page, where the card number is typed and
 * which we never see. Every method that goes over the wire rejects with an `AcquirerError` and with nothing else; an adapter
 * repeats no call by itself. Refusals of business are values.
 */
export interface Acquirer {
  /** "sandbox", "yookassa": kept with each checkout, so that one is never asked of another acquirer. Never changes. */
  readonly name: string
  readonly capabilities: AcquirerCapabilities
  /**
   * Begins a payment. The same idempotence key again, within `capabilities.keysKeptMs`, gives the payment that the first
   * call with it began, and begins none. Captured in one step: there is no hold that waits for us. An answer that speaks of
   * another key, amount or currency is no answer to it: ACQUIRER_MALFORMED_ANSWER, and what was begun is unknown.
   */
  createPayment(order: PaymentOrder, call: AcquirerCall): Promise<CreateVerdict>
  /**
   * The payment that was begun with this key, however long ago; null when the acquirer has none that was begun in the window.
   * For what was begun when its answer was lost for longer than keys are kept: then nothing may be sent again, and what is
   * there can still be found.
   */
  findCreated(wanted: CreatedKey, call: AcquirerCall): Promise<CreatedPayment | null>
  /**
   * The truth about a payment, by the acquirer's id; null when the acquirer has none of this id. One that was begun with
   * another key is somebody else's: ACQUIRER_MALFORMED_ANSWER. Another amount than was asked for is told as it is.
   */
  findPayment(key: PaymentKey, call: AcquirerCall): Promise<AcquirerPayment | null>
  /** Gives money of a captured payment back to the payer. The same idempotence key again gives the first refund. */
  refund(order: RefundOrder, call: AcquirerCall): Promise<RefundVerdict>
  /**
   * The refund that was asked for with this key, whatever became of it; null when the acquirer has none. It must be found for
   * as long as the acquirer keeps the payment, not only while it remembers idempotence keys.
   */
  findRefund(key: RefundKey, call: AcquirerCall): Promise<AcquirerRefund | null>
  /**
   * Which payment a webhook speaks of; null when it cannot be read or cannot come from the acquirer (its signature, or its
   * address, where it has those). Pure, and never throws. A hint makes us ask, and is not believed in anything.
   */
  readHint(request: HintRequest): Hint | null
  close(): Promise<void>
}

/** What differs from acquirer to acquirer. */
export interface AcquirerCapabilities {
  /** Those that this shop has by its agreement. */
  readonly methods: readonly CheckoutMethod[]
  /** Whether a payment by SBP comes with the content of a QR code that the cabinet can draw itself. */
  readonly qr: boolean
  /** In minor units of the currency that the shop is paid in, both ends included. */
  readonly minAmount: Money
  readonly maxAmount: Money
  /** How long idempotence keys of `createPayment` and `refund` are remembered. After that nothing is sent again. */
  readonly keysKeptMs: number
  /** Most characters of `PaymentOrder.description`. */
  readonly maxDescriptionLength: number
}

export interface AcquirerCall {
  readonly signal: AbortSignal
  /**
   * Asked once, as late as the client allows: connected, and no byte written yet. False ends the call unsent, with
   * ACQUIRER_CANCELED and `not_applied`.
   */
  readonly mayStart?: () => boolean
}

export interface PaymentOrder {
  /** A UUID: at most 36 characters. */
  readonly idempotenceKey: string
  readonly amount: Money
  readonly method: CheckoutMethod
  /** What the payer reads on the page of the acquirer and in the bank's statement. */
  readonly description: string
  /** Where the payer's browser goes afterwards, whatever came of it. Says nothing about the outcome. */
  readonly returnUrl: string
  /** Where the fiscal receipt goes to. */
  readonly receiptContact: ReceiptContact
  /** What the acquirer's own receipt says; null where somebody else makes it. */
  readonly receipt: FiscalTerms | null
  /** Kept beside the payment and shown in the acquirer's own cabinet, for people who look for it there. */
  readonly metadata: Readonly<Record<string, string>>
}

export interface CreatedKey {
  readonly idempotenceKey: string
  /** Between these it was begun, if at all, in milliseconds since the epoch: with room for clocks that differ. */
  readonly from: number
  readonly to: number
}

export type CreateVerdict =
  | { readonly kind: 'created'; readonly payment: CreatedPayment }
  /** Decided before anything was begun, by a code that the vendor's table lists so. */
  | { readonly kind: 'refused'; readonly reason: CreateRefusal }

export type CreateRefusal =
  /** The shop does not have this method, or not now. */
  | 'METHOD_NOT_AVAILABLE'
  | 'AMOUNT_NOT_ACCEPTED'
  /** The receipt cannot be sent there. */
  | 'RECEIPT_CONTACT_NOT_ACCEPTED'
  /** The acquirer refuses the shop or this order for a reason that only the provider can settle with it. */
  | 'NOT_ACCEPTED'

export interface CreatedPayment {
  readonly acquirerId: string
  /** As answered; a repeat of the key may come when it is paid already. */
  readonly status: AcquirerPaymentStatus
  /** The echo: of a beginning what was asked for, of one that was found by its key what the acquirer has. */
  readonly amount: Money
  /** The page where the payer pays; null only when it can be paid no more, or has nothing but a QR code. */
  readonly redirectUrl: string | null
  /** What the QR code of an SBP payment holds: a link that opens the bank's app. */
  readonly qrPayload: string | null
  /** Until when it can be paid, in milliseconds since the epoch; null when the acquirer does not say. */
  readonly expiresAt: number | null
}

/**
 * - `OPEN`: nobody knows yet; it may still be captured;
 * - `CAPTURED`: the money has been taken from the payer. It stays so when it was refunded, in part or in full;
 * - `CANCELED`: final, nothing was taken and nothing will be;
 * - `UNKNOWN`: a status that the vendor's table does not list. Never guessed; it is asked again, and counted.
 */
export type AcquirerPaymentStatus = 'OPEN' | 'CAPTURED' | 'CANCELED' | 'UNKNOWN'

/** Why nothing was taken. */
export type CancelReason =
  /** The payer left the page with a no. */
  | 'CANCELED_BY_PAYER'
  | 'INSUFFICIENT_FUNDS'
  /** The payer's bank said no, or the check of the payer (3-D Secure) failed. */
  | 'DECLINED_BY_BANK'
  /** Nobody paid in time. */
  | 'EXPIRED'
  | 'UNKNOWN'

export interface AcquirerPayment {
  readonly acquirerId: string
  readonly status: AcquirerPaymentStatus
  /** Null unless canceled. */
  readonly cancelReason: CancelReason | null
  readonly amount: Money
  /** What has gone back to the payer so far, in refunds that are done; zero when nothing has. */
  readonly refunded: Money
  /** When the money was taken, in milliseconds since the epoch; null unless captured, or when the acquirer does not say. */
  readonly capturedAt: number | null
}

export interface PaymentKey {
  readonly acquirerId: string
  /** That it was begun with, as the acquirer keeps it beside the payment. */
  readonly idempotenceKey: string
}

export interface RefundKey {
  /** Of the refund: a UUID. */
  readonly idempotenceKey: string
  /** Of the payment. */
  readonly acquirerId: string
}

export interface RefundOrder extends RefundKey {
  readonly amount: Money
  readonly receiptContact: ReceiptContact
  /** As of the payment that it gives back. */
  readonly receipt: FiscalTerms | null
}

export type RefundVerdict =
  /** The acquirer has it; its status tells whether it is done. */
  | { readonly kind: 'taken'; readonly refund: AcquirerRefund }
  /**
   * Decided before anything moved, by a code that the vendor's table lists so. ALREADY_REFUNDED: less is left of the payment
   * than is to go back. NOT_ENOUGH_MONEY: of the shop's own; it can be tried again later. NOT_REFUNDABLE: too late, or not for
   * this method.
   */
  | { readonly kind: 'refused'; readonly reason: RefundRefusal }

export interface AcquirerRefund {
  readonly refundId: string
  /**
   * - `PENDING`: on its way; ask again;
   * - `DONE`: final; the money is on its way to the payer;
   * - `CANCELED`: final; nothing went back by this refund;
   * - `UNKNOWN`: a status that the vendor's table does not list.
   */
  readonly status: 'PENDING' | 'DONE' | 'CANCELED' | 'UNKNOWN'
  readonly amount: Money
  /** In milliseconds since the epoch; null when the acquirer does not say. */
  readonly refundedAt: number | null
}

/** A request to the webhook route as it came; the body is bounded. */
export interface HintRequest {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Uint8Array
  /** The caller's address, behind trusted proxies. */
  readonly address: string
}

export interface Hint {
  /** Of the payment, also when the webhook tells of a refund. */
  readonly acquirerId: string
}
