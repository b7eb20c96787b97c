import type { BillingSystem } from '../../src/billing/port.ts'
import type { PaymentOrder, Posting, PostVerdict } from '../../src/billing/posting-port.ts'
import type { Currency } from '../../src/domain/money.ts'
import type { PaymentMethod } from '../../src/domain/payment.ts'
import { readable } from '../support/readable.ts'
import { type PostingSubject, postingCall } from './posting-subject.ts'
import { call } from './subject.ts'

export interface OrderFields {
  readonly minorUnits?: bigint
  readonly currency?: Currency
  readonly method?: PaymentMethod
  readonly paidAt?: number | null
}

type Payer = Pick<Awaited<ReturnType<PostingSubject['openAccount']>>, 'id'>

export function refused(reason: string) {
  return { kind: 'refused', reason }
}

function order(account: Payer, reference: string, fields: OrderFields = {}): PaymentOrder {
  return {
    accountId: account.id,
    amount: { minorUnits: fields.minorUnits ?? 1000n, currency: fields.currency ?? 'RUB' },
    reference,
    method: fields.method ?? 'TERMINAL',
    paidAt: fields.paidAt ?? null,
  }
}

/** Shortest ways to order, post and look up a payment of ten roubles. */
export function createOrders(get: () => PostingSubject) {
  const post = (account: Payer, reference: string, fields: OrderFields = {}): Promise<PostVerdict> =>
    get().billing.postings.postPayment(order(account, reference, fields), postingCall())
  const find = async (
    account: Payer,
    reference: string,
    { system = get().billing, after = null }: { system?: BillingSystem; after?: string | null } = {},
  ): Promise<readonly Posting[]> => {
    const key = { accountId: account.id, reference, since: (await get().now()) - 3_600_000, after }
    const found = (await readable(system.postings.findPostings([key], call()))).get(key)
    if (found === undefined) throw new Error('no list')
    return found
  }
  return { order, post, find }
}
