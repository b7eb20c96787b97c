const COMPANY_WEIGHTS = [2, 4, 10, 3, 5, 9, 4, 6, 8] as const
const PERSON_WEIGHTS_FIRST = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8] as const
const PERSON_WEIGHTS_SECOND = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8] as const

/** The taxpayer number of a company from its first nine digits: the tenth checks them. */
export function companyInn(nineDigits: string): string {
  return nineDigits + checkDigit(nineDigits, COMPANY_WEIGHTS)
}

/** The taxpayer number of a sole trader from its first ten digits: the last two check them. */
export function personInn(tenDigits: string): string {
  const eleven = tenDigits + checkDigit(tenDigits, PERSON_WEIGHTS_FIRST)
  return eleven + checkDigit(eleven, PERSON_WEIGHTS_SECOND)
}

/** The registration reason code of a company at its own tax office (reason 01). */
export function companyKpp(inn: string): string {
  return `${inn.slice(0, 4)}01001`
}

function checkDigit(digits: string, weights: readonly number[]): string {
  const sum = weights.reduce((total, weight, place) => total + weight * Number(digits[place]), 0)
  return String((sum % 11) % 10)
}
