import { createHash } from 'node:crypto'
import { isDay } from '../domain/date.ts'
import { formatMoney } from '../domain/money.ts'
import type { Partner } from '../domain/partner.ts'
import type { RegisterRow } from '../store/register-types.ts'
import { dayOf, rangeOfDay } from './day.ts'
import { fitsBilling, isAccountNumber, type PartnerDesk } from './partner-desk.ts'

/** The register of a day, or one part of it. */
export interface RegistryPart {
  /** yyyy-MM-dd in the billing's zone: the day on which the payments were accepted. */
  readonly date: string
  /** 1 to `of`. */
  readonly part: number
  readonly of: number
  readonly rows: readonly RegisterRow[]
}

/** What fits into a request of 64 KB, however long the ids are. */
export const MAX_REGISTRY_ROWS = 400
const MAX_REGISTRY_PARTS = 100

/** Older days are closed: what was wrong with them is known by then. */
const MAX_AGE_MS = 62 * 86_400_000

/**
 * SHA-256, as hexadecimal text, over one line for each row: external id, account number and amount with two decimals, with
 * tabs between and a line feed after each line. The lines are sorted by external id, byte by byte.
 */
export function hashRegister(rows: readonly RegisterRow[]): string {
  const lines = rows.map(
    ({ externalId, accountNumber, amount }) => `${externalId}\t${accountNumber}\t${formatMoney(amount)}\n`,
  )
  return createHash('sha256').update(lines.toSorted(byFirstField).join('')).digest('hex')
}

/** A tab sorts before every character of an id, so that the order of the lines is that of the ids. */
function byFirstField(left: string, right: string): number {
  return left < right ? -1 : 1
}

/** The path of the first value that cannot be used, e.g. "rows.3.amount"; null when there is none. */
export function findUnusable(desk: PartnerDesk, partner: Partner, register: RegistryPart): string | null {
  const { date, part, of, rows } = register
  if (!isOpenDay(desk, date)) return 'date'
  if (of < 1 || of > MAX_REGISTRY_PARTS) return 'of'
  if (part < 1 || part > of) return 'part'
  if (rows.length > MAX_REGISTRY_ROWS) return 'rows'
  const seen = new Set<string>()
  for (const [place, { externalId, accountNumber, amount }] of rows.entries()) {
    if (seen.has(externalId) || !fitsBilling(desk, partner, externalId)) return `rows.${place}.externalId`
    if (!isAccountNumber(accountNumber)) return `rows.${place}.accountNumber`
    if (amount.minorUnits <= 0n) return `rows.${place}.amount`
    seen.add(externalId)
  }
  return null
}

function isOpenDay({ now, timeZone }: PartnerDesk, date: string): boolean {
  return isDay(date) && date <= dayOf(now(), timeZone) && now() - rangeOfDay(date, timeZone).from <= MAX_AGE_MS
}
