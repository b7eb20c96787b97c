const DIGIT_GROUPS = /\d(?:[ -]?\d){12,}/g
/** What the numbers of the card systems in use begin with: Mir and Mastercard 2, American Express and JCB 3, then Visa, Mastercard, UnionPay. */
const CARD_NUMBER = /^[2-6]\d{12,18}$/

/** Whether a free text has the number of a bank card in it, also one that is written in groups. */
export function holdsCardNumber(text: string): boolean {
  return (text.match(DIGIT_GROUPS) ?? []).some((group) => {
    const digits = group.replaceAll(/[ -]/g, '')
    return CARD_NUMBER.test(digits) && passesLuhn(digits)
  })
}

function passesLuhn(digits: string): boolean {
  let sum = 0
  for (const [place, digit] of Array.from(digits).toReversed().entries()) {
    const doubled = place % 2 === 0 ? Number(digit) : Number(digit) * 2
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
