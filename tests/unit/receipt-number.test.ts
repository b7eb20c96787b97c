import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createReceiptNumbers } from '../../src/receipts/number.ts'

const numbers = createReceiptNumbers(new Uint8Array(32))
const key = fc.record({
  accountId: fc.string(),
  minorUnits: fc.bigInt({ min: 1n, max: 10n ** 10n }),
  month: fc.constantFrom(null, '2026-10', '2026-11'),
  bankDetailsId: fc.integer({ min: 1, max: 999_999_999 }),
})

test('P4 a number is the same for the same receipt, and tells the bank details and nothing else', () => {
  fc.assert(
    fc.property(key, (one) => {
      const number = numbers.write(one)
      expect(number).toMatch(/^\d{1,9}(?:-[0-9A-HJKMNP-TV-Z]{4}){4}$/)
      expect(numbers.write({ ...one })).toBe(number)
      expect(numbers.read(number)).toBe(one.bankDetailsId)
      expect(numbers.write({ ...one, minorUnits: one.minorUnits + 1n })).not.toBe(number)
    }),
  )
})

test('P4 a number may be written as people write, and one that was misread is not known', () => {
  const number = numbers.write({ accountId: '17', minorUnits: 100n, month: null, bankDetailsId: 10 })
  for (const one of [number.toLowerCase(), number.replaceAll('-', ' '), number.replaceAll('-', ''), ` ${number}\n`])
    expect(numbers.read(one)).toBe(10)
  expect(numbers.read(number.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(10)
  const last = number.at(-1) === 'A' ? 'B' : 'A'
  for (const one of ['', number.slice(0, -1) + last, `1${number}`, number.slice(1), `${number}0`, '9'.repeat(500)])
    expect(numbers.read(one)).toBeNull()
  expect(createReceiptNumbers(new Uint8Array(32).fill(1)).read(number)).toBeNull()
})
