import type { BillingSystem } from '../../src/billing/port.ts'
import type { PaymentOrder, Posting, PostVerdict } from '../../src/billing/posting-port.ts'
import type { Currency } from '../../src/domain/money.ts'
import type { PaymentMethod } from '../../src/domain/payment.ts'
import { readOne } from './kit.ts'
import { type ConformanceSubject, call, writingCall } from './subject.ts'
import type { TruePayment } from './truth.ts'

export interface OrderFields {
  readonly minorUnits?: bigint
  readonly currency?: Currency
  readonly method?: PaymentMethod
  readonly paidAt?: number | null
}

/** An order of ten roubles, or dollars. */
export function paymentOrder(
  subject: ConformanceSubject,
  payer: { readonly id: string; readonly reference: string },
  fields: OrderFields = {},
): PaymentOrder {
  return {
    accountId: payer.id,
    amount: { minorUnits: fields.minorUnits ?? 1000n, currency: fields.currency ?? subject.currency },
    reference: payer.reference,
    method: fields.method ?? 'TERMINAL',
    paidAt: fields.paidAt ?? null,
  }
}

export function post(
  subject: ConformanceSubject,
  payer: { readonly id: string; readonly reference: string },
  fields: OrderFields = {},
): Promise<PostVerdict> {
  return subject.billing.postings.postPayment(paymentOrder(subject, payer, fields), writingCall())
}

/** Posts it, and fails when it was not. Answers the payment's id. */
export async function posted(
  subject: ConformanceSubject,
  payer: { readonly id: string; readonly reference: string },
  fields: OrderFields = {},
): Promise<string> {
  const verdict = await post(subject, payer, fields)
  if (verdict.kind !== 'posted') throw new Error(`not posted: ${JSON.stringify(verdict)}`)
  return verdict.payment.id
}

export async function findPostings(
  subject: ConformanceSubject,
  payer: { readonly id: string; readonly reference: string },
  { system = subject.billing, after = null }: { system?: BillingSystem; after?: string | null } = {},
): Promise<readonly Posting[]> {
  const since = (await subject.now()) - 3_600_000
  const key = { accountId: payer.id, reference: payer.reference, since, after }
  return readOne(system.postings.findPostings([key], call()), key)
}

/** The payments of an account that carry the reference, as the books have them, oldest first. */
export async function rowsOf(
  { books }: { readonly books: Required<Pick<ConformanceSubject['books'], 'payments'>> },
  payer: { readonly id: string; readonly reference: string },
): Promise<readonly TruePayment[]> {
  const rows = await books.payments(payer.id)
  return rows.filter(({ externalId, comment }) => [externalId, comment].includes(payer.reference)).toReversed()
}
