/** A currency by its ISO 4217 alphabetic code. The gateway knows the currencies whose minor unit is a hundredth. */
export const CURRENCIES = ['RUB', 'USD', 'EUR'] as const

export type Currency = (typeof CURRENCIES)[number]

/** Money is whole minor units (kopecks) with a currency. No float ever holds money. */
export interface Money {
  readonly minorUnits: bigint
  readonly currency: Currency
}

/** Why a text is not an amount. */
export class MoneyError extends Error {
  override readonly name = 'MoneyError'
}

const DECIMAL = /^(?<sign>-?)(?<whole>\d{1,15})(?:\.(?<fraction>\d{1,40}))?$/

/** Digits after the point beyond which a difference is binary noise of a double, not money: below 1e-6 of a unit. */
const NOISE_FREE_DIGITS = 6

/** What is left of a sum of doubles that should be zero. Programs print numbers below 1e-6, and only those, like this. */
const TINY = /^-?[1-9](?:\.\d{1,17})?[eE]-(?:0?[7-9]|[1-9]\d|[12]\d\d|3[0-2]\d)$/

/**
 * Reads a decimal text of at most two decimals ("600.45", "-550", "0"). Exponents, commas, plus signs, blanks and a
 * third decimal are refused with a MoneyError.
 */
export function parseMoney(text: string, currency: Currency): Money {
  const { sign, whole, fraction } = decimalParts(text)
  if (fraction.length > 2) throw new MoneyError(`More than two decimals: ${quote(text)}`)
  return { minorUnits: signed(sign, BigInt(whole + fraction.padEnd(2, '0'))), currency }
}

/**
 * Reads an amount as an old billing prints it: the decimal text of a double. Binary noise below 1e-6
 * (600.45000000000005, 50.449999999999996, 5.551115123125783e-17) is snapped to the nearest hundredth by string
 * arithmetic; a real fraction of a minor unit (0.005), a comma and any other exponent (1e3) are a MoneyError. `onNoise`
 * hears of each snapped amount, so that it can be counted.
 */
export function readLegacyMoney(text: string, currency: Currency, onNoise?: () => void): Money {
  const plain = readPlainAmount(text)
  if (plain !== null) return { minorUnits: plain, currency }
  if (TINY.test(text)) {
    onNoise?.()
    return { minorUnits: 0n, currency }
  }
  const { sign, whole, fraction } = decimalParts(text)
  const significant = fraction.replace(/0+$/, '')
  const kept = BigInt(whole + significant.slice(0, 2).padEnd(2, '0'))
  if (significant.length <= 2) return { minorUnits: signed(sign, kept), currency }
  const head = significant.slice(2, NOISE_FREE_DIGITS)
  const isNoise = significant.length > NOISE_FREE_DIGITS && (head === '0000' || head === '9999')
  if (!isNoise) throw new MoneyError(`A fraction of a minor unit: ${quote(text)}`)
  onNoise?.()
  return { minorUnits: signed(sign, head === '0000' ? kept : kept + 1n), currency }
}

/**
 * The minor units of a double that is printed with two decimals at most: it is the double nearest to that decimal, and no other decimal of
 * fifteen digits has the same. Null for every other double.
 */
export function readExactAmount(value: number): bigint | null {
  const units = Math.round(value * 100)
  return units / 100 === value && Math.abs(units) < FIFTEEN_DIGITS ? BigInt(units) : null
}

const FIFTEEN_DIGITS = 1e15

/**
 * The minor units of an amount as nearly all are printed: no sign, at most seven digits and two decimals. Null for every
 * other text, good or bad. What is counted up here stays below 2^30, which the engine keeps as a whole number.
 */
function readPlainAmount(text: string): bigint | null {
  const { length } = text
  let units = 0
  let point = length
  for (let at = 0; at < length; at += 1) {
    const character = text.charCodeAt(at)
    if (character >= ZERO && character <= NINE) units = units * 10 + (character - ZERO)
    else if (character === POINT && point === length) point = at
    else return null
    if (at - point > 2) return null
  }
  if (point === 0 || point > PLAIN_DIGITS || point === length - 1) return null
  const decimals = point === length ? 0 : length - point - 1
  return BigInt(units * (HUNDREDTHS[decimals] ?? 1))
}

const PLAIN_DIGITS = 7
const POINT = 0x2e
const ZERO = 0x30
const NINE = 0x39
/** What makes hundredths of units, tenths and hundredths. */
const HUNDREDTHS = [100, 10, 1]

/** The decimal text of an amount, always with two decimals: "600.45", "-0.05". */
export function formatMoney({ minorUnits }: Money): string {
  const units = Number(minorUnits)
  if (units < -MAX_PLAIN_UNITS || units > MAX_PLAIN_UNITS) return formatLarge(minorUnits)
  const absolute = Math.abs(units)
  const whole = Math.trunc(absolute / 100)
  const text = `${whole}${DECIMALS[absolute - whole * 100] ?? ''}`
  return units < 0 ? `-${text}` : text
}

/** Up to here amounts are small whole numbers for the engine, whose texts cost little. */
const MAX_PLAIN_UNITS = 1_000_000_000
/** ".00" to ".99". */
const DECIMALS = Array.from({ length: 100 }, (_, hundredths) => `.${String(hundredths).padStart(2, '0')}`)

function formatLarge(minorUnits: bigint): string {
  const absolute = minorUnits < 0n ? -minorUnits : minorUnits
  const digits = absolute.toString()
  return `${minorUnits < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

export function addMoney(left: Money, right: Money): Money {
  if (left.currency !== right.currency) throw new MoneyError(`${left.currency} cannot be added to ${right.currency}`)
  return { minorUnits: left.minorUnits + right.minorUnits, currency: left.currency }
}

export function subtractMoney(left: Money, right: Money): Money {
  return addMoney(left, { minorUnits: -right.minorUnits, currency: right.currency })
}

export function zeroMoney(currency: Currency): Money {
  return { minorUnits: 0n, currency }
}

function decimalParts(text: string): { sign: string; whole: string; fraction: string } {
  const groups = DECIMAL.exec(text)?.groups
  if (!groups) throw new MoneyError(`Not a decimal amount: ${quote(text)}`)
  return { sign: groups['sign'] ?? '', whole: groups['whole'] ?? '', fraction: groups['fraction'] ?? '' }
}

function signed(sign: string, absolute: bigint): bigint {
  return sign === '-' ? -absolute : absolute
}

/** Refused input is shown shortened: it may be a page of HTML. */
function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
}

export function isSameMoney(one: Money, other: Money): boolean {
  return one.minorUnits === other.minorUnits && one.currency === other.currency
}
