// How the billing writes and reads JSON: a scalar that looks like a number is written as one, whatever it is meant to be.

/** A bigint is a sum of money in millionths of a unit. */
export type Json = string | number | bigint | boolean | undefined | readonly Json[] | { readonly [key: string]: Json }

/** Parameters of a call: query or body, the names in upper case with underscores, as the billing sees them. */
export type Params = Readonly<Record<string, unknown>>

const ALWAYS_TEXT = new Set(['login', 'password', 'userName', 'addressFlat', 'extServiceId', 'comments'])
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/
const MICROS = 1_000_000n

export function encode(value: Json, key = ''): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => encode(item, key)).join(',')}]`
  if (typeof value === 'object') {
    const members = Object.entries(value).filter(([, member]) => member !== undefined)
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${encode(member, name)}`).join(',')}}`
  }
  if (typeof value === 'bigint') return printMoney(value)
  if (typeof value === 'string') return encodeText(value, ALWAYS_TEXT.has(key))
  return String(value ?? '""')
}

/** Words that JSON knows come bare, and so do numbers; carriage returns and other control characters are lost. */
function encodeText(text: string, isAlwaysText: boolean): string {
  if (!isAlwaysText && (NUMBER.test(text) || /^(?:true|false|null)$/.test(text))) return text
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are dropped
  // oxlint-disable-next-line no-control-regex -- exactly these are dropped
  return JSON.stringify(text.replace(/[\u0000-\u0008\u000b-\u001f]/g, ''))
}

/** The shortest decimal: 1450.2, -550, 0. */
export function printMoney(micros: bigint): string {
  const [sign, size] = micros < 0n ? ['-', -micros] : ['', micros]
  const fraction = String(size % MICROS)
    .padStart(6, '0')
    .replace(/0+$/, '')
  return `${sign}${size / MICROS}${fraction === '' ? '' : `.${fraction}`}`
}

/** Two decimals, which the wire shows as they are: 300.00. */
export function printCents(micros: bigint): string {
  const cents = roundToCents(micros) / 10_000n
  const [sign, size] = cents < 0n ? ['-', -cents] : ['', cents]
  return `${sign}${size / 100n}.${String(size % 100n).padStart(2, '0')}`
}

/** Decimal text, an exponent allowed, rounded to millionths; null is no number. */
export function parseMoney(text: string): bigint | null {
  const parts = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?\s*$/.exec(text)
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts ?? []
  if (parts === null || whole + fraction === '') return null
  const shift = Number(exponent) - fraction.length + 6
  const digits = BigInt(whole + fraction)
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : roundedQuotient(digits, 10n ** BigInt(-shift))
  return sign === '-' ? -size : size
}

/** The table of payments keeps two decimals, a half goes to the even neighbour. */
export function roundToCents(micros: bigint): bigint {
  const size = micros < 0n ? -micros : micros
  const [whole, rest] = [size / 10_000n, size % 10_000n]
  const isUp = rest > 5000n || (rest === 5000n && whole % 2n === 1n)
  const rounded = (whole + (isUp ? 1n : 0n)) * 10_000n
  return micros < 0n ? -rounded : rounded
}

function roundedQuotient(dividend: bigint, divisor: bigint): bigint {
  return (dividend * 2n + divisor) / (divisor * 2n)
}

/** extId → EXT_ID; a name in capitals stays. */
export function decamelize(name: string): string {
  return name === name.toUpperCase() ? name : name.replace(/(?<!^)[A-Z]/g, (capital) => `_${capital}`).toUpperCase()
}

/** A parameter as text; undefined where it is missing or no scalar. */
export function textOf(params: Params, name: string): string | undefined {
  const value = params[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

/** A parameter that is true to the billing: not missing, not empty and not 0. */
export function isGiven(params: Params, name: string): boolean {
  const value = params[name]
  return value !== undefined && value !== null && value !== '' && value !== 0 && value !== '0' && value !== false
}

/** A whole number, 0 where there is none. */
export function numberOf(params: Params, name: string): number {
  return Number.parseInt(textOf(params, name) ?? '', 10) || 0
}
