import type { Money } from '../domain/money.ts'
import type { AmountRefusal } from '../domain/partner.ts'
import type { Intent, PaymentRefusal } from '../domain/payment-intent.ts'
import { cancelPayment } from './partner-cancel.ts'
import { checkAccount } from './partner-check.ts'
import { fitsBilling, type PartnerDesk, type PartnerRequest } from './partner-desk.ts'
import { findPayment } from './partner-find.ts'
import { isHeldOf, pay } from './partner-pay.ts'
import { type RegistryPage, type RegistrySummary, readRegistryPage, summarizeRegistry } from './partner-registry.ts'
import type { RegistryPart } from './register-form.ts'
import { type SubmitRegistryVerdict, submitRegistry } from './register-submit.ts'

/** A payment of a partner, with the cancellation that stands against it. */
export interface PartnerPayment {
  readonly intent: Intent
  /** Done, or on its way; null also when all that were tried were refused. */
  readonly cancellation: Intent | null
}

export interface PayInput {
  readonly externalId: string
  readonly accountNumber: string
  readonly amount: Money
  /**
   * When the payer paid, in milliseconds since the epoch; null when the partner does not say. What is no time at all speaks
   * against a new payment only.
   */
  readonly paidAt: number | 'unusable' | null
}

/** An input field whose value cannot be used. */
export type PayField = 'externalId' | 'accountNumber' | 'amount' | 'paidAt'

export type PayRefusal =
  | AmountRefusal
  | 'DAY_LIMIT_REACHED'
  | 'TOO_MANY_PAYMENTS'
  | Exclude<PaymentRefusal, 'PAYMENT_NOT_FOUND' | 'ALREADY_SPENT' | 'TOO_LATE'>
  | 'INVALID_VALUE'
  | 'BILLING_UNAVAILABLE'
  | 'OVERLOADED'
  | 'TOO_MANY_TRIES'

export type PayVerdict =
  /** The money is on the account, or was: the payment says whether it has been canceled since. */
  | { readonly kind: 'accepted'; readonly payment: PartnerPayment }
  /** Durable, and not decided yet. */
  | { readonly kind: 'pending'; readonly payment: PartnerPayment }
  /** Nothing was paid. Without a payment nothing was accepted either, and the same id is free. */
  | {
      readonly kind: 'refused'
      readonly reason: PayRefusal
      readonly retryable: boolean
      readonly field: PayField | null
      readonly payment: PartnerPayment | null
    }
  /** The id was used for something else: for `payment`, when that is the partner's own. */
  | { readonly kind: 'conflict'; readonly payment: PartnerPayment | null }

export interface CancelInput {
  /** Of the payment. */
  readonly externalId: string
  /** Of this cancellation. */
  readonly idempotencyKey: string
  readonly reason: CancelReason | null
}

export type CancelReason = 'PAYER_ASKED' | 'WRONG_ACCOUNT' | 'WRONG_AMOUNT' | 'TECHNICAL_FAILURE'

export type CancelRefusal =
  | Extract<PaymentRefusal, 'PAYMENT_NOT_FOUND' | 'ALREADY_SPENT' | 'TOO_LATE' | 'CLOSED_BY_OPERATOR'>
  | 'INVALID_VALUE'
  | 'PAYMENT_PENDING'
  | 'PAYMENT_NOT_DONE'
  | 'NOT_SUPPORTED'
  | 'OVERLOADED'

export type CancelVerdict =
  | { readonly kind: 'canceled'; readonly payment: PartnerPayment }
  | { readonly kind: 'pending'; readonly payment: PartnerPayment }
  | {
      readonly kind: 'refused'
      readonly reason: CancelRefusal
      readonly retryable: boolean
      readonly field: 'externalId' | 'idempotencyKey' | null
      readonly payment: PartnerPayment | null
    }
  | { readonly kind: 'conflict'; readonly payment: PartnerPayment | null }

export type CheckVerdict =
  | {
      readonly kind: 'payable'
      readonly accountNumber: string
      /** Masked; null when the billing has none or could not tell. */
      readonly payerName: string | null
      /** Null when nothing needs to be paid, or when that could not be found out. */
      readonly recommendedAmount: Money | null
    }
  | {
      readonly kind: 'refused'
      readonly reason:
        | 'INVALID_VALUE'
        | 'ACCOUNT_NOT_FOUND'
        | 'ACCOUNT_CLOSED'
        | 'TOO_MANY_TRIES'
        | 'BILLING_UNAVAILABLE'
      readonly retryable: boolean
      readonly retryAfterSeconds: number | null
    }

/**
 * What a partner can do with payments. Every method rejects with a StoreError when the store does not answer; for `pay` and
 * `cancelPayment` nobody knows then whether the order became durable, and the same order again tells.
 */
export interface PartnerPayments {
  checkAccount(accountNumber: string, request: PartnerRequest): Promise<CheckVerdict>
  pay(input: PayInput, request: PartnerRequest): Promise<PayVerdict>
  cancelPayment(input: CancelInput, request: PartnerRequest): Promise<CancelVerdict>
  /** Whether a payment can have this id: of the right form, and not too long for what the billing keeps of it. */
  fits(externalId: string, request: PartnerRequest): boolean
  /** Whether the billing has a payment under the id that the gateway has never heard of. Never where it cannot be asked. */
  isHeld(
    payment: Pick<PayInput, 'externalId' | 'accountNumber'>,
    request: PartnerRequest,
  ): Promise<boolean | 'unavailable'>
  /** The partner's own payment; somebody else's is as absent as one that does not exist. */
  findPayment(externalId: string, request: PartnerRequest): Promise<PartnerPayment | null>
  /** The payments that were accepted on a day, in the order of acceptance. */
  readRegistryPage(
    page: { readonly date: string; readonly first: number; readonly afterId: string | null },
    request: PartnerRequest,
  ): Promise<RegistryPage>
  /** Of the whole day; null when it has more payments than can be summed up at once. */
  summarizeRegistry(date: string, request: PartnerRequest): Promise<RegistrySummary | null>
  submitRegistry(part: RegistryPart, request: PartnerRequest): Promise<SubmitRegistryVerdict>
}

/** The rest of an operation's time is for finding the account before, and for writing the answer after. */
const WAIT_SHARE = 0.7

export function createPartnerPayments({
  operationTimeoutMs,
  ...given
}: Omit<PartnerDesk, 'waitMs'> & { readonly operationTimeoutMs: number }): PartnerPayments {
  const desk = { ...given, waitMs: operationTimeoutMs * WAIT_SHARE }
  return {
    checkAccount: (accountNumber, request) => checkAccount(desk, accountNumber, request),
    pay: (input, request) => pay(desk, input, request),
    cancelPayment: (input, request) => cancelPayment(desk, input, request),
    fits: (externalId, { partner }) => fitsBilling(desk, partner, externalId),
    isHeld: (payment, request) => isHeldOf(desk, payment, request),
    findPayment: (externalId, request) => findPayment(desk, externalId, request),
    readRegistryPage: (page, request) => readRegistryPage(desk, page, request),
    summarizeRegistry: (date, request) => summarizeRegistry(desk, date, request),
    submitRegistry: (part, request) => submitRegistry(desk, part, request),
  }
}
