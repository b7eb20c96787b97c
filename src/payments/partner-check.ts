import { maskName } from '../domain/masked-name.ts'
import { isAccountNumber, type PartnerDesk, type PartnerRequest } from './partner-desk.ts'
import type { CheckVerdict } from './partner-payments.ts'
import { giveBackMiss, takeMiss, takeTry } from './partner-tries.ts'
import { readOne, recommendAmount } from './recommended-amount.ts'

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
    recommendAmount(desk.billing, account, call),
  ])
  const payerName = profile === null || profile === 'failed' ? null : maskName(profile)
  return { kind: 'payable', accountNumber, payerName, recommendedAmount }
}

function refuse(reason: Refused['reason'], retryAfterSeconds: number | null = null): Refused {
  const retryable = reason === 'BILLING_UNAVAILABLE' || reason === 'TOO_MANY_TRIES'
  return { kind: 'refused', reason, retryable, retryAfterSeconds }
}
