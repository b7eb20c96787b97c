/** A currency by its ISO 4217 alphabetic code. The gateway knows the currencies whose minor unit is a hundredth. */
export type Currency = 'RUB' | 'USD' | 'EUR'

/** Money is whole minor units (kopecks) with a currency. No float ever holds money. */
export interface Money {
  readonly minorUnits: bigint
  readonly currency: Currency
}

/** Why a text is not an amount; `text` is the refused input. */
export class MoneyError extends Error {
  override readonly name = 'MoneyError'
}

const DECIMAL = /^(?<sign>-?)(?<whole>\d{1,15})(?:\.(?<fraction>\d+))?$/

/** Digits after the point beyond which a difference is binary noise of a double, not money: below 1e-6 of a unit. */
const NOISE_FREE_DIGITS = 6

/**
 * Reads a decimal text of at most two decimals ("600.45", "-550", "0"). Exponents, commas, plus signs, blanks and a
 * third decimal are refused with a MoneyError.
 */
export function parseMoney(text: string, currency: Currency): Money {
  const { sign, whole, fraction } = decimalParts(text)
  if (fraction.length > 2) throw new MoneyError(`More than two decimals: ${quote(text)}`)
  return money(sign, whole, fraction.padEnd(2, '0'), currency)
}

/**
 * Reads an amount as an old billing prints it: a shortest decimal text of a double. Binary noise below 1e-6
 * (600.45000000000005, 50.449999999999996) is snapped to the nearest hundredth by string arithmetic; a real fraction
 * of a minor unit (0.005) is a MoneyError. `onNoise` hears of each snapped amount, so that it can be counted.
 */
export function readLegacyMoney(text: string, currency: Currency, onNoise?: () => void): Money {
  const { sign, whole, fraction } = decimalParts(text)
  if (fraction.length <= 2) return money(sign, whole, fraction.padEnd(2, '0'), currency)
  const significant = fraction.slice(2, NOISE_FREE_DIGITS)
  if (/^0+$/.test(significant) && fraction.length > NOISE_FREE_DIGITS) {
    onNoise?.()
    return money(sign, whole, fraction.slice(0, 2), currency)
  }
  if (/^9+$/.test(significant) && significant.length === NOISE_FREE_DIGITS - 2 && fraction.length > NOISE_FREE_DIGITS) {
    onNoise?.()
    const { minorUnits } = money('', whole, fraction.slice(0, 2), currency)
    return { minorUnits: sign === '-' ? -(minorUnits + 1n) : minorUnits + 1n, currency }
  }
  if (/^0+$/.test(fraction.slice(2))) return money(sign, whole, fraction.slice(0, 2), currency)
  throw new MoneyError(`A fraction of a minor unit: ${quote(text)}`)
}

/** The decimal text of an amount, always with two decimals: "600.45", "-0.05". */
export function formatMoney({ minorUnits }: Money): string {
  const absolute = minorUnits < 0n ? -minorUnits : minorUnits
  const digits = absolute.toString().padStart(3, '0')
  return `${minorUnits < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

export function addMoney(left: Money, right: Money): Money {
  if (left.currency !== right.currency) throw new MoneyError(`${left.currency} cannot be added to ${right.currency}`)
  return { minorUnits: left.minorUnits + right.minorUnits, currency: left.currency }
}

function decimalParts(text: string): { sign: string; whole: string; fraction: string } {
  const groups = DECIMAL.exec(text)?.groups
  if (!groups) throw new MoneyError(`Not a decimal amount: ${quote(text)}`)
  return { sign: groups['sign'] ?? '', whole: groups['whole'] ?? '', fraction: groups['fraction'] ?? '' }
}

function money(sign: string, whole: string, hundredths: string, currency: Currency): Money {
  const absolute = BigInt(whole + hundredths)
  return { minorUnits: sign === '-' ? -absolute : absolute, currency }
}

/** Refused input is shown shortened: it may be a page of HTML. */
function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
}
