import { type Currency, type Money, readLegacyMoney } from '../../domain/money.ts'
import { malformed } from '../transport/answer.ts'
import type { OnOddity } from './oddity.ts'

/** What every reader of this billing needs to know besides the answer. */
export interface ReadContext {
  /** IANA zone of the billing's dates, which carry none. */
  readonly timeZone: string
  /** The one currency that the billing keeps accounts in. */
  readonly currency: Currency
  readonly onOddity: OnOddity
}

/** An amount as the billing prints it; noise is snapped and counted. */
export function readAmount(text: string, field: string, { currency, onOddity }: ReadContext): Money {
  return readLegacyMoney(text, currency, () => onOddity({ kind: 'money_noise', field, code: null }))
}

/** Refuses a row in another currency: its digits would mean something else. */
export function assertCurrency(code: string, { currency }: ReadContext): void {
  if (code !== currency) throw malformed('currency: not the one configured')
}

/**
 * Rows by key. Rows that were not asked for are left out; of several rows with one key the first counts, and both are
 * oddities.
 */
export function indexRows<T>(
  rows: readonly T[],
  options: { readonly asked: ReadonlySet<string>; readonly field: string; readonly onOddity: OnOddity },
  key: (row: T) => string,
): Map<string, T> {
  const { asked, field, onOddity } = options
  const byKey = new Map<string, T>()
  for (const row of rows) {
    const id = key(row)
    if (!asked.has(id)) onOddity({ kind: 'foreign_row', field, code: null })
    else if (byKey.has(id)) onOddity({ kind: 'duplicate_row', field, code: null })
    else byKey.set(id, row)
  }
  return byKey
}
