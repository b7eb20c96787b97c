import { expect, test } from 'vitest'
import { readReason } from '../../src/payments/resolution.ts'

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
