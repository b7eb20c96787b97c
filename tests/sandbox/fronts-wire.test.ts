import { assert, bigInt, integer, nat, property, string, uniqueArray } from 'fast-check'
import { expect, test } from 'vitest'
import { encodeXml } from '../../src/sandbox/wire/charset.ts'
import { instantText, readInstant } from '../../src/sandbox/wire/dates.ts'
import { decimalText, doubleText, mixedText, readDecimal, readDouble } from '../../src/sandbox/wire/money.ts'
import { shuffled } from '../../src/sandbox/wire/order.ts'
import { isXmlText } from '../../src/sandbox/wire/xml.ts'

const kopecks = bigInt({ min: -10_000_000_000n, max: 10_000_000_000n })

test('every form of an amount reads back as the same kopecks', () => {
  assert(
    property(kopecks, (amount) => {
      expect(readDouble(mixedText(amount))).toBe(amount)
      expect(readDouble(decimalText(amount))).toBe(amount)
      const positive = amount < 0n ? -amount : amount
      expect(readDecimal(decimalText(positive))).toBe(positive)
    }),
  )
})

test('the noise of a double stays far below a kopeck', () => {
  assert(
    property(kopecks, (amount) => {
      const noisy = doubleText(amount)
      expect(noisy).toMatch(/^-?\d+(\.\d+)?$/)
      expect(Math.abs(Number(noisy) * 100 - Number(amount))).toBeLessThan(1e-4)
    }),
  )
})

test.each([
  [60_045n, ['600.45000000000005', '600.45']],
  [55_000n, ['550']],
  [0n, ['0']],
])('%s kopecks as a double are one of %j', (amount, forms) => {
  expect(forms).toContain(doubleText(amount))
})

test.each([
  ['10,45', null],
  ['', null],
  ['1e3', 100_000n],
  ['1E-2', 1n],
  ['0.005', 1n],
  ['0.0049', 0n],
  ['-1.5', -150n],
  ['0x10', null],
  ['Infinity', null],
  ['1e30', null],
])('the double %j is %s kopecks', (value, expected) => {
  expect(readDouble(value)).toBe(expected)
})

test('an instant in Moscow time reads back to the second', () => {
  const instants = integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000)
  assert(property(instants, (at) => readInstant(instantText(at)) === at))
  expect(instantText(Date.parse('2026-06-30T21:00:00Z'))).toBe('2026-07-01 00:00:00')
})

test.each(['', '2026-13-01', '2026-02-29', '2026-01-01 24:00:00', '0000-00-00', '01.02.2026', '2026-01-01T00:00:00Z'])(
  '%j is no instant',
  (value) => {
    expect(readInstant(value)).toBeNull()
  },
)

test('windows-1251 bytes are those of the code page', () => {
  const encoded = encodeXml('АЯая Ёё № «» — € Ђ', 'windows-1251')
  expect(encoded.toString('hex')).toBe('c0dfe0ff20a8b820b920abbb209720882080')
})

test('whatever can be written in windows-1251 reads back, and the rest is a reference', () => {
  assert(
    property(
      string({ unit: 'binary' }).filter((value) => !value.includes('&')),
      (value) => {
        const decoded = new TextDecoder('windows-1251').decode(encodeXml(value, 'windows-1251'))
        const resolved = decoded.replace(/&#(\d+);/g, (_whole, point: string) => String.fromCodePoint(Number(point)))
        expect(resolved).toBe(value)
      },
    ),
  )
})

test('shuffling keeps all rows, always in the same order', () => {
  assert(
    property(uniqueArray(nat()), (rows) => {
      const once = shuffled(rows, (row) => row)
      expect(shuffled(rows.toReversed(), (row) => row)).toEqual(once)
      expect(once.toSorted((one, other) => one - other)).toEqual(rows.toSorted((one, other) => one - other))
    }),
  )
})

test.each([
  ['Счёт № 5 😀\n', true],
  ['a\u0000', false],
  ['\u001f', false],
  ['\ufffe', false],
  ['\ud800', false],
])('%j can stand in XML: %s', (value, expected) => {
  expect(isXmlText(value)).toBe(expected)
})
