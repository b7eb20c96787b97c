import { addMoney, type Money, zeroMoney } from '../domain/money.ts'
import type { Partner } from '../domain/partner.ts'
import type { Intent } from '../domain/payment-intent.ts'
import { rangeOfDay } from './day.ts'
import { type PartnerDesk, type PartnerRequest, principalOf } from './partner-desk.ts'
import { isCanceled, withCancellations } from './partner-find.ts'
import type { PartnerPayment } from './partner-payments.ts'
import { hashRegister } from './register-form.ts'

export interface RegistryPage {
  readonly payments: readonly PartnerPayment[]
  readonly hasMore: boolean
}

interface RegistryTotal {
  readonly count: number
  readonly amount: Money
}

export interface RegistrySummary {
  /** On the accounts, and not canceled. */
  readonly done: RegistryTotal
  readonly canceled: RegistryTotal
  readonly rejected: RegistryTotal
  readonly pending: RegistryTotal
  /** Of what is done, as a register with the same rows has it. */
  readonly sha256: string
}

/** The most payments of one day that are summed up for one question. */
export const MAX_DAY_PAYMENTS = 100_000
const BATCH = 1_000

export async function readRegistryPage(
  desk: PartnerDesk,
  { date, first, afterId }: { date: string; first: number; afterId: string | null },
  { partner }: PartnerRequest,
): Promise<RegistryPage> {
  const intents = await listDay(desk, partner, { date, afterId, limit: first + 1 })
  return {
    payments: await withCancellations(desk, intents.slice(0, first)),
    hasMore: intents.length > first,
  }
}

export async function summarizeRegistry(
  desk: PartnerDesk,
  date: string,
  { partner, call }: PartnerRequest,
): Promise<RegistrySummary | null> {
  const none: RegistryTotal = { count: 0, amount: zeroMoney(partner.limits.minAmount.currency) }
  const totals = { done: none, canceled: none, rejected: none, pending: none }
  const counted: Intent[] = []
  let seen = 0
  for await (const payments of eachBatch(desk, partner, date)) {
    call.signal.throwIfAborted()
    seen += payments.length
    if (seen > MAX_DAY_PAYMENTS) return null
    for (const payment of payments) {
      const standing = standingOf(payment)
      totals[standing] = add(totals[standing], payment.intent.amount)
      if (standing === 'done') counted.push(payment.intent)
    }
  }
  return { ...totals, sha256: hashRegister(counted) }
}

/** All payments that were accepted on a day, in batches. */
export async function* eachBatch(
  desk: PartnerDesk,
  partner: Partner,
  date: string,
): AsyncGenerator<readonly PartnerPayment[]> {
  let afterId: string | null = null
  for (;;) {
    const intents: readonly Intent[] = await listDay(desk, partner, { date, afterId, limit: BATCH })
    if (intents.length > 0) yield await withCancellations(desk, intents)
    const last = intents.at(-1)
    if (last === undefined || intents.length < BATCH) return
    afterId = last.id
  }
}

function listDay(
  { store, timeZone }: PartnerDesk,
  partner: Partner,
  { date, afterId, limit }: { date: string; afterId: string | null; limit: number },
): Promise<readonly Intent[]> {
  const { from, to } = rangeOfDay(date, timeZone)
  return store.intents.list({ principal: principalOf(partner), kind: 'PAYMENT', from, to, afterId, limit })
}

function standingOf(payment: PartnerPayment): 'done' | 'canceled' | 'rejected' | 'pending' {
  switch (payment.intent.state) {
    case 'DONE':
      return isCanceled(payment) ? 'canceled' : 'done'
    case 'REJECTED':
      return 'rejected'
    case 'ACCEPTED':
    case 'SENDING':
    case 'UNKNOWN':
    case 'OPERATOR':
      return 'pending'
  }
}

function add({ count, amount }: RegistryTotal, more: Money): RegistryTotal {
  return { count: count + 1, amount: addMoney(amount, more) }
}
