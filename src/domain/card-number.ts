const DIGIT_GROUPS = /\d(?:[ -]?\d){12,}/g
/** What the numbers of the card systems in use begin with: Mir 220, Mastercard 222 to 272 (so no date of this century), American Express and JCB 3, then Visa, Mastercard, UnionPay. */
const CARD_NUMBER = /^(?:2[2-7]|[3-6])\d+$/

const MIN_DIGITS = 13
const MAX_DIGITS = 19
/** All other signs may stand between the groups of one number. */
const WORDS = /[a-z]+/i
const MAX_DECODINGS = 5

/** Whether an address or a key, whose signs mean nothing, has one in it: in groups between any signs, or percent-encoded. */
export function hidesCardNumber(text: string): boolean {
  return decode(text)
    .split(WORDS)
    .some((part) => {
      const groups = part.match(/\d+/g) ?? []
      return groups.some((_, first) => beginsCardNumber(groups.slice(first)))
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

/** Whether a free text has the number of a bank card in it, also one that is written in groups. */
export function holdsCardNumber(text: string): boolean {
  return (text.match(DIGIT_GROUPS) ?? []).some((group) => isCardNumber(group.replaceAll(/[ -]/g, '')))
}

function isCardNumber(digits: string): boolean {
  const { length } = digits
  return length >= MIN_DIGITS && length <= MAX_DIGITS && CARD_NUMBER.test(digits) && passesLuhn(digits)
}

function passesLuhn(digits: string): boolean {
  let sum = 0
  for (const [place, digit] of Array.from(digits).toReversed().entries()) {
    const doubled = place % 2 === 0 ? Number(digit) : Number(digit) * 2
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
