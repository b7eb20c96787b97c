/** Bank of Russia, rules 579-P and "Порядок расчёта контрольного ключа" (08.09.1997 No. 515). */

/**
 * Whether it has the form of a Russian bank's code (BIC): country 04, territory, and a number from 050 on. Those below are
 * divisions of the Bank of Russia, with which companies have no accounts.
 */
export function isBic(text: string): boolean {
  return /^04\d{4}(?:0[5-9]\d|[1-9]\d\d)$/.test(text)
}

/** Whether it has the form of a rouble account: 20 digits, with 810 in the sixth to eighth place. */
export function isRoubleAccount(text: string): boolean {
  return /^\d{5}810\d{12}$/.test(text)
}

/** Whether it has the form of the correspondent account of the bank with that code: 301…, ending as the code does. */
export function isCorrespondentAccount(text: string, bic: string): boolean {
  return /^301\d{17}$/.test(text) && text.endsWith(bic.slice(-3))
}

/** Whether the key, the ninth digit, is right for an account with that bank. Both have their forms. */
export function hasAccountKey(account: string, bic: string): boolean {
  return checks(bic.slice(-3) + account)
}

/** The same for a correspondent account, which is kept with the Bank of Russia. */
export function hasCorrespondentAccountKey(account: string, bic: string): boolean {
  return checks(`0${bic.slice(4, 6)}${account}`)
}

const WEIGHTS = [7, 1, 3] as const

/** The low digits of all products add up to a multiple of ten. Each weight has an inverse, so that each single wrong digit is found. */
function checks(digits: string): boolean {
  let sum = 0
  for (const [place, digit] of Array.from(digits).entries())
    sum += Number(digit) * (WEIGHTS[place % WEIGHTS.length] ?? 0)
  return sum % 10 === 0
}
