import type { Account } from '../../domain/account.ts'
import { isDay } from '../../domain/date.ts'
import { addMoney, type Currency, isSameMoney } from '../../domain/money.ts'
import type { Payment } from '../../domain/payment.ts'
import { compareIds } from '../adapter/context.ts'
import type { PaymentOrder, PostVerdict } from '../posting-port.ts'

// What values of the port have to be, whatever billing they come from. Each answers what is wrong, or null.

/** Which rule it is, for counting; and what is wrong, for whoever mends it. */
export interface Finding {
  readonly rule: 'OWN_ROWS' | 'EVERY_KEY' | 'ASKED_KEYS' | 'ERRORS' | 'MONEY' | 'VALUES' | 'PAGES' | 'ECHO'
  readonly what: string
}

/** What a value is that no judge can even read: something else than the port has there. */
export function judgeSafely(judge: () => Finding | null, value: unknown): Finding | null {
  if (value === null || value === undefined) return { rule: 'VALUES', what: `is ${String(value)}` }
  try {
    return judge()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { rule: 'VALUES', what: `is not what the port has there (${reason})` }
  }
}

/** Money in the one currency, numbers that are numbers and days that are days, however deep. */
export function judgeValue(value: unknown, currency: Currency, field = 'value'): Finding | null {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return { rule: 'VALUES', what: `${field} is ${value}` }
  }
  if (typeof value === 'string' && field.endsWith('On') && !isDay(value)) {
    return { rule: 'VALUES', what: `${field} is no day like 2026-11-28` }
  }
  if (value === undefined) return { rule: 'VALUES', what: `${field} is undefined; what is not there is null` }
  if (typeof value !== 'object' || value === null) return null
  if ('minorUnits' in value) return judgeMoney(value, currency, field)
  for (const [name, inner] of Object.entries(value)) {
    const found = judgeValue(inner, currency, Array.isArray(value) ? field : name)
    if (found !== null) return found
  }
  return null
}

function judgeMoney(value: { readonly minorUnits: unknown }, currency: Currency, field: string): Finding | null {
  if (typeof value.minorUnits !== 'bigint')
    return { rule: 'MONEY', what: `${field} has minor units that are no bigint` }
  if ('currency' in value && value.currency === currency) return null
  return { rule: 'MONEY', what: `${field} is not in ${currency}, the currency of the accounts` }
}

export function judgeAccount({ balance, amountToRestore }: Account): Finding | null {
  const { amount, credited, spent, creditLimit } = balance
  // Where the billing keeps no totals there is nothing to hold against each other.
  if (spent !== null && credited !== null && !isSameMoney(addMoney(amount, spent), credited)) {
    return { rule: 'MONEY', what: 'balance.amount is not credited − spent' }
  }
  if (creditLimit.minorUnits < 0n) return { rule: 'MONEY', what: 'balance.creditLimit is below zero' }
  if (amountToRestore !== null && amountToRestore.minorUnits <= 0n) {
    return { rule: 'MONEY', what: 'amountToRestore is not above zero; where nothing is to be paid it is null' }
  }
  return null
}

/** Rows that belong to an account, each there once. */
export function judgeOwnRows(
  rows: readonly { readonly id: string; readonly accountId: string }[],
  accountId: string,
): Finding | null {
  const foreign = rows.find((row) => row.accountId !== accountId)
  if (foreign !== undefined) {
    return { rule: 'OWN_ROWS', what: `${foreign.id} belongs to account ${foreign.accountId}, not to ${accountId}` }
  }
  return judgeOnce(rows.map(({ id }) => id))
}

export function judgeOnce(ids: readonly string[]): Finding | null {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  return twice === undefined ? null : { rule: 'VALUES', what: `${twice} is there twice` }
}

/** A page of records: no more than asked for, the newest first, and none from the pages before. */
export function judgePage(
  rows: readonly { readonly id: string }[],
  { first, before }: { readonly first: number; readonly before: string | null },
): Finding | null {
  if (rows.length > first) return { rule: 'PAGES', what: `${rows.length} rows where first is ${first}` }
  const ids = rows.map(({ id }) => id)
  if (!ids.every(isNumeric)) return null
  const chain = before !== null && isNumeric(before) ? [before, ...ids] : ids
  const late = chain.find((id, index) => index > 0 && compareIds(id, chain[index - 1] ?? '') >= 0)
  return late === undefined ? null : { rule: 'PAGES', what: `${late} comes after an older one: the newest come first` }
}

/** Of ids that are no numbers only the billing knows the order. */
function isNumeric(id: string): boolean {
  return /^[1-9]\d*$/.test(id)
}

const POST_VERDICTS: readonly string[] = ['posted', 'refused', 'duplicate']

/** A payment counts as posted only when the answer names what was asked for. */
export function judgePosted(verdict: PostVerdict, order: PaymentOrder): Finding | null {
  const { kind }: { readonly kind: string } = verdict
  if (!POST_VERDICTS.includes(kind)) return { rule: 'VALUES', what: `${kind}, which is no verdict of a payment` }
  if (verdict.kind !== 'posted') return null
  const { accountId, amount, externalId }: Payment = verdict.payment
  if (accountId !== order.accountId) return { rule: 'ECHO', what: 'posted, and the payment names another account' }
  if (!isSameMoney(amount, order.amount)) return { rule: 'ECHO', what: 'posted, and the payment names another amount' }
  if (externalId !== order.reference) return { rule: 'ECHO', what: 'posted, and the payment names another reference' }
  return null
}
