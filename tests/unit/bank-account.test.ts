import { expect, test } from 'vitest'
import {
  hasAccountKey,
  hasCorrespondentAccountKey,
  isBic,
  isCorrespondentAccount,
  isRoubleAccount,
} from '../../src/domain/bank-account.ts'
import { cleanBankDetails, listBankDetailsErrors } from '../../src/domain/bank-details.ts'
import { isInn } from '../../src/domain/tax-number.ts'
import { bankDetailsWith } from '../support/receipts.ts'

/** Published by their holders: bank, account with it, the bank's own account. */
const TRUE_ACCOUNTS = [
  ['044525700', '40702810800001400002', '30101810200000000700'],
  ['044525823', '40702810000000011692', '30101810200000000823'],
  ['049401601', '40702810268000010356', '30101810400000000601'],
] as const

const TRUE_BANKS = [
  ['044525225', '30101810400000000225'],
  ['044525187', '30101810700000000187'],
  ['044525593', '30101810200000000593'],
  ['044525974', '30101810145250000974'],
] as const

/** Every text that differs from this one in one digit, from one place to another. */
function listMistyped(digits: string, from = 0, to = digits.length): readonly string[] {
  return Array.from({ length: to - from }, (_, step) => from + step).flatMap((place) =>
    Array.from('0123456789')
      .filter((digit) => digit !== digits[place])
      .map((digit) => digits.slice(0, place) + digit + digits.slice(place + 1)),
  )
}

test.each(TRUE_ACCOUNTS)(
  'with the bank %s the account %s has its key, and each wrong digit is found',
  (bic, account, own) => {
    expect([isBic(bic), isRoubleAccount(account), hasAccountKey(account, bic)]).toEqual([true, true, true])
    expect([isCorrespondentAccount(own, bic), hasCorrespondentAccountKey(own, bic)]).toEqual([true, true])
    const mistyped = listMistyped(account)
    expect(mistyped).toHaveLength(180)
    expect(mistyped.filter((one) => hasAccountKey(one, bic))).toEqual([])
    // Of the bank's code the last three digits are part of the key.
    expect(listMistyped(bic, 6).filter((one) => hasAccountKey(account, one))).toEqual([])
  },
)

test.each(TRUE_BANKS)('the bank %s has the correspondent account %s, and each wrong digit is found', (bic, own) => {
  expect([isBic(bic), isCorrespondentAccount(own, bic), hasCorrespondentAccountKey(own, bic)]).toEqual([
    true,
    true,
    true,
  ])
  expect(listMistyped(own).filter((one) => hasCorrespondentAccountKey(one, bic))).toEqual([])
  // Here the fifth and the sixth are, and the last three stand at its end.
  expect(listMistyped(bic, 4, 6).filter((one) => hasCorrespondentAccountKey(own, one))).toEqual([])
  expect(listMistyped(bic, 6).filter((one) => isCorrespondentAccount(own, one))).toEqual([])
})

// A remainder of ten is written as nought, as one of nought is: two sums that differ may have one digit.
test.each([
  ['7707083893', 0],
  ['7736050003', 0],
  ['7736207543', 0],
  ['1841008627', 0],
  ['7813045547', 0],
  ['500100732259', 0],
])('each wrong digit of the taxpayer number %s is found, but for %d', (inn, missed) => {
  expect(isInn(inn)).toBe(true)
  expect(listMistyped(inn).filter((one) => isInn(one))).toHaveLength(missed)
})

test.each(['', '04452522', '0445252255', '144525225', '044525049', '04452522a', '０44525225'])(
  '%j is no code of a bank',
  (text) => {
    expect(isBic(text)).toBe(false)
  },
)

const OPERATOR = { inn: bankDetailsWith().inn }
const judge = (changes: Parameters<typeof bankDetailsWith>[0], operator = OPERATOR) =>
  listBankDetailsErrors(cleanBankDetails(bankDetailsWith(changes)), { operator, charset: 'utf-8' }).map(
    ({ field, fault }) => `${fault} ${field}`,
  )

test.each([
  ['nothing', {}, []],
  ['blanks between digits', { personalAccount: '40702 810 9 0000 0100501', bic: ' 044525059' }, []],
  ['a digit too few', { personalAccount: '4070281090000010050' }, ['INVALID_ACCOUNT personalAccount']],
  ['an account in dollars', { personalAccount: '40702840900000100501' }, ['INVALID_ACCOUNT personalAccount']],
  ['a wrong digit', { personalAccount: '40702810900000100502' }, ['ACCOUNT_KEY_WRONG personalAccount']],
  ['no bank', { bic: '144525059' }, ['INVALID_BIC bic']],
  [
    'another bank',
    { bic: '044525225' },
    ['ACCOUNT_KEY_WRONG personalAccount', 'INVALID_CORRESPONDENT_ACCOUNT correspondentAccount'],
  ],
  [
    "another bank's account",
    { correspondentAccount: '30101810400000000225' },
    ['INVALID_CORRESPONDENT_ACCOUNT correspondentAccount'],
  ],
  [
    'a wrong key of it',
    { correspondentAccount: '30101810200000000059' },
    ['CORRESPONDENT_ACCOUNT_KEY_WRONG correspondentAccount'],
  ],
  ['a wrong taxpayer', { inn: '7709045125' }, ['INVALID_INN inn']],
  ['another taxpayer', { inn: '7707083893' }, ['INN_OF_ANOTHER inn']],
  ['a company without a reason code', { kpp: null }, ['INVALID_KPP kpp']],
  ['a reason code that is none', { kpp: '12345' }, ['INVALID_KPP kpp']],
  ['no name', { payeeName: ' ' }, ['INVALID_VALUE payeeName']],
  ['a long name', { payeeName: 'x'.repeat(161) }, ['INVALID_VALUE payeeName']],
  ['a long bank', { bankName: 'x'.repeat(46) }, ['INVALID_VALUE bankName']],
  [
    'names that are long together',
    { payeeName: 'Щ'.repeat(90), bankName: 'Щ'.repeat(45) },
    ['TOO_LONG_TOGETHER payeeName'],
  ],
  [
    'everything',
    { personalAccount: '1', bic: '2', inn: '3' },
    ['INVALID_ACCOUNT personalAccount', 'INVALID_BIC bic', 'INVALID_INN inn'],
  ],
] as const)('bank details with %s are judged field by field', (_what, changes, errors) => {
  expect(judge(changes)).toEqual(errors)
})

test('a sole trader has a number of twelve digits and no reason code', () => {
  const operator = { inn: '500100732259' }
  expect(judge({ inn: operator.inn, kpp: null }, operator)).toEqual([])
  expect(judge({ inn: operator.inn, kpp: '' }, operator)).toEqual([])
  expect(judge({ inn: operator.inn }, operator)).toEqual(['INVALID_KPP kpp'])
})
