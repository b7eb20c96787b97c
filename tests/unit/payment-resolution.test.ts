import { expect, test } from 'vitest'
import { holdsCardNumber } from '../../src/domain/card-number.ts'
import { readReason } from '../../src/payments/resolution.ts'

test.each([
  ['4111 1111 1111 1111', true],
  ['карта 2200-0000-0000-0004', true],
  ['5555555555554444', true],
  ['4111 1111 1111 1112', false],
  ['receipt 1234567890123', false],
  ['40702810900000000001', false],
])('a card number in %j: %s', (text, isOne) => {
  expect(holdsCardNumber(text)).toBe(isOne)
})

test.each([
  ['  Найден платёж в кассе  ', 'Найден платёж в кассе'],
  ['no', null],
  [`a${'b'.repeat(120)}`, null],
  ['two\nlines', null],
  ['turned \u202Earound', null],
  ['a lone \uD800 surrogate', null],
  ['paid with 4111111111111111', null],
])('the reason %j is kept as %j', (text, kept) => {
  expect(readReason(text)).toBe(kept)
})
