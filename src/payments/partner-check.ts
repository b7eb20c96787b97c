import { BillingError } from '../billing/error.ts'
import type { Bulk } from '../billing/port.ts'
import type { Account } from '../domain/account.ts'
import { maskName } from '../domain/masked-name.ts'
import type { Money } from '../domain/money.ts'
import { isAccountNumber, type PartnerDesk, type PartnerRequest } from './partner-desk.ts'
import type { CheckVerdict } from './partner-payments.ts'
import { giveBackMiss, takeMiss, takeTry } from './partner-tries.ts'

type Refused = Extract<CheckVerdict, { kind: 'refused' }>

/** Payers check more often than they pay. */
const CHECKS_PER_PAYMENT = 3
const CHECK_WINDOW_MS = 60_000

/**
 * Whether an account can be paid to, and what a payer may see of it. Each number counts as a miss until it is found: who has
 * had too many of them is told nothing more, hit or miss.
 */
export async function checkAccount(
  desk: PartnerDesk,
  accountNumber: string,
  request: PartnerRequest,
): Promise<CheckVerdict> {
  if (!isAccountNumber(accountNumber)) return refuse('INVALID_VALUE')
  const { partner, call } = request
  const max = partner.limits.maxPaymentsPerMinute * CHECKS_PER_PAYMENT
  const rate = await takeTry(desk, request, { what: 'check', windowMs: CHECK_WINDOW_MS, max })
  if (rate.kind === 'too_many') return refuse('TOO_MANY_TRIES', rate.retryAfterSeconds)
  const miss = await takeMiss(desk, request)
  if (miss.kind === 'too_many') return refuse('TOO_MANY_TRIES', miss.retryAfterSeconds)
  const account = await readOne(() => desk.billing.accounts.findAccountsByNumber([accountNumber], call), accountNumber)
  if (account !== null) await giveBackMiss(desk, request, miss)
  if (account === 'failed') return refuse('BILLING_UNAVAILABLE')
  if (account === null) return refuse('ACCOUNT_NOT_FOUND')
  if (account.status === 'TERMINATED') return refuse('ACCOUNT_CLOSED')
  const [profile, recommendedAmount] = await Promise.all([
    readOne(() => desk.billing.profiles.findProfiles([account.id], call), account.id),
    recommend(desk, account, request),
  ])
  const payerName = profile === null || profile === 'failed' ? null : maskName(profile)
  return { kind: 'payable', accountNumber, payerName, recommendedAmount }
}

/** What ends a suspension for debt; otherwise what next month's fees lack. */
async function recommend({ billing }: PartnerDesk, account: Account, { call }: PartnerRequest): Promise<Money | null> {
  const { amountToRestore, balance } = account
  if (amountToRestore !== null && amountToRestore.minorUnits > 0n) return amountToRestore
  if (!billing.capabilities.services || !billing.capabilities.tariffs) return null
  const services = await readOne(() => billing.services.listServices([account.id], call), account.id)
  if (services === null || services === 'failed') return null
  const charged = services.filter(({ status }) => status === 'ACTIVE' || status === 'SUSPENDED_FOR_DEBT')
  const tariffs = await readAll(() =>
    billing.tariffs.findTariffs([...new Set(charged.map(({ tariffId }) => tariffId))], call),
  )
  let lacking = -balance.amount.minorUnits
  for (const { tariffId } of charged) {
    const tariff = tariffs?.get(tariffId)
    if (tariff === undefined || tariff instanceof BillingError) return null
    lacking += tariff.monthlyFee.minorUnits
  }
  return lacking > 0n ? { minorUnits: lacking, currency: balance.amount.currency } : null
}

async function readOne<V>(read: () => Promise<Bulk<string, V>>, key: string): Promise<V | null | 'failed'> {
  const found = await readAll(read)
  const value = found === null ? 'failed' : (found.get(key) ?? null)
  return value instanceof BillingError ? 'failed' : value
}

/** Null when the billing did not answer. */
async function readAll<V>(read: () => Promise<Bulk<string, V>>): Promise<Bulk<string, V> | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof BillingError) return null
    throw error
  }
}

function refuse(reason: Refused['reason'], retryAfterSeconds: number | null = null): Refused {
  const retryable = reason === 'BILLING_UNAVAILABLE' || reason === 'TOO_MANY_TRIES'
  return { kind: 'refused', reason, retryable, retryAfterSeconds }
}
