import { addMonths, dayOfMonth, daysInMonth } from './calendar.ts'

/**
 * The business rules of the books, pure; the seeded history and the running clock obey the same ones.
 *
 * - On the first of a month every active service is charged for the month that has just ended. One connected in that
 *   month pays for the days from its connection on.
 * - An account below minus its credit limit after that is suspended, with its active services. Suspended, frozen and
 *   closed services are not charged.
 * - A suspended account is restored by a payment that pays the whole debt (a balance of zero or more): the credit
 *   limit is a favour to those who are served, not to those who were cut off.
 * - A payment can be canceled for three days, unless the account would be left below minus its credit limit.
 */
export interface Totals {
  readonly paidTotal: bigint
  readonly chargedTotal: bigint
  /** What counts as money for services alone, until a promise ends. */
  readonly promised?: bigint
}

export const KIND = { internet: 1, cable: 2, digital: 3, iptv: 4, mix: 5, extra: 6, video: 7, intercom: 8 } as const

export const STATE = { active: 0, suspended: 1, frozen: 2, pending: 3, closed: 9 } as const

/** A service as its tariff has it. */
export const AS_TARIFF_HAS_IT = { speed: 0, channels: 0, optionsFee: 0n, frozenFrom: null, frozenUntil: null } as const

/** What a service owes for the month that begins at `month`; 0 when it was connected later. Half a kopeck rounds up. */
export function monthlyCharge(service: { fee: bigint; connectedAt: number | null }, month: number): bigint {
  if (service.connectedAt === null || service.connectedAt <= month) return service.fee
  if (service.connectedAt >= addMonths(month, 1)) return 0n
  const days = BigInt(daysInMonth(month))
  const served = days - BigInt(dayOfMonth(service.connectedAt)) + 1n
  return (2n * service.fee * served + days) / (2n * days)
}

export function balanceOf({ paidTotal, chargedTotal }: Totals): bigint {
  return paidTotal - chargedTotal
}

function serviceBalanceOf(account: Totals): bigint {
  return balanceOf(account) + (account.promised ?? 0n)
}

export function mustSuspend(account: Totals & { creditLimit: bigint; state: number }): boolean {
  return account.state === STATE.active && serviceBalanceOf(account) < -account.creditLimit
}

export function mayRestore(account: Totals & { state: number }): boolean {
  return account.state === STATE.suspended && serviceBalanceOf(account) >= 0n
}

/** How long a payment can be canceled. */
export const CANCELABLE_MS = 3 * 86_400_000

export function isSpent(account: Totals & { creditLimit: bigint }, amount: bigint): boolean {
  return balanceOf(account) - amount < -account.creditLimit
}

/** What a payment must at least be to end the suspension by `mayRestore`; 0 when there is none to end. */
export function amountToRestore(account: Totals & { state: number }): bigint {
  const balance = serviceBalanceOf(account)
  return account.state === STATE.suspended && balance < 0n ? -balance : 0n
}

/**
 * Whether a service of one kind may be changed to a tariff of another: internet and mixes into each other, and so all
 * kinds of television. An extra is connected and disconnected, never changed.
 */
export function mayBecome(kind: number, other: number): boolean {
  return INTERCHANGEABLE.some((kinds) => kinds.includes(kind) && kinds.includes(other))
}

const INTERCHANGEABLE: readonly (readonly number[])[] = [
  [KIND.internet, KIND.mix],
  [KIND.cable, KIND.digital, KIND.iptv],
  [KIND.video],
  [KIND.intercom],
]

/** What a charge says of itself. */
export function chargeDescription(tariffName: string, period: string): string {
  return `${tariffName}, ${period}`
}
