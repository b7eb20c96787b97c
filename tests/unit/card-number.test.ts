import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLine, readLines } from '../../src/cabinet/text.ts'
import { hidesCardNumber, holdsCardNumber } from '../../src/domain/card-number.ts'
import { isExternalId, isOwnKey } from '../../src/domain/reference-template.ts'

/** Numbers that the card systems publish for tests. */
const CARDS = [
  '4111111111111111',
  '5555555555554444',
  '2223003122003222',
  '2200000000000004',
  '378282246310005',
  '3530111333300000',
  '30569309025904',
  '6200000000000005',
  '6304000000000000',
]

test.each([
  ['4111 1111 1111 1111', true],
  ['4111 1111 1111 1111 12/27', true],
  ['4111111111111111 12/27', true],
  ['order 17 4111111111111111', true],
  ['4111.1111.1111.1111', true],
  ['4111/1111/1111/1111', true],
  ['4111\u00a01111\u00a01111\u00a01111', true],
  ['4111  1111  1111  1111', true],
  ['4111–1111–1111–1111', true],
  ['карта 2200-0000-0000-0004', true],
  ['3782 822463 10005 cvc 1234', true],
  ['4111 1111 1111 1112', false],
  ['receipt 1234567890123', false],
  // A bank account, in one row and in the groups that banks print.
  ['40702810900000000001', false],
  ['40702 810 9 0000 0000001', false],
  // An IMEI has the same check digit.
  ['356938035643809', false],
  ['+7 912 123-45-67, +7 912 123-45-68', false],
  ['ИНН 7707083893, КПП 773601001', false],
  ['2026-11-28 12:00:00, договор 100001', false],
  // Each makes the number of a card, check digit included, without the signs between.
  ['Не было связи 24.11.2026 00:10-01:10', false],
  ['IP 64.9.99.43 255.255.255.0', false],
  ['(4852) 41-23-08, 41-24-00', false],
  ['дома 42, 44, 46, 48, 50, 52, 54, 58', false],
  ['участок 34:34:0000000:125', false],
  // The bar code of a router.
  ['роутер, штрихкод 4718000000086', false],
  ['41 11 11 11 11 11 11 11', true],
  ['41111111-1111 1111', true],
])('a card number in %j: %s', (text, isOne) => {
  expect(holdsCardNumber(text)).toBe(isOne)
})

const separator = fc.constantFrom(' ', '-', '.', '/', '\u00a0', '  ', '–', '_', ', ')
const words = fc.constantFrom('', 'order 17 ', 'вернуть на карту ', 'a12: ', '10.05 ')
const after = fc.constantFrom('', ' 12/27', ' до 12/27, cvc 123', ' спасибо', ' 17')

test('a card is found however its groups are separated, and whatever stands around it', () => {
  fc.assert(
    fc.property(fc.tuple(fc.constantFrom(...CARDS), separator, words, after), ([card, between, before, behind]) => {
      const lengths = card.length === 15 ? [4, 6, 5] : card.length === 14 ? [4, 6, 4] : [4, 4, 4, 4]
      const groups: string[] = []
      for (const length of lengths) groups.push(card.slice(groups.join('').length).slice(0, length))
      const text = `${before}${groups.join(between)}${behind}`
      expect(holdsCardNumber(text)).toBe(true)
      expect(holdsCardNumber(`${before}${card}${behind}`)).toBe(true)
      expect(readLine(text, { max: 200 })).toBeNull()
      expect(readLines(`Здравствуйте!\n${text}`, { max: 200 })).toBeNull()
    }),
  )
})

test('numbers that are no cards are let through', () => {
  const phone = fc.integer({ min: 9_000_000_000, max: 9_999_999_999 }).map((rest) => `+7${rest}`)
  const account = fc.bigInt({ min: 10n ** 19n, max: 10n ** 20n - 1n }).map(String)
  const inn = fc.bigInt({ min: 10n ** 9n, max: 10n ** 12n - 1n }).map(String)
  fc.assert(
    fc.property(fc.oneof(phone, account, inn), (number) => {
      expect(holdsCardNumber(`см. ${number}.`)).toBe(false)
    }),
  )
})

test('no UUID is taken for a card, and keys of clients hold none; ids of terminals are left alone', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      for (const key of [id, id.toUpperCase(), `pay-${id}`, `https://cabinet.example/paid?order=${id}&a=1`]) {
        expect(hidesCardNumber(key)).toBe(false)
      }
      expect(hidesCardNumber(id.replaceAll('-', ''))).toBe(false)
    }),
  )
  // Of the digits of this one a card could be made.
  const unlucky = '00000000-0000-4111-8111-411111111111'
  const likeOne = '4111a111-4111-1111-1111-1111a1111111'
  for (const id of [unlucky, likeOne]) expect(hidesCardNumber(`https://cabinet.example/paid?order=${id}`)).toBe(false)
  for (const card of CARDS) {
    expect(hidesCardNumber(`${card}-${unlucky}`)).toBe(true)
    expect(isOwnKey(card)).toBe(false)
    expect(isOwnKey(`pay-${card.slice(0, 4)}.${card.slice(4)}`)).toBe(false)
    expect(isExternalId(card)).toBe(true)
  }
})
