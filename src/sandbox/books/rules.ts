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
 */
export interface Totals {
  readonly paidTotal: bigint
  readonly chargedTotal: bigint
}

export const STATE = { active: 0, suspended: 1, frozen: 2, pending: 3, closed: 9 } as const

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

export function mustSuspend(account: Totals & { creditLimit: bigint; state: number }): boolean {
  return account.state === STATE.active && balanceOf(account) < -account.creditLimit
}

export function mayRestore(account: Totals & { state: number }): boolean {
  return account.state === STATE.suspended && balanceOf(account) >= 0n
}

/** What a charge says of itself. */
export function chargeDescription(tariffName: string, period: string): string {
  return `${tariffName}, ${period}`
}
