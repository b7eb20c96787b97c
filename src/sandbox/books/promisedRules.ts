import { DAY_MS } from './calendar.ts'
import { balanceOf, STATE } from './rules.ts'
import type { AccountRow } from './types.ts'

/**
 * The rules of promised payments, pure.
 *
 * - It is offered to an account in debt that is served or suspended, once in thirty days, when the debt is not too large.
 * - The sum is chosen between what brings services back, the fee included, and a fixed maximum.
 * - It counts as money for services until its term ends, or until the debt is paid; it is no payment and in no statement.
 *   Its fee is charged at once, and is.
 */
export const PROMISE = {
  termDays: 5,
  fee: 30_00n,
  /** Sums begin at whole tens of roubles. */
  step: 10_00n,
  maxAmount: 3_000_00n,
  pauseMs: 30 * DAY_MS,
} as const

/** 1 runs, 2 the debt was paid, 3 its term has ended. */
export const PROMISE_STATUS = { active: 1, paid: 2, expired: 3 } as const

/** Why there is no offer; 0 says that there is one. */
export const PROMISE_REASON = { offered: 0, noDebt: 1, active: 2, tooSoon: 3, notOffered: 4, closed: 5 } as const

export interface PromiseOffer {
  readonly soapId: number
  /** One of PROMISE_REASON. */
  readonly reason: number
  readonly minAmount: bigint
  readonly maxAmount: bigint
  readonly fee: bigint
  readonly termDays: number
  /** When the next one may be taken; null unless it is too soon. */
  readonly nextAt: number | null
}

type Debtor = Pick<AccountRow, 'soapId' | 'state' | 'paidTotal' | 'chargedTotal'>

/** `lastTakenAt` is null for an account that never took one. */
export function offerOf(
  account: Debtor,
  { isActive, lastTakenAt, now }: { isActive: boolean; lastTakenAt: number | null; now: number },
): PromiseOffer {
  const { step, fee, maxAmount, termDays, pauseMs } = PROMISE
  const debt = -balanceOf(account)
  const minAmount = ((debt + fee + step - 1n) / step) * step
  const nextAt = lastTakenAt === null ? null : lastTakenAt + pauseMs
  const isTooSoon = nextAt !== null && now < nextAt
  const reason = reasonOf({ account, debt, isActive, isTooSoon, isTooMuch: minAmount > maxAmount })
  const none = { soapId: account.soapId, reason, fee: 0n, termDays: 0, minAmount: 0n, maxAmount: 0n }
  if (reason !== PROMISE_REASON.offered) return { ...none, nextAt: reason === PROMISE_REASON.tooSoon ? nextAt : null }
  return { soapId: account.soapId, reason, minAmount, maxAmount, fee, termDays, nextAt: null }
}

function reasonOf(known: {
  account: Debtor
  debt: bigint
  isActive: boolean
  isTooSoon: boolean
  isTooMuch: boolean
}): number {
  const { account, debt, isActive, isTooSoon, isTooMuch } = known
  if (account.state === STATE.closed) return PROMISE_REASON.closed
  if (isActive) return PROMISE_REASON.active
  if (debt <= 0n) return PROMISE_REASON.noDebt
  if (isTooSoon) return PROMISE_REASON.tooSoon
  const isServed = account.state === STATE.active || account.state === STATE.suspended
  return isServed && !isTooMuch ? PROMISE_REASON.offered : PROMISE_REASON.notOffered
}
