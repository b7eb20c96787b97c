/**
 * What the numbers of the card systems in use look like, by their beginnings and lengths: Visa, Mastercard, Mir, American Express,
 * JCB, Diners Club, UnionPay, Maestro. So narrow that a serial number of a device (IMEI: 15 digits with the same check digit),
 * a date and a contract number are hardly ever taken for one.
 */
const CARD_NUMBERS: readonly RegExp[] = [
  // None of 13 digits is in use any more, and bar codes of devices have as many.
  /^4(?:\d{15}|\d{18})$/,
  /^(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}$/,
  /^220[0-4]\d{12,15}$/,
  /^3[47]\d{13}$/,
  /^35(?:2[89]|[3-8]\d)\d{12}$/,
  /^3(?:0[0-5]|[689]\d)\d{11}$/,
  /^62\d{14,17}$/,
  /^(?:5[06-8]|6[0134579])\d{14,17}$/,
]

/** How cards print their numbers, and how people run two of the groups together. */
const GROUPINGS: readonly (readonly number[])[] = [
  [4, 4, 4, 4],
  [4, 4, 4, 4, 1],
  [4, 4, 4, 4, 2],
  [4, 4, 4, 4, 3],
  [4, 4, 4, 6],
  [4, 4, 4, 7],
  [4, 6, 5],
  [4, 6, 4],
  [6, 10],
  [6, 13],
  [8, 8],
  [8, 4, 4],
  [4, 8, 4],
  [4, 4, 8],
  [12, 4],
  [4, 12],
]

const MAX_DIGITS = 19
/** All other signs may stand between the groups of one number. */
const WORDS = /\p{L}+/u
/** Also within an address or behind a word, and without hyphens. */
const UUIDS = /(?<![0-9a-z])[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}(?![0-9a-z])/gi
/** So many signs between two groups still make one number of them. */
const GROUPS_OF_ONE = /\d+(?:[^\d\p{L}\n]{1,3}\d+)*/gu
const MAX_DECODINGS = 5

/** Several numbers of a list, an address of a network and the parts of a time stand between these. */
const BETWEEN_NUMBERS = /[,;:]/

/**
 * Whether a free text has the number of a bank card in it: in one row of digits, grouped as cards are, or alone between other
 * words in whatever groups, with the same sign between all of them: two dates, a time, an address with its mask and two
 * telephone numbers have different ones. What stands beside it, such as the month until which the card is good, does not hide
 * it.
 */
export function holdsCardNumber(text: string): boolean {
  return (text.match(GROUPS_OF_ONE) ?? []).some((run) => {
    const groups = run.match(/\d+/g) ?? []
    if (isOneNumber(run) && isCardNumber(groups.join(''))) return true
    return groups.some((group, first) => isCardNumber(group) || isGroupedAt(groups, first))
  })
}

function isOneNumber(run: string): boolean {
  const between = run.match(/\D+/g) ?? []
  return between.every((signs) => signs === between[0] && !BETWEEN_NUMBERS.test(signs))
}

function isGroupedAt(groups: readonly string[], first: number): boolean {
  return GROUPINGS.some((lengths) => {
    const grouped = groups.slice(first, first + lengths.length)
    const isSo = grouped.length === lengths.length && grouped.every(({ length }, at) => length === lengths[at])
    return isSo && isCardNumber(grouped.join(''))
  })
}

/**
 * Whether an address or a key, whose signs mean nothing, has one in it: in groups between any signs, or percent-encoded. A
 * UUID has none: its digits are drawn, and now and then some of them look like anything.
 */
export function hidesCardNumber(text: string): boolean {
  return decode(text)
    .replaceAll(UUIDS, 'x')
    .split(WORDS)
    .some((part) => {
      const groups = part.match(/\d+/g) ?? []
      return groups.some((_, first) => beginsCardNumber(groups.slice(first, first + MAX_DIGITS)))
    })
}

/** Whole groups alone: in a long row of digits some would always look like a card. */
function beginsCardNumber(groups: readonly string[]): boolean {
  let digits = ''
  for (const group of groups) {
    digits += group
    if (digits.length > MAX_DIGITS) return false
    if (isCardNumber(digits)) return true
  }
  return false
}

function decode(text: string): string {
  let decoded = text
  for (let round = 0; round < MAX_DECODINGS && decoded.includes('%'); round += 1) {
    decoded = decoded.replaceAll(/%([0-7][0-9a-f])/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
  }
  return decoded.replaceAll(/%[89a-f][0-9a-f]/gi, ' ')
}

function isCardNumber(digits: string): boolean {
  return CARD_NUMBERS.some((form) => form.test(digits)) && passesLuhn(digits)
}

function passesLuhn(digits: string): boolean {
  let sum = 0
  for (const [place, digit] of Array.from(digits).toReversed().entries()) {
    const doubled = place % 2 === 0 ? Number(digit) : Number(digit) * 2
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
