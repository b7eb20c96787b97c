import type { AcquirerCapabilities, HintRequest } from '../acquiring/port.ts'
import type { AccountId } from '../domain/account.ts'
import type { Checkout, CheckoutId } from '../domain/checkout.ts'
import type { Currency } from '../domain/money.ts'
import { isExternalId } from '../domain/reference-template.ts'
import { isUuid } from '../domain/uuid.ts'
import type { StoreCall } from '../store/store.ts'
import { type CheckoutRequest, type InitiateRequest, type InitiateVerdict, initiateCheckout } from './checkout-begin.ts'
import { type CloseInput, type CloseVerdict, closeCheckout } from './checkout-close.ts'
import type { CheckoutDesk } from './checkout-desk.ts'
import type { InitiateInput } from './checkout-form.ts'
import { type RefundInput, type RefundVerdict, refundCheckout } from './checkout-refund.ts'

/**
 * Payments that are begun in the cabinet and paid at an acquirer. Whether an account may be seen or paid for is for the
 * caller to know. Rejects with a StoreError when the store does not answer: nobody knows then whether an order became durable,
 * and the same again tells.
 */
export interface Checkouts {
  /** In which all amounts are. */
  readonly currency: Currency
  /** How can be paid; null where nothing can. */
  readonly offer: Pick<AcquirerCapabilities, 'methods' | 'qr' | 'minAmount' | 'maxAmount'> | null
  initiate(input: InitiateInput, request: InitiateRequest): Promise<InitiateVerdict>
  refund(input: RefundInput, request: CheckoutRequest): Promise<RefundVerdict>
  close(input: CloseInput, request: CheckoutRequest): Promise<CloseVerdict>
  find(id: CheckoutId, call: StoreCall): Promise<Checkout | null>
  /** By the client's own key of it. */
  findByKey(key: Pick<Checkout, 'principal' | 'idempotencyKey'>, call: StoreCall): Promise<Checkout | null>
  listOfAccount(
    page: {
      readonly accountId: AccountId
      readonly first: number
      readonly before: Pick<Checkout, 'id' | 'createdAt'> | null
    },
    call: StoreCall,
  ): Promise<CheckoutPage>
  /** Those that need a person, oldest first. */
  listAttention(
    page: { readonly first: number; readonly afterId: CheckoutId | null },
    call: StoreCall,
  ): Promise<CheckoutPage>
  /** Somebody says that something has changed at the acquirer: that is looked at soon, and nothing of it is believed. */
  takeHint(request: HintRequest, call: StoreCall): Promise<'looked_at' | 'unknown' | 'unreadable'>
}

export interface CheckoutPage {
  readonly checkouts: readonly Checkout[]
  readonly hasMore: boolean
}

/** The rest of an operation's time is for what comes before, and for writing the answer after. */
const WAIT_SHARE = 0.7

export function createCheckouts(
  desk: CheckoutDesk,
  options: { readonly operationTimeoutMs: number; readonly currency: Currency },
): Checkouts {
  const { currency } = options
  const waitMs = options.operationTimeoutMs * WAIT_SHARE
  const { checkouts } = desk
  return {
    currency,
    offer: desk.acquirer?.capabilities ?? null,
    initiate: (input, request) => initiateCheckout(desk, input, { request, waitMs }),
    refund: (input, request) => refundCheckout(desk, input, { request, waitMs: waitMs / 2 }),
    close: (input, request) => closeCheckout(desk, input, request),
    // What cannot be an id or a key of ours is not there, and need not be looked for.
    find: async (id, call) => (isUuid(id) ? checkouts.find(id, call) : null),
    findByKey: async (key, call) => (isExternalId(key.idempotencyKey) ? checkouts.findByKey(key, call) : null),
    async listOfAccount({ accountId, first, before }, call) {
      return pageOf(await checkouts.listOfAccount({ accountId, before, limit: first + 1 }, call), first)
    },
    async listAttention({ first, afterId }, call) {
      return pageOf(await checkouts.listAttention({ afterId, limit: first + 1 }, call), first)
    },
    async takeHint(request, call) {
      const { acquirer, settings } = desk
      const hint = acquirer?.readHint(request) ?? null
      if (acquirer === null || hint === null) return 'unreadable'
      const key = { acquirer: acquirer.name, acquirerId: hint.acquirerId }
      return (await checkouts.hint(key, { quietMs: settings.quietMs }, call)) ? 'looked_at' : 'unknown'
    },
  }
}

function pageOf(rows: readonly Checkout[], first: number): CheckoutPage {
  return { checkouts: rows.slice(0, first), hasMore: rows.length > first }
}
