import type { AccountId } from '../domain/account.ts'
import type { Checkout, CheckoutId, CheckoutState } from '../domain/checkout.ts'
import type { PaymentId } from '../domain/payment.ts'
import type { FiscalEvent } from './fiscal-types.ts'
import type { AuditNote } from './intent-store.ts'
import type { StoreCall } from './store.ts'

export type NewCheckout = Pick<
  Checkout,
  | 'id'
  | 'principal'
  | 'idempotencyKey'
  | 'fingerprint'
  | 'accountId'
  | 'accountNumber'
  | 'amount'
  | 'method'
  | 'returnUrl'
  | 'receiptContact'
  | 'receiptMaker'
  | 'receiptTerms'
  | 'acquirer'
>

export type CreateVerdict =
  /** Stored, `CREATED`, and claimed for the caller. */
  | { readonly kind: 'created'; readonly checkout: Checkout }
  /** The principal has used this key before; nothing was changed. */
  | { readonly kind: 'known'; readonly checkout: Checkout }
  /** The account has as many at this acquirer that can still be paid as it may have. */
  | { readonly kind: 'too_many' }

/** The new values of a move; what is absent stays. */
export interface CheckoutChange
  extends Partial<
    Pick<
      Checkout,
      | 'acquirerId'
      | 'redirectUrl'
      | 'qrPayload'
      | 'expiresAt'
      | 'failure'
      | 'attention'
      | 'captured'
      | 'capturedAt'
      | 'receiptTerms'
      | 'creditId'
      | 'refundId'
      | 'paymentId'
      | 'seenRefundMinorUnits'
    >
  > {
  readonly to: CheckoutState
  /** From the store's own clock; null: it is not looked at again by itself. */
  readonly dueInMs: number | null
  /** The receipts that are due with it become durable in the same transaction; absent where the gateway makes none. */
  readonly fiscal?: FiscalEvent
}

/** The claim that a move is made under. */
export type CheckoutClaim = Pick<Checkout, 'id' | 'fence' | 'state'>

export interface DueOptions {
  readonly limit: number
  readonly leaseMs: number
  /**
   * Whom this process can ask, null for nobody: what another acquirer has to be asked about is left to replicas that can, and
   * taken only when none of them has for so long. Without it everything is taken.
   */
  readonly asks?: { readonly acquirer: string | null; readonly othersAfterMs: number }
}

/** Payments of an acquirer, by its own ids. */
export interface AcquirerKey {
  readonly acquirer: string
  readonly acquirerId: string
}

/**
 * Payments that were begun in the cabinet. Every method is one transaction, durable when it answers, on the database's own
 * clock. A change of state is written with its row of the trail, or not at all.
 */
export interface CheckoutStore {
  create(
    checkout: NewCheckout,
    options: { readonly leaseMs: number; readonly maxOpen: number; readonly audit: AuditNote },
    call?: StoreCall,
  ): Promise<CreateVerdict>
  find(id: CheckoutId, call?: StoreCall): Promise<Checkout | null>
  findByKey(key: Pick<Checkout, 'principal' | 'idempotencyKey'>, call?: StoreCall): Promise<Checkout | null>
  /** Claims what is longest due: the fence grows, and it is due again when the lease ends. */
  claimDue(options: DueOptions): Promise<readonly Checkout[]>
  /** Claims one, whoever held it; null when it is in none of these states. */
  claim(
    id: CheckoutId,
    options: { readonly states: readonly CheckoutState[]; readonly leaseMs: number },
    call?: StoreCall,
  ): Promise<Checkout | null>
  /**
   * Applies only while the claim holds; null when somebody else holds it by now. `audit` is required where the state changes.
   */
  move(claim: CheckoutClaim, change: CheckoutChange, audit: AuditNote | null): Promise<Checkout | null>
  /**
   * Somebody says that a payment has changed: it is looked at now, or `quietMs` after the last look, unless it is over for
   * good; ever later while such looks change nothing, fifty times that at most. One that is being looked at is looked at again
   * afterwards. False where there is nothing to look at.
   */
  hint(key: AcquirerKey, options: { readonly quietMs: number }, call?: StoreCall): Promise<boolean>
  /** Whether another checkout was closed with this payment. */
  isPaymentTaken(
    payment: { readonly accountId: AccountId; readonly paymentId: PaymentId; readonly except: CheckoutId },
    call?: StoreCall,
  ): Promise<boolean>
  /** Newest first. */
  listOfAccount(
    page: {
      readonly accountId: AccountId
      readonly before: Pick<Checkout, 'id' | 'createdAt'> | null
      readonly limit: number
    },
    call?: StoreCall,
  ): Promise<readonly Checkout[]>
  /** Those that need a person, oldest first. */
  listAttention(
    page: { readonly afterId: CheckoutId | null; readonly limit: number },
    call?: StoreCall,
  ): Promise<readonly Checkout[]>
  /** How many stand in each state that is not over, and how many need a person. */
  count(): Promise<Readonly<Record<string, number>>>
}
