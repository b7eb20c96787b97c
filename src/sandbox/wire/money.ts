import { scramble } from './order.ts'

/** `650.00`, always two digits. */
export function decimalText(kopecks: bigint): string {
  const digits = (kopecks < 0n ? -kopecks : kopecks).toString().padStart(3, '0')
  return `${kopecks < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** As the old system prints it: `550.00`, `550`, `1000.1`, `0`. The form depends on the amount alone; it is always exact. */
export function mixedText(kopecks: bigint): string {
  const exact = decimalText(kopecks)
  if (kopecks === 0n) return '0'
  if (scramble(Number(kopecks % 1_000_003n)) % 2 === 0) return exact
  return exact.replace(/\.?0+$/, '')
}

/** The same amount as a program prints that keeps money in doubles: 600.45000000000005, 50.450000000000045. */
export function doubleText(kopecks: bigint): string {
  const plain = Number(kopecks) / 100
  const carried = scramble(Number(kopecks % 1_000_003n)) % 2 === 0 ? plain + 550 - 550 : plain
  return carried === 0 ? '0' : carried.toPrecision(17).replace(/\.?0+$/, '')
}

/** Decimal text with at most two decimals → kopecks; null when it is anything else. */
export function readDecimal(value: string): bigint | null {
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(value)
  if (match === null) return null
  return BigInt(match[1] ?? '0') * 100n + BigInt((match[2] ?? '').padEnd(2, '0'))
}

/**
 * An xsd:double as the old system takes it → kopecks: `1e3` is a thousand, a fraction of a kopeck is rounded half up,
 * and 0.005 is one kopeck. Null when it is not a number or beyond ten billion.
 */
export function readDouble(value: string): bigint | null {
  const match = /^([+-]?)(\d{1,30})(?:\.(\d{0,30}))?(?:[eE]([+-]?\d{1,2}))?$/.exec(value)
  if (match === null) return null
  const fraction = match[3] ?? ''
  const digits = BigInt(`${match[2] ?? '0'}${fraction}`)
  const shift = Number(match[4] ?? '0') - fraction.length + 2
  const scaled = shift >= 0 ? digits * 10n ** BigInt(shift) : divideHalfUp(digits, 10n ** BigInt(-shift))
  if (scaled > 1_000_000_000_000n) return null
  return match[1] === '-' ? -scaled : scaled
}

function divideHalfUp(value: bigint, divisor: bigint): bigint {
  return (value * 2n + divisor) / (divisor * 2n)
}
