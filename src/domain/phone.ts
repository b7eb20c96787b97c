/**
 * A telephone number as people write it → E.164 ("+79121234567"), or null for none. Without "+" it is a Russian one: 8 or 7
 * and ten digits, or the ten digits of a mobile.
 */
export function readPhone(text: string): string | null {
  const plain = text.replace(SEPARATORS, '')
  if (!/^\+?\d{1,15}$/.test(plain)) return null
  const digits = internationalDigits(plain)
  if (digits === null) return null
  // Within the country there are always ten; other countries are shorter or longer than that, and not by a rule.
  if (digits.startsWith('7')) return /^7[346789]\d{9}$/.test(digits) ? `+${digits}` : null
  return /^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : null
}

/** What people put between digits: blanks of any kind, brackets, dots, hyphens and dashes. */
const SEPARATORS = /[\s\u00A0\u2007\u202F().\u002D\u2010-\u2015]/gu

function internationalDigits(plain: string): string | null {
  if (plain.startsWith('+')) return plain.slice(1)
  if (/^[78]\d{10}$/.test(plain)) return `7${plain.slice(1)}`
  return /^9\d{9}$/.test(plain) ? `7${plain}` : null
}
