/** Whether it is the taxpayer number of a company (10 digits) or of a person (12), by its check digits. */
export function isInn(text: string): boolean {
  if (/^\d{10}$/.test(text)) return checks(text, COMPANY) && text !== '0000000000'
  return /^\d{12}$/.test(text) && checks(text, PERSON_FIRST) && checks(text, PERSON_SECOND) && text !== '000000000000'
}

/** Whether it is the number of a person, who has no reason code. */
export function isPersonInn(text: string): boolean {
  return text.length === 12 && isInn(text)
}

/** A reason code of registration: tax office, two signs of the reason, number. It has no check digit. */
export function isKpp(text: string): boolean {
  return /^\d{4}[\dA-Z]{2}\d{3}$/.test(text)
}

// Order of the Federal Tax Service ММВ-7-6/435@ (2012), and the weights that go with it.
const COMPANY = [2, 4, 10, 3, 5, 9, 4, 6, 8] as const
const PERSON_FIRST = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8] as const
const PERSON_SECOND = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8] as const

/** The digit after the weighted ones is their sum modulo 11, and modulo 10. */
function checks(text: string, weights: readonly number[]): boolean {
  const sum = weights.reduce((total, weight, place) => total + weight * Number(text[place]), 0)
  return (sum % 11) % 10 === Number(text[weights.length])
}
